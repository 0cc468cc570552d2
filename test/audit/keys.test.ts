import { expect } from "chai"
import { assertCommittedKeys } from "../../scripts/audit/keys.ts"
import { AlteredKeyError } from "../../scripts/audit/errors.ts"
import { ArtifactAlteredError, ArtifactMissingError } from "../../sdk/errors.ts"
import type { CircuitName } from "../../sdk/proof/circuits.ts"
import { MANIFEST, VERIFICATION_KEYS } from "../../sdk/proof/generated/release.ts"

/** The error that a call throws. */
async function thrown(call: () => Promise<unknown>): Promise<unknown> {
  return call().then(
    () => undefined,
    (error: unknown) => error,
  )
}

/** Gives an object another value while something is done. */
async function changed<Key extends string>(
  object: Record<Key, unknown>,
  key: Key,
  value: unknown,
  work: () => Promise<void>,
): Promise<void> {
  const before = object[key]
  object[key] = value
  try {
    await work()
  } finally {
    object[key] = before
  }
}

describe("the keys of an audit", () => {
  const circuits = Object.keys(MANIFEST.circuits) as CircuitName[]

  it("are those of the folder artifacts/", () => assertCommittedKeys(circuits))

  it("are no others: each part of each key counts", async () => {
    for (const circuit of circuits) {
      const key = VERIFICATION_KEYS[circuit] as unknown as Record<string, unknown>
      for (const part of Object.keys(key)) {
        const other = part === "IC" ? (key["IC"] as unknown[]).slice(1) : ["1"]
        await changed(key, part, other, async () => {
          const error = await thrown(() => assertCommittedKeys([circuit]))
          expect(error, `${circuit}: ${part}`).to.be.instanceOf(AlteredKeyError)
          expect((error as AlteredKeyError).message).to.include(circuit)
        })
      }
    }
  })

  it("are not taken from a file that is not the manifest's, or is not there", async () => {
    const { files } = MANIFEST.circuits.membership
    await changed(files, "verification_key.json", { sha256: "0".repeat(64), bytes: 1 }, async () => {
      expect(await thrown(() => assertCommittedKeys(["membership"]))).to.be.instanceOf(ArtifactAlteredError)
      await assertCommittedKeys(["quota-1"])
    })
    const nowhere = ["no-circuit"] as unknown as CircuitName[]
    expect(await thrown(() => assertCommittedKeys(nowhere))).to.be.instanceOf(ArtifactMissingError)
  })
})
