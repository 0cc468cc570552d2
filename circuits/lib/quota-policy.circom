pragma circom 2.2.0;
include "circomlib/circuits/bitify.circom";
include "./parameters.circom";
include "./range.circom";

// Opens quotaPolicy = kinds (32-bit set) + 2^32 * from (20 bits) + 2^52 * to (20 bits) + 2^72 * threshold (28 bits).
//
// @input quotaPolicy  a field element; one of more than 100 bits is refused, so a policy has one encoding
// @output kinds       each 0 or 1
// @output from, to    first and last day of the window, both counted; 20 bits each
// @output threshold   minutes; 28 bits
template QuotaPolicy() {
    var KINDS = KIND_COUNT();
    var DAYS = DAY_BITS();
    var BITS = KINDS + 2 * DAYS + TOTAL_BITS();

    signal input quotaPolicy;
    signal output kinds[KINDS];
    signal output from;
    signal output to;
    signal output threshold;

    signal bits[BITS] <== Num2Bits(BITS)(quotaPolicy);
    for (var i = 0; i < KINDS; i++) {
        kinds[i] <== bits[i];
    }
    from <== Field(BITS, KINDS, DAYS)(bits);
    to <== Field(BITS, KINDS + DAYS, DAYS)(bits);
    threshold <== Field(BITS, KINDS + 2 * DAYS, TOTAL_BITS())(bits);
}
