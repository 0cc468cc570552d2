pragma circom 2.2.0;
include "./baby-jubjub.circom";

// Proves: "I know the share that belongs to this share key, and I applied that share to this point".
//
// Public signals, in this order: shareKey, part, point.
//
// @input share      private; of the trustees' secret key
// @input point      public; the first point of the sum to be opened. Assumed, not constrained: in the subgroup of order l (a sum of points that
//                   ballots' proofs settled)
// @output shareKey  share * B; the verifier compares it with the trustee's
// @output part      share * point, the trustee's part of the decryption
// There is one part for each share key and point, so a proof needs no binding to a poll: it is true wherever it is read.
template Decrypt() {
    signal input share;
    signal input point[2];
    signal output shareKey[2];
    signal output part[2];

    // One decomposition for both products: it is the same share.
    signal bits[SCALAR_BITS()] <== ScalarBits()(share);
    shareKey <== GeneratorTimes(SCALAR_BITS())(bits);
    part <== PointTimes()(bits, point);
}
