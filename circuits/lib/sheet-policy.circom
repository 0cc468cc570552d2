pragma circom 2.2.0;
include "circomlib/circuits/bitify.circom";
include "./parameters.circom";
include "./range.circom";

// Opens sheetPolicy = group of each kind (32 times 4 bits) + 2^128 * cap (24 bits) + 2^152 * minimumRows (7 bits).
// The group of a kind is 0 where the kind is not permitted, 1 to 8, or 9 for a certificate.
//
// @input sheetPolicy       a field element; one of more than 159 bits is refused, so a policy has one encoding
// @output inGroup[k][g]    1 if kind k is in group g + 1, else 0
// @output isCertificate[k] 1 if kind k is a certificate, else 0
// @output cap              the most minutes of one row; 24 bits
// @output minimumRows      the fewest rows that a public total may stand for; 7 bits
template SheetPolicy() {
    var KINDS = KIND_COUNT();
    var WIDTH = KIND_GROUP_BITS();
    var GROUPS = GROUP_COUNT();
    var CAP_AT = KINDS * WIDTH;
    var MINIMUM_AT = CAP_AT + AMOUNT_BITS();
    var BITS = MINIMUM_AT + ROW_COUNT_BITS();

    signal input sheetPolicy;
    signal output inGroup[KINDS][GROUPS];
    signal output isCertificate[KINDS];
    signal output cap;
    signal output minimumRows;

    signal bits[BITS] <== Num2Bits(BITS)(sheetPolicy);
    cap <== Field(BITS, CAP_AT, AMOUNT_BITS())(bits);
    minimumRows <== Field(BITS, MINIMUM_AT, ROW_COUNT_BITS())(bits);

    signal group[KINDS][CERTIFICATE_GROUP() + 1];
    for (var kind = 0; kind < KINDS; kind++) {
        group[kind] <== Decode4(CERTIFICATE_GROUP() + 1)([
            bits[WIDTH * kind], bits[WIDTH * kind + 1], bits[WIDTH * kind + 2], bits[WIDTH * kind + 3]
        ]);
        for (var g = 0; g < GROUPS; g++) {
            inGroup[kind][g] <== group[kind][g + 1];
        }
        isCertificate[kind] <== group[kind][CERTIFICATE_GROUP()];
    }
}

// out[v] is 1 if the four bits spell v, else 0.
//
// @param SIZE  for v from 0 to SIZE - 1; at most 16
// @input bits  least significant first. Assumed, not constrained: each is 0 or 1
template Decode4(SIZE) {
    assert(SIZE <= 16);
    signal input bits[4];
    signal output out[SIZE];

    signal lowBoth <== bits[0] * bits[1];
    signal highBoth <== bits[2] * bits[3];
    var low[4] = [1 - bits[0] - bits[1] + lowBoth, bits[0] - lowBoth, bits[1] - lowBoth, lowBoth];
    var high[4] = [1 - bits[2] - bits[3] + highBoth, bits[2] - highBoth, bits[3] - highBoth, highBoth];
    for (var v = 0; v < SIZE; v++) {
        out[v] <== low[v % 4] * high[v \ 4];
    }
}
