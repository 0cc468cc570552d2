pragma circom 2.2.0;
include "./identity.circom";
include "./nullifier.circom";
include "./policy.circom";
include "./tree.circom";

// What every proof of this project shows first: the prover knows the secret of a leaf below `root` whose attributes satisfy
// `policy`, and `nullifier` is the mark of one permitted use of `scope` by that secret.
//
// @param LEVELS        levels of the roll
// @input secret        of the member
// @input class, admitted   attributes of the leaf
// @input slot          which of the permitted uses this is
// @input path, height  from the leaf to the root (see LeanRoot)
// @input scope, policy from the verifier
// @output commitment   P1(secret); private, for the records that are the member's
// @output root, nullifier
template Member(LEVELS) {
    signal input secret;
    signal input class;
    signal input admitted;
    signal input slot;
    signal input path[LEVELS][ARITY()];
    signal input height[LEVELS];
    signal input scope;
    signal input policy;
    signal output commitment;
    signal output root;
    signal output nullifier;

    AssertPolicy()(policy, class, admitted, slot);

    commitment <== Commitment()(secret);
    signal leaf <== MemberLeaf()(commitment, class, admitted);

    AssertOneHot(LEVELS)(height);
    root <== LeanRoot(LEVELS, 1)(leaf, path, height);

    // The same secret as in the commitment: one member has one nullifier for each scope and slot.
    nullifier <== Nullifier()(scope, slot, secret);
}
