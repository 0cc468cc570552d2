pragma circom 2.2.0;

// Holds only if `value` is an integer below SIZE and the bit of the set at that place is 1.
// It is also the range check of `value`.
//
// @param SIZE   number of possible values
// @input value  any field element
// @input set    Assumed, not constrained: each entry is 0 or 1 (it comes out of Num2Bits)
template AssertInSet(SIZE) {
    signal input value;
    signal input set[SIZE];

    signal chosen[SIZE];
    var ones = 0;
    var place = 0;
    for (var i = 0; i < SIZE; i++) {
        chosen[i] <-- value == i ? 1 : 0;
        // Boolean: else two fractional entries could add up to any value.
        chosen[i] * (chosen[i] - 1) === 0;
        // What is chosen must be in the set.
        chosen[i] * (1 - set[i]) === 0;
        ones += chosen[i];
        place += i * chosen[i];
    }
    // Exactly one: with none chosen, value 0 would pass any set, the empty one too.
    ones === 1;
    place === value;
}
