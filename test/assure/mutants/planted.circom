pragma circom 2.2.0;

// Both of two bits. One constraint follows from the others, so no false witness depends on it: its mutant must be reported as a survivor.
// Another says nothing at all.
template Planted() {
    signal input first;
    signal input second;
    signal output both;

    first * (first - 1) === 0;
    second * (second - 1) === 0;
    both <== first * second;
    both * (both - 1) === 0;
    both - both === 0;
}
