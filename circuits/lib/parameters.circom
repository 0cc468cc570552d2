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

// The open books of a sheet.
function GROUP_COUNT() { return 8; }        // groups of kinds whose minutes are public
function KIND_GROUP_BITS() { return 4; }    // which group a kind is in
function CERTIFICATE_GROUP() { return 9; }  // in place of a group: the kind is a certificate, and no minutes
function ROW_COUNT_BITS() { return 7; }     // rows of a sheet: at most 125
function SHEET_TOTAL_BITS() { return 31; }  // minutes of a sheet: 125 * 2^24 < 2^31

// Secret ballots: lanes of scores, packed into ciphertexts.
function LANES_PER_CIPHERTEXT() { return 4; }
function MAX_LANES() { return 12; }
function MESSAGE_BITS() { return 40; }       // of all lanes of a ciphertext: a tally below 2^40 can be found from its point
function LANE_WIDTH_BITS() { return 6; }
function SCORE_BITS() { return 8; }
function BALLOT_TOTAL_BITS() { return 20; }  // scores of a ballot, or their squares: 12 * 255^2 < 2^20

// Trustees.
function MAX_TRUSTEES() { return 9; }
function CONTEXT_BITS() { return 248; }

// Baby Jubjub: a * x^2 + y^2 = 1 + d * x^2 * y^2 with a = 168700 and d = 168696, its subgroup of order l and B, circomlib's Base8.
function SCALAR_BITS() { return 251; }
function LIMB_BITS() { return 126; }
function SUBGROUP_ORDER() { return 2736030358979909402780800718157159386076813972158567259200215660948447373041; }
function GENERATOR() {
    return [
        5299619240641551281634865583518297030282874472190772894086521144482721001553,
        16950150798460657717958625567821834550301663161624707787222815936182638968203
    ];
}

// First argument of P4: what the other three arguments are.
function TAG_RECORD() { return 1; }
function TAG_SHARE() { return 2; }

// Root of an empty subtree below a sheet's root: level 0 is an empty row.
function EMPTY_NODE(level) {
    if (level == 0) return 0;
    if (level == 1) return 14655542659562014735865511769057053982292279840403315552050801315682099828156;
    assert(level == 2);
    return 19261153649140605024552417994922546473530072875902678653210025980873274131905;
}
