pragma circom 2.2.0;
include "../lib/decrypt.circom";

component main { public [point] } = Decrypt();
