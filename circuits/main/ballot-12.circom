pragma circom 2.2.0;
include "../lib/ballot.circom";

component main { public [scope, policy, key, ballotRule, sequence, ciphertexts] } = Ballot(ROLL_LEVELS(), 3);
