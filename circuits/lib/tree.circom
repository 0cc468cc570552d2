pragma circom 2.2.0;
include "circomlib/circuits/poseidon.circom";
include "./parameters.circom";

// One step up a tree: the parent of `child`, given all children of that parent.
//
// @input child        the node to climb from
// @input children     all five children, in order
// @output parent      P5(children)
// The place of `child` among the children stays free and private. The prover may name any sibling; the parent's hash settles
// whether these are the right ones.
template Parent() {
    var ARITY = ARITY();
    signal input child;
    signal input children[ARITY];
    signal output parent;

    // A product is zero only if one factor is: child is one of the children. There is no index and no selector bit, so
    // nothing that could be left non-boolean.
    signal product[ARITY];
    product[0] <== children[0] - child;
    for (var i = 1; i < ARITY; i++) {
        product[i] <== product[i - 1] * (children[i] - child);
    }
    product[ARITY - 1] === 0;

    parent <== Poseidon(ARITY)(children);
}

// Root of a lean tree: the node at the height that the one-hot `height` picks.
//
// @param LEVELS   the most levels that are climbed
// @param LOWEST   the least; height[i] stands for LOWEST + i levels
// @input leaf     Assumed, not constrained: an output of P2 or P4, so it is no inner node (those are outputs of P5) and not 0.
//                 What stands between leaf and root is whatever was put on the tree: that a sheet's root has three levels below it is
//                 for those who accept sheets to see to.
// @input path     path[i] are the five children below the node at level i + 1
// @input height   Assumed, not constrained: one-hot (AssertOneHot), so that several records can share one
// @output root    0 only if P5 gave 0; every verifier refuses root 0 anyhow
// Levels above the true height are climbed too, over any children the prover likes; the pick ignores them.
template LeanRoot(LEVELS, LOWEST) {
    assert(LOWEST >= 1 && LOWEST <= LEVELS);
    signal input leaf;
    signal input path[LEVELS][ARITY()];
    signal input height[LEVELS - LOWEST + 1];
    signal output root;

    signal node[LEVELS + 1];
    node[0] <== leaf;
    for (var level = 0; level < LEVELS; level++) {
        node[level + 1] <== Parent()(node[level], path[level]);
    }

    signal picked[LEVELS - LOWEST + 1];
    var sum = 0;
    for (var i = 0; i <= LEVELS - LOWEST; i++) {
        picked[i] <== height[i] * node[LOWEST + i];
        sum += picked[i];
    }
    root <== sum;
}

// Holds only if exactly one entry is 1 and the others are 0.
//
// @param SIZE  number of entries
// @input in    any field elements
template AssertOneHot(SIZE) {
    signal input in[SIZE];
    var sum = 0;
    for (var i = 0; i < SIZE; i++) {
        // Boolean: else a root could be a weighted mix of nodes, and so any value at all.
        in[i] * (in[i] - 1) === 0;
        sum += in[i];
    }
    sum === 1;
}
