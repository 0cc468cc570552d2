import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import {
  AMOUNT_BITS,
  ARITY,
  CERTIFICATE_GROUP,
  CLASS_COUNT,
  DAY_BITS,
  GROUP_COUNT,
  KIND_COUNT,
  KIND_GROUP_BITS,
  LEDGER_LEVELS,
  ROLL_LEVELS,
  SHEET_LEVELS,
  SHEET_TOTAL_BITS,
  TOTAL_BITS,
} from "../../sdk/parameters.ts"
import { deployed, simulatedChain, type Callable } from "./chain.ts"

type Parameters = Callable<
  | "arity"
  | "rollLevels"
  | "ledgerLevels"
  | "classCount"
  | "dayBits"
  | "quotaPolicyBits"
  | "thresholdOffset"
  | "maxRows"
  | "kindCount"
  | "kindGroupBits"
  | "certificateGroup"
  | "amountBits"
  | "groupCount"
  | "sheetTotalBits"
  | "fieldOrder"
>

describe("Parameters", () => {
  it("are those of the SDK", async () => {
    const parameters: Parameters = await deployed(await simulatedChain(), "ParametersHarness")
    expect(await parameters.arity()).to.equal(BigInt(ARITY))
    expect(await parameters.rollLevels()).to.equal(BigInt(ROLL_LEVELS))
    expect(await parameters.ledgerLevels()).to.equal(BigInt(LEDGER_LEVELS))
    expect(await parameters.classCount()).to.equal(BigInt(CLASS_COUNT))
    expect(await parameters.dayBits()).to.equal(BigInt(DAY_BITS))
    expect(await parameters.quotaPolicyBits()).to.equal(BigInt(KIND_COUNT + 2 * DAY_BITS + TOTAL_BITS))
    expect(await parameters.thresholdOffset()).to.equal(BigInt(KIND_COUNT + 2 * DAY_BITS))
    expect(await parameters.maxRows()).to.equal(BigInt(ARITY ** SHEET_LEVELS))
    expect(await parameters.kindCount()).to.equal(BigInt(KIND_COUNT))
    expect(await parameters.kindGroupBits()).to.equal(BigInt(KIND_GROUP_BITS))
    expect(await parameters.certificateGroup()).to.equal(BigInt(CERTIFICATE_GROUP))
    expect(await parameters.amountBits()).to.equal(BigInt(AMOUNT_BITS))
    expect(await parameters.groupCount()).to.equal(BigInt(GROUP_COUNT))
    expect(await parameters.sheetTotalBits()).to.equal(BigInt(SHEET_TOTAL_BITS))
    expect(await parameters.fieldOrder()).to.equal(FIELD_ORDER)
  })
})
