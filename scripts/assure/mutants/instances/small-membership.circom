pragma circom 2.2.0;
include "../../../../circuits/lib/membership.circom";

component main { public [scope, message, policy] } = Membership(1);
