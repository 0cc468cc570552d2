pragma circom 2.2.0;
include "./bind.circom";
include "./member.circom";
include "./record.circom";
include "./distinct.circom";
include "./quota-policy.circom";

// Proves all that Membership proves, and: "RECORDS different records of the ledger are mine, of permitted kinds, within the
// window, and add up to at least the threshold". How much more, of which kind, when and where stays private.
//
// Public signals, in this order: nullifier, memberRoot, ledgerRoot, scope, message, policy, quotaPolicy.
//
// @param LEVELS       levels of the roll
// @param RECORDS      how many records one proof can count, at most 16 (so that the sum stays below 2^28)
// @input secret, class, admitted, slot, memberPath, memberHeight   private; see Member
// @input amount, day, kind, salt   private; the opening of each record
// @input recordPath   private; from the record through its sheet (3 levels) and the ledger (up to 5 more)
// @input ledgerHeight private; one-hot, how many levels the ledger has; one ledger, so one height for all records
// @input ledgerRoot   public; a root that the verifier knows
// @input scope, message, policy, quotaPolicy   public; the verifier's own
// @output nullifier, memberRoot
// With threshold 0 a proof of unused slots alone would say nothing about the ledger: verifiers refuse such a quotaPolicy.
// An unused slot is a record of amount 0 that is in no tree, with a kind and a day that the policy allows and a salt of its own.
template Quota(LEVELS, RECORDS) {
    assert(RECORDS >= 1 && RECORDS <= 16);
    var PATH = SHEET_LEVELS() + LEDGER_LEVELS();
    var LOWEST = SHEET_LEVELS() + 1;

    signal input secret;
    signal input class;
    signal input admitted;
    signal input slot;
    signal input memberPath[LEVELS][ARITY()];
    signal input memberHeight[LEVELS];
    signal input amount[RECORDS];
    signal input day[RECORDS];
    signal input kind[RECORDS];
    signal input salt[RECORDS];
    signal input recordPath[RECORDS][PATH][ARITY()];
    signal input ledgerHeight[LEDGER_LEVELS()];
    signal input ledgerRoot;
    signal input scope;
    signal input message;
    signal input policy;
    signal input quotaPolicy;
    signal output nullifier;
    signal output memberRoot;

    signal commitment;
    (commitment, memberRoot, nullifier) <== Member(LEVELS)(secret, class, admitted, slot, memberPath, memberHeight, scope, policy);
    Bind()(message);

    component required = QuotaPolicy();
    required.quotaPolicy <== quotaPolicy;

    AssertOneHot(LEDGER_LEVELS())(ledgerHeight);

    signal record[RECORDS];
    signal root[RECORDS];
    var total = 0;
    for (var i = 0; i < RECORDS; i++) {
        // Hashed with the prover's own commitment: a record of another member has no opening here.
        record[i] <== Record(1)(commitment, amount[i], day[i], kind[i], salt[i]);
        AssertInSet(KIND_COUNT())(kind[i], required.kinds);
        // Record has settled that the day has 20 bits, so neither difference can wrap.
        AssertOrdered(DAY_BITS())(required.from, day[i]);
        AssertOrdered(DAY_BITS())(day[i], required.to);

        root[i] <== LeanRoot(PATH, LOWEST)(record[i], recordPath[i], ledgerHeight);
        // What counts must be in the ledger; what is not in the ledger must count nothing.
        amount[i] * (root[i] - ledgerRoot) === 0;
        total += amount[i];
    }

    // One record may not count twice.
    AssertDistinct(RECORDS)(record);

    // Both sides have at most 28 bits: at most 16 amounts of 24 bits each.
    AssertOrdered(TOTAL_BITS())(required.threshold, total);
}
