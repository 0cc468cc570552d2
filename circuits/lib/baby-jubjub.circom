pragma circom 2.2.0;
include "circomlib/circuits/bitify.circom";
include "circomlib/circuits/babyjub.circom";
include "circomlib/circuits/escalarmulany.circom";
include "circomlib/circuits/escalarmulfix.circom";
include "./parameters.circom";

// Bits of a secret scalar, least significant first: a share, a coefficient, the randomness of a ciphertext.
//
// @input scalar  settled to be below 2^251. The subgroup's order l is a little less, so some scalars have a twin scalar + l in this range; twins
//                give the same points, and nothing here depends on which is taken.
// @output bits   each 0 or 1
template ScalarBits() {
    signal input scalar;
    signal output bits[SCALAR_BITS()];
    bits <== Num2Bits(SCALAR_BITS())(scalar);
}

// scalar * B, B the generator of the subgroup of order l (circomlib's Base8).
//
// @param BITS    1 to 251
// @input bits    of the scalar. Assumed, not constrained: each is 0 or 1
// @output point  in the subgroup, whatever the scalar
// circomlib adds in Montgomery form, whose formula is silent where both points are one: there the slope would be free to choose. Its sum starts
// at 2^250 * B and takes at most 2^249 * B at a time, so they never are. For one scalar in 2^250 they are opposite; it has no proof.
template GeneratorTimes(BITS) {
    signal input bits[BITS];
    signal output point[2];
    point <== EscalarMulFix(BITS, GENERATOR())(bits);
}

// scalar * base.
//
// @input bits    of the scalar. Assumed, not constrained: each is 0 or 1
// @input base    Assumed, not constrained: in the subgroup of order l; the identity gives the identity. On other points the formulas prove nothing.
// @output point
// The doubled point and the sum can only meet in scalars that l divides; circomlib's segments of 148 bits are too short for that.
template PointTimes() {
    signal input bits[SCALAR_BITS()];
    signal input base[2];
    signal output point[2];
    point <== EscalarMulAny(SCALAR_BITS())(bits, base);
}

// first + second. The formula is complete on this curve: it has no exceptions.
//
// @input first, second  Assumed, not constrained: on the curve
template PointSum() {
    signal input first[2];
    signal input second[2];
    signal output point[2];
    (point[0], point[1]) <== BabyAdd()(first[0], first[1], second[0], second[1]);
}
