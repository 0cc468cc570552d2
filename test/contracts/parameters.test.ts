import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import {
  ARITY,
  CLASS_COUNT,
  DAY_BITS,
  KIND_COUNT,
  LEDGER_LEVELS,
  ROLL_LEVELS,
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
    expect(await parameters.fieldOrder()).to.equal(FIELD_ORDER)
  })
})
