pragma circom 2.2.0;
include "./bind.circom";
include "./parameters.circom";
include "./range.circom";
include "./sheet-policy.circom";
include "./sheet-row.circom";
include "./sheet-totals.circom";
include "./sheet-tree.circom";

// Proves of a labor sheet that every row is a well-formed record of the stated day, of a permitted kind, with an amount from 1 to the cap, or
// empty; that `sheetRoot` is the tree of these rows; and that the public totals are theirs. Who worked, when and how long stays private.
//
// Public signals, in this order: sheetRoot, total, groupTotals, day, message, sheetPolicy.
//
// @param ROWS          25 or 125
// @input used, commitment, amount, kind, salt   private; see SheetRow
// @input published     private; see PublicTotals
// @input day           public; the day on which the sheet's period ends
// @input message       public; any field element that the proof is bound to: who posts the sheet, and where
// @input sheetPolicy   public; the one that the verifier requires
// @output sheetRoot, total, groupTotals
// Not proved: that the commitments are members' (a record of a stranger counts for nobody), or that the work was done (that is what those who
// countersign answer for). The verifier settles that message and policy are its own and that every public signal is below r.
template LaborSheet(ROWS) {
    var KINDS = KIND_COUNT();
    signal input used[ROWS];
    signal input commitment[ROWS];
    signal input amount[ROWS];
    signal input kind[ROWS];
    signal input salt[ROWS];
    signal input published[GROUP_COUNT()];
    signal input day;
    signal input message;
    signal input sheetPolicy;
    signal output sheetRoot;
    signal output total;
    signal output groupTotals;

    Bind()(message);
    // The range of `day` keeps the records' packing one-to-one: a larger one would reach into their kind.
    AssertBits(DAY_BITS())(day);

    component policy = SheetPolicy();
    policy.sheetPolicy <== sheetPolicy;

    signal leaf[ROWS];
    signal rows[ROWS][KINDS];
    signal minutes[ROWS][KINDS];
    var rowsOfKind[KINDS];
    var minutesOfKind[KINDS];
    for (var i = 0; i < ROWS; i++) {
        (leaf[i], rows[i], minutes[i]) <== SheetRow()(
            used[i], commitment[i], amount[i], kind[i], salt[i], day, policy.cap
        );
        for (var k = 0; k < KINDS; k++) {
            rowsOfKind[k] += rows[i][k];
            minutesOfKind[k] += minutes[i][k];
        }
    }
    sheetRoot <== SheetRoot(ROWS)(leaf);

    signal groupMinutes[GROUP_COUNT()];
    signal groupRows[GROUP_COUNT()];
    (groupMinutes, groupRows) <== GroupTotals()(minutesOfKind, rowsOfKind, policy.inGroup, policy.isCertificate);
    (total, groupTotals) <== PublicTotals()(groupMinutes, groupRows, published, policy.minimumRows);
}
