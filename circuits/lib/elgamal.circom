pragma circom 2.2.0;
include "./baby-jubjub.circom";

// A message under a key, so that ciphertexts add up: (randomness * B, message * B + randomness * key).
//
// @param BITS          of the message
// @input message       settled to have that many bits: a sum of so many lanes and no more
// @input randomness    of this ciphertext alone; settled to be below 2^251. That it is unknown to others is for the prover to see to.
// @input key           Assumed, not constrained: in the subgroup of order l and not its identity, under which the message would stand open
// @output ciphertext   x and y of the first point, then of the second; both in the subgroup
template Encrypt(BITS) {
    signal input message;
    signal input randomness;
    signal input key[2];
    signal output ciphertext[4];

    // One decomposition for both products: the second point is masked by the key times the very scalar that stands in the first.
    signal bits[SCALAR_BITS()] <== ScalarBits()(randomness);
    signal first[2] <== GeneratorTimes(SCALAR_BITS())(bits);
    signal mask[2] <== PointTimes()(bits, key);

    signal messageBits[BITS] <== Num2Bits(BITS)(message);
    signal plain[2] <== GeneratorTimes(BITS)(messageBits);
    signal second[2] <== PointSum()(plain, mask);

    ciphertext <== [first[0], first[1], second[0], second[1]];
}
