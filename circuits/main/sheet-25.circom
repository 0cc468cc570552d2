pragma circom 2.2.0;
include "../lib/sheet.circom";

component main { public [day, message, sheetPolicy] } = LaborSheet(25);
