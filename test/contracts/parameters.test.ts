import { expect } from "chai"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import {
  AMOUNT_BITS,
  ARITY,
  BALLOT_TOTAL_BITS,
  CERTIFICATE_GROUP,
  CLASS_COUNT,
  DAY_BITS,
  GROUP_COUNT,
  KIND_COUNT,
  KIND_GROUP_BITS,
  LANES_PER_CIPHERTEXT,
  LANE_WIDTH_BITS,
  LEDGER_LEVELS,
  MAX_LANES,
  MAX_TRUSTEES,
  MESSAGE_BITS,
  ROLL_LEVELS,
  SCORE_BITS,
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
  | "lanesPerCiphertext"
  | "maxLanes"
  | "messageBits"
  | "laneWidthBits"
  | "scoreBits"
  | "ballotTotalBits"
  | "maxTrustees"
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
    expect(await parameters.lanesPerCiphertext()).to.equal(BigInt(LANES_PER_CIPHERTEXT))
    expect(await parameters.maxLanes()).to.equal(BigInt(MAX_LANES))
    expect(await parameters.messageBits()).to.equal(BigInt(MESSAGE_BITS))
    expect(await parameters.laneWidthBits()).to.equal(BigInt(LANE_WIDTH_BITS))
    expect(await parameters.scoreBits()).to.equal(BigInt(SCORE_BITS))
    expect(await parameters.ballotTotalBits()).to.equal(BigInt(BALLOT_TOTAL_BITS))
    expect(await parameters.maxTrustees()).to.equal(BigInt(MAX_TRUSTEES))
    expect(await parameters.fieldOrder()).to.equal(FIELD_ORDER)
  })
})
