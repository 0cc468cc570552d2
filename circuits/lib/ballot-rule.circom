pragma circom 2.2.0;
include "circomlib/circuits/bitify.circom";
include "./parameters.circom";
include "./range.circom";

// Opens ballotRule = used (12-bit set) + 2^12 * laneWidth (6 bits) + 2^18 * maxScore (8 bits) + 2^26 * minTotal (20 bits)
//   + 2^46 * maxTotal (20 bits) + 2^66 * quadratic (1 bit).
//
// @input ballotRule   a field element; one of more than 67 bits is refused, so a rule has one encoding
// @output used[j]     1 if lane j stands for an option, else 0
// @output laneStep    2^laneWidth, by which one lane of a ciphertext is above the one before
// @output maxScore    8 bits
// @output minTotal, maxTotal   20 bits
// @output quadratic   1 if squares of scores are counted, 0 if scores are
template BallotRule() {
    var LANES = MAX_LANES();
    var WIDTH = LANE_WIDTH_BITS();
    var SCORES = SCORE_BITS();
    var TOTALS = BALLOT_TOTAL_BITS();
    var BITS = LANES + WIDTH + SCORES + 2 * TOTALS + 1;

    signal input ballotRule;
    signal output used[LANES];
    signal output laneStep;
    signal output maxScore;
    signal output minTotal;
    signal output maxTotal;
    signal output quadratic;

    signal bits[BITS] <== Num2Bits(BITS)(ballotRule);
    for (var j = 0; j < LANES; j++) {
        used[j] <== bits[j];
    }
    // 2^laneWidth from the bits of laneWidth: each bit i that is 1 multiplies by 2^(2^i).
    signal power[WIDTH];
    power[0] <== 1 + bits[LANES];
    for (var i = 1; i < WIDTH; i++) {
        power[i] <== power[i - 1] * (1 + bits[LANES + i] * ((1 << (1 << i)) - 1));
    }
    laneStep <== power[WIDTH - 1];
    maxScore <== Field(BITS, LANES + WIDTH, SCORES)(bits);
    minTotal <== Field(BITS, LANES + WIDTH + SCORES, TOTALS)(bits);
    maxTotal <== Field(BITS, LANES + WIDTH + SCORES + TOTALS, TOTALS)(bits);
    quadratic <== bits[BITS - 1];
}

// Holds only if the scores keep to a rule: each from 0 to maxScore, 0 where no option is; and their total, of scores or of their squares,
// from minTotal to maxTotal, or 0 for a blank ballot, which every rule permits.
//
// @param LANES   1 to 12
// @input score   any field elements; settled to be in their range
// @input used, maxScore, minTotal, maxTotal, quadratic   see BallotRule
template AssertScores(LANES) {
    assert(LANES >= 1 && LANES <= MAX_LANES());
    signal input score[LANES];
    signal input used[LANES];
    signal input maxScore;
    signal input minTotal;
    signal input maxTotal;
    signal input quadratic;

    signal most[LANES];
    signal square[LANES];
    var sum = 0;
    var sumOfSquares = 0;
    for (var j = 0; j < LANES; j++) {
        most[j] <== used[j] * maxScore;
        // Without the range of the score itself, -1 would be below every maximum and take a vote from another option.
        AssertBits(SCORE_BITS())(score[j]);
        AssertOrdered(SCORE_BITS())(score[j], most[j]);
        square[j] <== score[j] * score[j];
        sum += score[j];
        sumOfSquares += square[j];
    }
    // At most 12 * 255^2, which has 20 bits.
    signal total <== sum + quadratic * (sumOfSquares - sum);

    signal some;
    some <-- total == 0 ? 0 : 1;
    some * (some - 1) === 0;
    // Who says "blank" must have given no score.
    total * (1 - some) === 0;
    signal least <== some * minTotal;
    AssertOrdered(BALLOT_TOTAL_BITS())(least, total);
    AssertOrdered(BALLOT_TOTAL_BITS())(total, maxTotal);
}
