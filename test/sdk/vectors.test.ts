import { expect } from "chai"
import { SUBGROUP_ORDER } from "../../sdk/crypto/baby-jubjub.ts"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { attestationHash, commitmentHash, memberLeafHash, nodeHash, nullifierHash } from "../../sdk/crypto/poseidon.ts"
import { Kinds, packSheetPolicy, Scope } from "../../sdk/index.ts"
import { packKindGroups } from "../../sdk/labor/kinds.ts"
import { packQuota } from "../../sdk/labor/quota.ts"
import { packRecord, recordHash } from "../../sdk/labor/record.ts"
import { memberLeaf, packAttributes } from "../../sdk/member/attributes.ts"
import * as parameters from "../../sdk/parameters.ts"
import { packPolicy } from "../../sdk/policy.ts"
import { MANIFEST } from "../../sdk/proof/generated/release.ts"
import { FixedTree } from "../../sdk/tree/fixed-tree.ts"
import { heightFor, LeanTree } from "../../sdk/tree/lean-tree.ts"
import { loadVectors } from "../vectors/load.ts"

describe("the SDK and the golden vectors agree on", () => {
  it("sizes, tags and the order of signals", () => {
    const vectors = loadVectors("parameters")
    const { fieldOrder, subgroupOrder, tags, signals } = vectors
    expect(fieldOrder).to.equal(FIELD_ORDER)
    expect(subgroupOrder).to.equal(SUBGROUP_ORDER)
    expect(tags).to.deep.equal({ record: parameters.TAG_RECORD, share: parameters.TAG_SHARE })
    for (const [name, value] of Object.entries(vectors)) {
      if (typeof value !== "bigint" || name.endsWith("Order")) continue
      const constant = name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as keyof typeof parameters
      expect(BigInt(parameters[constant]), constant).to.equal(value)
    }
    for (const [circuit, { publicSignals }] of Object.entries(MANIFEST.circuits)) {
      // Instances have the size after the name: quota-13. Those with lists among their signals have vectors of their own.
      const [template] = circuit.split("-") as [keyof typeof signals]
      const name = circuit in signals ? (circuit as keyof typeof signals) : template
      expect(publicSignals, circuit).to.deep.equal(signals[name])
    }
  })

  it("Poseidon, by its jobs", () => {
    const jobs: Record<string, (inputs: [bigint, bigint, bigint, bigint]) => bigint> = {
      1: ([a]) => commitmentHash(a),
      2: ([a, b]) => memberLeafHash(a, b),
      3: ([a, b, c]) => nullifierHash(a, b, c),
      4: ([a, b, c, d]) => attestationHash(a, b, c, d),
      5: nodeHash,
    }
    const vectors = loadVectors("poseidon")
    expect(vectors.length).to.be.greaterThan(10)
    for (const { width, inputs, hash } of vectors) expect(jobs[String(width)]?.(inputs as never)).to.equal(hash)
  })

  it("commitments, leaves and nullifiers", () => {
    const { commitments, leaves, nullifiers } = loadVectors("identity")
    for (const { secret, commitment } of commitments) expect(commitmentHash(secret)).to.equal(commitment)
    for (const { commitment, leaf, attributes: packed, ...vector } of leaves) {
      const attributes = { class: Number(vector.class), admitted: Number(vector.admitted) }
      expect(packAttributes(attributes)).to.equal(packed)
      expect(memberLeaf(commitment, attributes)).to.equal(leaf)
    }
    for (const { scope, slot, secret, nullifier } of nullifiers)
      expect(nullifierHash(scope, slot, secret)).to.equal(nullifier)
  })

  it("records", () => {
    for (const { commitment, salt, packed, record, ...vector } of loadVectors("record")) {
      const content = { amount: Number(vector.amount), day: Number(vector.day), kind: Number(vector.kind) }
      expect(packRecord(content)).to.equal(packed)
      expect(recordHash(commitment, content, salt)).to.equal(record)
    }
  })

  it("policies and quotas", () => {
    for (const { classes, admittedBy, limit, policy } of loadVectors("policy")) {
      const terms = { classes: classes.map(Number), admittedBy: Number(admittedBy), uses: Number(limit) }
      expect(packPolicy(terms)).to.equal(policy)
    }
    for (const { kinds, from, to, threshold, quotaPolicy } of loadVectors("quota-policy")) {
      const terms = { kinds: kinds.map(Number), from: Number(from), to: Number(to), threshold: Number(threshold) }
      expect(packQuota(terms)).to.equal(quotaPolicy)
    }
  })

  it("rules for sheets", () => {
    const kinds = Kinds.of(["kitchen", { name: "saw", certificate: true }])
    const parts: Record<string, bigint> = { groups: packKindGroups(kinds), cap: 840n, minimumRows: 5n }
    const packed = loadVectors("parameters").layouts.sheetPolicy.reduce((sum, { name, from, bits }) => {
      expect(BigInt.asUintN(Number(bits), parts[name] as bigint), name).to.equal(parts[name])
      return sum + ((parts[name] as bigint) << from)
    }, 0n)
    expect(packSheetPolicy({ kinds, cap: 840, minimumRows: 5 })).to.equal(packed)
  })

  it("trees of every size, with and without removed leaves", () => {
    const { leaves, trees, removals, heights } = loadVectors("tree")
    for (const vector of [...trees.map((tree) => ({ ...tree, removed: [] })), ...removals]) {
      const tree = LeanTree.of(leaves.slice(0, Number(vector.size)), parameters.ROLL_LEVELS)
      for (const index of vector.removed) tree.update(Number(index), 0n)
      expect(tree.root).to.equal(vector.root)
      expect(BigInt(tree.height)).to.equal(vector.height)
      for (const { index, children } of vector.paths) {
        // Above the root the vectors go on in the full tree and the SDK with empty siblings: the circuit ignores both.
        expect(tree.path(Number(index)).children.slice(0, tree.height)).to.deep.equal(children.slice(0, tree.height))
      }
    }
    for (const { size, height } of heights) expect(BigInt(heightFor(Number(size)))).to.equal(height)
  })

  it("sheets and the ledger over them", () => {
    const { sheets, height, root } = loadVectors("ledger")
    const roots = sheets.map(({ records, root: sheetRoot }) => {
      expect(FixedTree.of(records, parameters.SHEET_LEVELS).root).to.equal(sheetRoot)
      return sheetRoot
    })
    const ledger = LeanTree.of(roots, parameters.LEDGER_LEVELS)
    expect([ledger.root, BigInt(ledger.height)]).to.deep.equal([root, height])
  })

  it("scopes", () => {
    const { onChain, offChain } = loadVectors("scope")
    for (const { chainId, contract, purpose, scope } of onChain.scopes) {
      expect(Scope.onChain({ chainId, contract, purpose }).value).to.equal(scope)
    }
    for (const { service, purpose, scope } of offChain.scopes) {
      if (!URL.canParse(service) || new URL(service).href !== service || purpose === "") continue
      expect(Scope.offChain(service, purpose).value, `${service} ${purpose}`).to.equal(scope)
    }
  })
})
