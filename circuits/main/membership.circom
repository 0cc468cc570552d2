pragma circom 2.2.0;
include "../lib/membership.circom";

component main { public [scope, message, policy] } = Membership(ROLL_LEVELS());
