pragma circom 2.2.0;
include "../../../../circuits/lib/ballot.circom";

component main { public [scope, policy, key, ballotRule, sequence, ciphertexts] } = Ballot(1, 1);
