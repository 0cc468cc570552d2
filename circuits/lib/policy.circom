pragma circom 2.2.0;
include "circomlib/circuits/bitify.circom";
include "./parameters.circom";
include "./range.circom";
include "./set.circom";

// Holds only if a member with these attributes may use this slot:
//   policy = classes (16 bits) + 2^16 * admittedBy (20 bits) + 2^36 * limit (16 bits)
//   class is in classes, admitted <= admittedBy, slot < limit.
//
// @input policy    a field element; one of more than 52 bits is refused, so a policy has one encoding
// @input class     any field element; the set settles that it is below 16
// @input admitted  any field element; settled to have 20 bits
// @input slot      any field element; settled to be 0 .. limit - 1 (limit 0 lets nobody pass)
template AssertPolicy() {
    signal input policy;
    signal input class;
    signal input admitted;
    signal input slot;

    var CLASSES = CLASS_COUNT();
    var DAYS = DAY_BITS();
    var SLOTS = SLOT_BITS();
    var BITS = CLASSES + DAYS + SLOTS;

    signal bits[BITS] <== Num2Bits(BITS)(policy);

    signal classes[CLASSES];
    for (var i = 0; i < CLASSES; i++) {
        classes[i] <== bits[i];
    }
    AssertInSet(CLASSES)(class, classes);

    // The range of `admitted` also keeps the leaf's packing one-to-one.
    AssertBits(DAYS)(admitted);
    signal admittedBy <== Field(BITS, CLASSES, DAYS)(bits);
    AssertOrdered(DAYS)(admitted, admittedBy);

    // slot <= limit - 1. Without the range of `slot`, slot = -1 would pass and give one more use. With limit 0 the difference is
    // -1 - slot, which is negative for every slot.
    AssertBits(SLOTS)(slot);
    signal limit <== Field(BITS, CLASSES + DAYS, SLOTS)(bits);
    AssertOrdered(SLOTS)(slot, limit - 1);
}
