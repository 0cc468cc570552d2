pragma circom 2.2.0;
include "../../../../circuits/lib/deal.circom";

component main { public [recipients, context, recipientKeys] } = Deal(2);
