pragma circom 2.2.0;
include "../lib/deal.circom";

component main { public [recipients, context, recipientKeys] } = Deal(5);
