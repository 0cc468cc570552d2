pragma circom 2.2.0;

// Holds only if all entries are pairwise different.
//
// @param SIZE  number of entries; one entry is always distinct
// @input in    any field elements
template AssertDistinct(SIZE) {
    signal input in[SIZE];
    var PAIRS = SIZE * (SIZE - 1) \ 2;
    signal inverse[PAIRS];
    var pair = 0;
    for (var i = 0; i < SIZE; i++) {
        for (var j = i + 1; j < SIZE; j++) {
            inverse[pair] <-- in[i] == in[j] ? 0 : 1 / (in[i] - in[j]);
            // Zero has no inverse: only a difference that is not zero can satisfy this.
            (in[i] - in[j]) * inverse[pair] === 1;
            pair++;
        }
    }
}
