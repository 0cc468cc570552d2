pragma circom 2.2.0;

// Every size that circuits, contracts and SDK share, in one place.
// The same numbers stand in sdk/parameters.ts and contracts/Parameters.sol; test/vectors/parameters.json ties the three.

// Children of a node in every tree.
function ARITY() { return 5; }

// Levels of a roll: 5^9 = 1,953,125 members.
function ROLL_LEVELS() { return 9; }

// Levels of a labor sheet (125 records) and of the ledger above the sheets (3,125 sheets).
function SHEET_LEVELS() { return 3; }
function LEDGER_LEVELS() { return 5; }

// Widths in bits.
function CLASS_COUNT() { return 16; } // the width of a set of classes
function DAY_BITS() { return 20; }    // days since 1970-01-01
function SLOT_BITS() { return 16; }
function KIND_COUNT() { return 32; }  // the width of a set of kinds
function AMOUNT_BITS() { return 24; } // minutes of one record
function TOTAL_BITS() { return 28; }  // minutes of one quota: 13 * 2^24 < 2^28

// First argument of P4: what the other three arguments are.
function TAG_RECORD() { return 1; }
