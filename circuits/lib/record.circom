pragma circom 2.2.0;
include "circomlib/circuits/poseidon.circom";
include "./parameters.circom";
include "./range.circom";

// One attested line of labor, hidden by its salt:
//   P4(TAG_RECORD, commitment, amount + 2^24 * day + 2^44 * kind, salt).
//
// @param SETTLE      1: amount and day are settled to be in their ranges; 0: that they are is assumed, not constrained
// @input commitment  of the member who did the work
// @input amount      minutes; 24 bits
// @input day         on which the work's period ends; 20 bits
// @input kind        Assumed, not constrained: below 32
// @input salt        random, from the attester
// With those ranges the packing is one-to-one: no two different lines give one record.
template Record(SETTLE) {
    signal input commitment;
    signal input amount;
    signal input day;
    signal input kind;
    signal input salt;
    signal output record;

    var AMOUNTS = AMOUNT_BITS();
    var DAYS = DAY_BITS();

    if (SETTLE == 1) {
        AssertBits(AMOUNTS)(amount);
        AssertBits(DAYS)(day);
    }
    var packed = amount + (1 << AMOUNTS) * day + (1 << (AMOUNTS + DAYS)) * kind;
    record <== Poseidon(4)([TAG_RECORD(), commitment, packed, salt]);
}
