pragma circom 2.2.0;
include "./bind.circom";
include "./member.circom";

// Proves: "I am in this roll, the policy admits me, and this is one of my permitted uses of this scope", and nothing else.
//
// Public signals, in this order: nullifier, root, scope, message, policy.
//
// @param LEVELS                levels of the roll
// @input secret, class, admitted, slot, memberPath, memberHeight   private; see Member
// @input scope                 public; computed by the verifier, never taken from the prover
// @input message               public; any field element that the proof is bound to
// @input policy                public; the one that the verifier requires
// @output nullifier, root
// The verifier settles, since no circuit can: that root is a known one and not 0, that scope and policy are its own, that the
// nullifier is new there, that every public signal is below r.
template Membership(LEVELS) {
    signal input secret;
    signal input class;
    signal input admitted;
    signal input slot;
    signal input memberPath[LEVELS][ARITY()];
    signal input memberHeight[LEVELS];
    signal input scope;
    signal input message;
    signal input policy;
    signal output nullifier;
    signal output root;

    signal commitment;
    (commitment, root, nullifier) <== Member(LEVELS)(secret, class, admitted, slot, memberPath, memberHeight, scope, policy);
    Bind()(message);
}
