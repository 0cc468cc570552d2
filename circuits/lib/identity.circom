pragma circom 2.2.0;
include "circomlib/circuits/poseidon.circom";

// The public name of a member: C = P1(secret).
// Width 1 of Poseidon serves nothing else in this protocol.
template Commitment() {
    signal input secret;
    signal output commitment;
    commitment <== Poseidon(1)([secret]);
}

// What the roll holds of a member: P2(commitment, class + 2^8 * admitted).
// Assumed, not constrained: class < 16 and admitted < 2^20; with larger values two members' attributes could coincide.
template MemberLeaf() {
    signal input commitment;
    signal input class;
    signal input admitted;
    signal output leaf;
    leaf <== Poseidon(2)([commitment, class + 256 * admitted]);
}
