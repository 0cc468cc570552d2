import { readFileSync } from "node:fs"

/** A path: for each level the five children below the node above, bottom up. */
export type Path = bigint[][]

/** The golden vectors; README.md says what they are. Numbers are decimal strings in the files and integers here. */
export interface Vectors {
  parameters: {
    fieldOrder: bigint
    arity: bigint
    rollLevels: bigint
    sheetLevels: bigint
    ledgerLevels: bigint
    classCount: bigint
    dayBits: bigint
    slotBits: bigint
    kindCount: bigint
    amountBits: bigint
    totalBits: bigint
    groupCount: bigint
    kindGroupBits: bigint
    certificateGroup: bigint
    rowCountBits: bigint
    sheetTotalBits: bigint
    lanesPerCiphertext: bigint
    maxLanes: bigint
    messageBits: bigint
    laneWidthBits: bigint
    scoreBits: bigint
    ballotTotalBits: bigint
    maxTrustees: bigint
    contextBits: bigint
    scalarBits: bigint
    limbBits: bigint
    subgroupOrder: bigint
    tags: { record: bigint; share: bigint }
    layouts: Record<
      "attributes" | "policy" | "record" | "quotaPolicy" | "sheetPolicy" | "ballotRule",
      { name: string; from: bigint; bits: bigint }[]
    >
    signals: Record<
      "membership" | "quota" | "sheet" | "ballot-4" | "ballot-12" | "decrypt" | "deal-5" | "deal-9",
      string[]
    >
  }
  poseidon: { width: bigint; inputs: bigint[]; hash: bigint }[]
  identity: {
    commitments: { secret: bigint; commitment: bigint }[]
    leaves: { commitment: bigint; class: bigint; admitted: bigint; attributes: bigint; leaf: bigint }[]
    nullifiers: { scope: bigint; slot: bigint; secret: bigint; nullifier: bigint }[]
  }
  record: {
    commitment: bigint
    amount: bigint
    day: bigint
    kind: bigint
    salt: bigint
    packed: bigint
    record: bigint
  }[]
  policy: { classes: bigint[]; admittedBy: bigint; limit: bigint; policy: bigint }[]
  "quota-policy": { kinds: bigint[]; from: bigint; to: bigint; threshold: bigint; quotaPolicy: bigint }[]
  tree: {
    zeros: bigint[]
    leaves: bigint[]
    trees: TreeVector[]
    removals: (TreeVector & { removed: bigint[] })[]
    heights: { size: bigint; height: bigint }[]
  }
  ledger: {
    sheets: { records: bigint[]; root: bigint }[]
    height: bigint
    root: bigint
    paths: { sheet: bigint; row: bigint; children: Path }[]
  }
  scope: {
    onChain: {
      tagText: string
      tag: bigint
      scopes: { chainId: bigint; contract: string; purpose: bigint; scope: bigint }[]
    }
    offChain: {
      tagText: string
      tag: bigint
      scopes: { service: string; purpose: string; scope: bigint }[]
    }
  }
  point: {
    products: { scalar: bigint; point: PointVector }[]
    sums: { first: PointVector; second: PointVector; sum: PointVector }[]
    notKeys: { why: string; point: PointVector; onCurve: bigint }[]
  }
  ballot: {
    lanes: {
      options: bigint
      ciphertexts: bigint
      perCiphertext: bigint
      width: bigint
      lanes: bigint[]
      ciphertextOf: bigint[]
    }[]
    rules: {
      options: bigint
      ciphertexts: bigint
      used: bigint[]
      laneWidth: bigint
      maxScore: bigint
      minTotal: bigint
      maxTotal: bigint
      quadratic: bigint
      ballotRule: bigint
    }[]
    encryptions: { secret: bigint; key: PointVector; message: bigint; randomness: bigint; ciphertext: bigint[] }[]
    tallies: TallyVector[]
  }
}

/** Affine coordinates, x and y. */
export type PointVector = [bigint, bigint]

export interface TallyVector {
  options: bigint
  ciphertexts: bigint
  secret: bigint
  key: PointVector
  ballots: { scores: bigint[]; randomness: bigint[]; messages: bigint[]; ciphertexts: bigint[] }[]
  sum: bigint[]
  parts: PointVector[]
  opened: PointVector[]
  messages: bigint[]
  totals: bigint[]
}

export interface TreeVector {
  size: bigint
  height: bigint
  root: bigint
  paths: { index: bigint; children: Path }[]
}

/** Reads one file of vectors. */
export function loadVectors<Name extends keyof Vectors>(name: Name): Vectors[Name] {
  const text = readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8")
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" && /^\d+$/.test(value) ? BigInt(value) : value,
  ) as Vectors[Name]
}
