pragma circom 2.2.0;
include "circomlib/circuits/poseidon.circom";
include "./parameters.circom";

// Root of a sheet of three levels whose first ROWS leaves are given and whose others are empty.
//
// @param ROWS  25 or 125: a whole number of full nodes at each level, so that what is empty is constants
// @input leaf  in order; 0 for an empty row
// @output root
template SheetRoot(ROWS) {
    var ARITY = ARITY();
    var LEVELS = SHEET_LEVELS();
    assert(ROWS == ARITY ** (LEVELS - 1) || ROWS == ARITY ** LEVELS);
    signal input leaf[ROWS];
    signal output root;

    var NODES = 0;
    for (var count = ROWS \ ARITY; count >= 1; count = count \ ARITY) {
        NODES += count;
    }
    signal node[NODES];
    // Level 1 from the leaves, each further level from the one below, as long as its nodes are full.
    var made = 0;
    var below = 0;
    for (var count = ROWS \ ARITY; count >= 1; count = count \ ARITY) {
        for (var i = 0; i < count; i++) {
            var children[ARITY];
            for (var c = 0; c < ARITY; c++) {
                children[c] = count == ROWS \ ARITY ? leaf[ARITY * i + c] : node[below + ARITY * i + c];
            }
            node[made] <== Poseidon(ARITY)(children);
            made++;
        }
        if (count != ROWS \ ARITY) { below += ARITY * count; }
    }

    if (ROWS == ARITY ** LEVELS) {
        root <== node[NODES - 1];
    } else {
        // The sheet keeps its three levels, so that every record of the ledger lies equally deep.
        var empty = EMPTY_NODE(LEVELS - 1);
        root <== Poseidon(ARITY)([node[NODES - 1], empty, empty, empty, empty]);
    }
}
