pragma circom 2.2.0;
include "circomlib/circuits/bitify.circom";

// Holds only if `in` is an integer of at most `BITS` bits.
//
// @param BITS  1 to 252; from 254 on several bit patterns would stand for one field element
// @input in    any field element
template AssertBits(BITS) {
    assert(BITS >= 1 && BITS <= 252);
    signal input in;
    // Recomposition over so few bits cannot wrap around the field, so the bits are the only ones.
    signal bits[BITS] <== Num2Bits(BITS)(in);
}

// Holds only if `low <= high`, both taken as integers.
//
// @param BITS  1 to 251
// @input low, high
// Assumed, not constrained: low and high have at most BITS bits. Then high - low lies strictly between -2^BITS and 2^BITS,
// and a negative difference is a field element of about 254 bits, which AssertBits refuses.
template AssertOrdered(BITS) {
    assert(BITS >= 1 && BITS <= 251);
    signal input low;
    signal input high;
    AssertBits(BITS)(high - low);
}

// Value of the unsigned integer that bits[FROM .. FROM+WIDTH) spell, least significant first. Adds no constraint.
//
// @param BITS, FROM, WIDTH  FROM + WIDTH <= BITS
// @input bits  Assumed, not constrained: each is 0 or 1
template Field(BITS, FROM, WIDTH) {
    assert(FROM + WIDTH <= BITS);
    signal input bits[BITS];
    signal output value;
    var sum = 0;
    for (var i = 0; i < WIDTH; i++) {
        sum += bits[FROM + i] * (1 << i);
    }
    value <== sum;
}
