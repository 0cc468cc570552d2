pragma circom 2.2.0;
include "./parameters.circom";
include "./range.circom";

// Minutes and rows of each group of kinds, from those of each kind.
//
// @input minutes[k], rows[k]   of kind k. Assumed, not constrained: sums over at most 125 rows of rows of one kind each
// @input inGroup, isCertificate   see SheetPolicy
// @output groupMinutes[g], groupRows[g]
// Settled: no row is of a kind that is not permitted, and each certificate has amount 1.
template GroupTotals() {
    var KINDS = KIND_COUNT();
    var GROUPS = GROUP_COUNT();
    signal input minutes[KINDS];
    signal input rows[KINDS];
    signal input inGroup[KINDS][GROUPS];
    signal input isCertificate[KINDS];
    signal output groupMinutes[GROUPS];
    signal output groupRows[GROUPS];

    for (var k = 0; k < KINDS; k++) {
        var permitted = isCertificate[k];
        for (var g = 0; g < GROUPS; g++) {
            permitted += inGroup[k][g];
        }
        rows[k] * (1 - permitted) === 0;
        // Amounts are 1 or more, so they add up to their number only if each is 1.
        isCertificate[k] * (minutes[k] - rows[k]) === 0;
    }

    signal minutesOf[GROUPS][KINDS];
    signal rowsOf[GROUPS][KINDS];
    for (var g = 0; g < GROUPS; g++) {
        var sumOfMinutes = 0;
        var sumOfRows = 0;
        for (var k = 0; k < KINDS; k++) {
            minutesOf[g][k] <== inGroup[k][g] * minutes[k];
            rowsOf[g][k] <== inGroup[k][g] * rows[k];
            sumOfMinutes += minutesOf[g][k];
            sumOfRows += rowsOf[g][k];
        }
        groupMinutes[g] <== sumOfMinutes;
        groupRows[g] <== sumOfRows;
    }
}

// What of the totals is public: each published total stands for enough rows, and so does what an outsider gets by subtracting the
// published ones from the whole.
//
// @input groupMinutes, groupRows   see GroupTotals
// @input published[g]   1 if the minutes of group g are public, else 0; settled to be one of them. The prover's choice, and private: a group
//                       that is kept back looks like one without rows.
// @input minimumRows    Assumed, not constrained: below 2^7
// @output total         minutes of all groups; below 2^31
// @output groupTotals   minutes of the published groups: group g has the 31 bits from 31 * g on, so eight groups have 248
template PublicTotals() {
    var GROUPS = GROUP_COUNT();
    signal input groupMinutes[GROUPS];
    signal input groupRows[GROUPS];
    signal input published[GROUPS];
    signal input minimumRows;
    signal output total;
    signal output groupTotals;

    signal shownMinutes[GROUPS];
    signal shownRows[GROUPS];
    var allMinutes = 0;
    var allRows = 0;
    var keptRows = 0;
    var packed = 0;
    for (var g = 0; g < GROUPS; g++) {
        // Boolean: else a published total could be any multiple of the true one.
        published[g] * (published[g] - 1) === 0;
        shownMinutes[g] <== published[g] * groupMinutes[g];
        shownRows[g] <== published[g] * groupRows[g];
        AssertNoneOrEnough()(shownRows[g], minimumRows);
        allMinutes += groupMinutes[g];
        allRows += groupRows[g];
        keptRows += groupRows[g] - shownRows[g];
        packed += shownMinutes[g] * (1 << (SHEET_TOTAL_BITS() * g));
    }
    AssertNoneOrEnough()(keptRows, minimumRows);
    AssertNoneOrEnough()(allRows, minimumRows);
    total <== allMinutes;
    groupTotals <== packed;
}

// Holds only if there are no rows, or at least so many.
//
// @input rows, minimum  Assumed, not constrained: below 2^7
template AssertNoneOrEnough() {
    signal input rows;
    signal input minimum;
    signal some;
    some <-- rows == 0 ? 0 : 1;
    some * (some - 1) === 0;
    // Who says "none" must have none.
    rows * (1 - some) === 0;
    signal required <== some * minimum;
    AssertBits(ROW_COUNT_BITS())(rows - required);
}
