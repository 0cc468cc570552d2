pragma circom 2.2.0;
include "./planted.circom";

component main { public [first, second] } = Planted();
