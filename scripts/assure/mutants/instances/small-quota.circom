pragma circom 2.2.0;
include "../../../../circuits/lib/quota.circom";

component main { public [ledgerRoot, scope, message, policy, quotaPolicy] } = Quota(1, 1);
