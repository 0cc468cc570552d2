pragma circom 2.2.0;
include "circomlib/circuits/poseidon.circom";

// The mark of one use of one scope: P3(scope, slot, secret). Equal for equal uses in every circuit, so that proofs compose.
// Assumed, not constrained: slot is below the limit of the policy.
template Nullifier() {
    signal input scope;
    signal input slot;
    signal input secret;
    signal output nullifier;
    nullifier <== Poseidon(3)([scope, slot, secret]);
}
