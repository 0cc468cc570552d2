pragma circom 2.2.0;
include "./parameters.circom";
include "./range.circom";
include "./record.circom";

// One row of a sheet: a well-formed record, or nothing at all.
//
// @input used        1 for a record, 0 for an empty row; settled to be one of them
// @input commitment, kind, salt   of the record; an empty row takes any commitment and salt, and kind 0
// @input amount      settled to be from 1 to cap, or 0 in an empty row
// @input day         of the sheet. Assumed, not constrained: below 2^20
// @input cap         Assumed, not constrained: below 2^24
// @output leaf       the record, or 0
// @output rows[k]    1 if the row is of kind k, else 0
// @output minutes[k] the amount if the row is of kind k, else 0
template SheetRow() {
    var KINDS = KIND_COUNT();
    signal input used;
    signal input commitment;
    signal input amount;
    signal input kind;
    signal input salt;
    signal input day;
    signal input cap;
    signal output leaf;
    signal output rows[KINDS];
    signal output minutes[KINDS];

    // Boolean: else a leaf could be any multiple of a record.
    used * (used - 1) === 0;

    var chosen = 0;
    var place = 0;
    for (var k = 0; k < KINDS; k++) {
        rows[k] <-- used == 1 && kind == k ? 1 : 0;
        // Boolean: else one row could count for several kinds by fractions, or for one by less than nothing.
        rows[k] * (rows[k] - 1) === 0;
        chosen += rows[k];
        place += k * rows[k];
        minutes[k] <== rows[k] * amount;
    }
    // A used row is of exactly one kind and an empty one of none: what is in the tree is in the totals, and the other way round.
    chosen === used;
    // The kind that counts is the kind in the record, and so it is below 32.
    place === kind;

    // From 1 to cap, or 0 in an empty row: used <= amount <= used * cap. A difference is a small number or one of about 254 bits.
    AssertBits(AMOUNT_BITS())(amount - used);
    signal most <== used * cap;
    AssertBits(AMOUNT_BITS())(most - amount);

    signal record <== Record(0)(commitment, amount, day, kind, salt);
    leaf <== used * record;
}
