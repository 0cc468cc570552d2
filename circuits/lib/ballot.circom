pragma circom 2.2.0;
include "./ballot-rule.circom";
include "./bind.circom";
include "./elgamal.circom";
include "./member.circom";

// Proves all that Membership proves, and: "these ciphertexts hold a ballot that keeps to the rule, under this key". Which ballot stays private.
//
// Public signals, in this order: nullifier, root, scope, policy, key, ballotRule, sequence, ciphertexts.
//
// @param LEVELS       levels of the roll
// @param CIPHERTEXTS  of four lanes each, at most 3
// @input secret, class, admitted, slot, memberPath, memberHeight   private; see Member
// @input score        private; one a lane. Lane j lies in ciphertext j \ 4, at bit laneWidth * (j % 4).
// @input randomness   private; fresh for each ciphertext of each ballot
// @input scope, policy, key, ballotRule   public; the poll's own
// @input sequence     public; any field element that the proof is bound to: a later ballot of the same voter has a larger one
// @input ciphertexts  public; settled to be what the scores and the randomness give
// @output nullifier, root
// A ballot is bound to its voter by being in one proof with the nullifier: who copies the ciphertexts has no proof of their own for them.
// The verifier settles, since no circuit can: that the key is in the subgroup and not its identity, that scope, policy and rule are its own,
// that the rule's lanes cannot overflow for so many members, that root is the poll's, that sequence is larger than before, and that every
// public signal is below r.
template Ballot(LEVELS, CIPHERTEXTS) {
    var PER = LANES_PER_CIPHERTEXT();
    var LANES = PER * CIPHERTEXTS;

    signal input secret;
    signal input class;
    signal input admitted;
    signal input slot;
    signal input memberPath[LEVELS][ARITY()];
    signal input memberHeight[LEVELS];
    signal input score[LANES];
    signal input randomness[CIPHERTEXTS];
    signal input scope;
    signal input policy;
    signal input key[2];
    signal input ballotRule;
    signal input sequence;
    signal input ciphertexts[CIPHERTEXTS][4];
    signal output nullifier;
    signal output root;

    signal commitment;
    (commitment, root, nullifier) <== Member(LEVELS)(secret, class, admitted, slot, memberPath, memberHeight, scope, policy);
    Bind()(sequence);

    component rule = BallotRule();
    rule.ballotRule <== ballotRule;
    signal used[LANES];
    for (var j = 0; j < LANES; j++) {
        used[j] <== rule.used[j];
    }
    AssertScores(LANES)(score, used, rule.maxScore, rule.minTotal, rule.maxTotal, rule.quadratic);

    signal step[PER];
    step[0] <== 1;
    for (var lane = 1; lane < PER; lane++) {
        step[lane] <== step[lane - 1] * rule.laneStep;
    }
    signal lifted[LANES];
    signal encrypted[CIPHERTEXTS][4];
    for (var c = 0; c < CIPHERTEXTS; c++) {
        var message = 0;
        for (var lane = 0; lane < PER; lane++) {
            lifted[PER * c + lane] <== score[PER * c + lane] * step[lane];
            message += lifted[PER * c + lane];
        }
        // Scores below 2^8 in steps of at most 2^63 cannot wrap around the field; lanes beyond 2^40 do not pass Encrypt.
        encrypted[c] <== Encrypt(MESSAGE_BITS())(message, randomness[c], key);
        ciphertexts[c] === encrypted[c];
    }
}
