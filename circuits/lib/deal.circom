pragma circom 2.2.0;
include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/poseidon.circom";
include "./baby-jubjub.circom";
include "./parameters.circom";
include "./range.circom";

// Proves of a dealing that every share is the value of the committed polynomial at its trustee's index, and that each trustee can open the
// own share. Feldman's commitments: coefficient k times B.
//
// Public signals, in this order: commitments, ephemeralKey, encryptedShares, recipients, context, recipientKeys.
//
// @param TRUSTEES       the most trustees, at most 9; also the most coefficients
// @input coefficient    private; of the dealer's polynomial, lowest first
// @input ephemeral      private; fresh for each dealing
// @input shareLow, shareHigh, multiple, carry   private; see ShareOf
// @input recipients     public; a set, bit j stands for the trustee with index j + 1
// @input context        public; below 2^248: what the shares are encrypted for, so that no mask serves twice
// @input recipientKeys  public; Assumed, not constrained: in the subgroup of order l and not its identity
// @output commitments   identity where a coefficient is 0
// @output ephemeralKey  ephemeral * B; all masks come from it
// @output encryptedShares   share + P4(TAG_SHARE, ephemeral * key, context + 2^248 * index); 0 for who is no recipient
// The verifier settles that commitments beyond the threshold are the identity and the first one is not, that the recipients' keys are theirs,
// and that every public signal is below r.
template Deal(TRUSTEES) {
    assert(TRUSTEES >= 1 && TRUSTEES <= MAX_TRUSTEES());
    signal input coefficient[TRUSTEES];
    signal input ephemeral;
    signal input shareLow[TRUSTEES];
    signal input shareHigh[TRUSTEES];
    signal input multiple[TRUSTEES];
    signal input carry[TRUSTEES];
    signal input recipients;
    signal input context;
    signal input recipientKeys[TRUSTEES][2];
    signal output commitments[TRUSTEES][2];
    signal output ephemeralKey[2];
    signal output encryptedShares[TRUSTEES];

    signal coefficientBits[TRUSTEES][SCALAR_BITS()];
    signal low[TRUSTEES];
    signal high[TRUSTEES];
    for (var k = 0; k < TRUSTEES; k++) {
        coefficientBits[k] <== ScalarBits()(coefficient[k]);
        commitments[k] <== GeneratorTimes(SCALAR_BITS())(coefficientBits[k]);
        low[k] <== Field(SCALAR_BITS(), 0, LIMB_BITS())(coefficientBits[k]);
        high[k] <== Field(SCALAR_BITS(), LIMB_BITS(), SCALAR_BITS() - LIMB_BITS())(coefficientBits[k]);
    }

    signal ephemeralBits[SCALAR_BITS()] <== ScalarBits()(ephemeral);
    ephemeralKey <== GeneratorTimes(SCALAR_BITS())(ephemeralBits);

    signal isRecipient[TRUSTEES] <== Num2Bits(TRUSTEES)(recipients);
    signal share[TRUSTEES];
    signal shared[TRUSTEES][2];
    signal mask[TRUSTEES];
    for (var j = 0; j < TRUSTEES; j++) {
        share[j] <== ShareOf(TRUSTEES, j + 1)(low, high, shareLow[j], shareHigh[j], multiple[j], carry[j]);
        shared[j] <== PointTimes()(ephemeralBits, recipientKeys[j]);
        // The index keeps masks apart where two trustees name one key: else the difference of their shares would stand open.
        mask[j] <== Poseidon(4)([TAG_SHARE(), shared[j][0], shared[j][1], context + (1 << CONTEXT_BITS()) * (j + 1)]);
        // No share for an index that nobody holds: with a key of the dealer's choice it would be anybody's.
        encryptedShares[j] <== isRecipient[j] * (share[j] + mask[j]);
    }
}

// The value of a polynomial at INDEX modulo the subgroup's order l, over the integers in two limbs:
//   sum of coefficient k * INDEX^k = share + multiple * l.
//
// @param COEFFICIENTS, INDEX   at most 9 each
// @input low, high         limbs of each coefficient: low + 2^126 * high. Assumed, not constrained: 126 and 125 bits
// @input shareLow, shareHigh   limbs of the share; settled to have 126 and 125 bits
// @input multiple          settled to have 28 bits; sums are below 2^251 * 2^25.6, and l is above 2^250
// @input carry             from the low limbs to the high ones; settled to lie within 2^29 of 0
// @output share            below 2^251; it may be its twin share + l, which opens the same
template ShareOf(COEFFICIENTS, INDEX) {
    assert(COEFFICIENTS <= 9 && INDEX <= 9);
    signal input low[COEFFICIENTS];
    signal input high[COEFFICIENTS];
    signal input shareLow;
    signal input shareHigh;
    signal input multiple;
    signal input carry;
    signal output share;

    var LIMB = 1 << LIMB_BITS();
    var ORDER = SUBGROUP_ORDER();
    AssertBits(LIMB_BITS())(shareLow);
    AssertBits(SCALAR_BITS() - LIMB_BITS())(shareHigh);
    AssertBits(28)(multiple);
    AssertBits(30)(carry + (1 << 29));

    var sumLow = 0;
    var sumHigh = 0;
    var power = 1;
    for (var k = 0; k < COEFFICIENTS; k++) {
        sumLow += power * low[k];
        sumHigh += power * high[k];
        power = power * INDEX;
    }
    // All terms are below 2^160, far from the field's order: these hold over the integers.
    sumLow === shareLow + multiple * (ORDER % LIMB) + carry * LIMB;
    sumHigh + carry === shareHigh + multiple * (ORDER \ LIMB);

    share <== shareLow + LIMB * shareHigh;
}
