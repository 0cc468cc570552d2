pragma circom 2.2.0;
include "../lib/quota.circom";

component main { public [ledgerRoot, scope, message, policy, quotaPolicy] } = Quota(ROLL_LEVELS(), 13);
