import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import { ArtifactAlteredError, ArtifactMissingError } from "../../sdk/errors.ts"
import type { CircuitName } from "../../sdk/proof/circuits.ts"
import { MANIFEST, VERIFICATION_KEYS } from "../../sdk/proof/generated/release.ts"
import { ARTIFACTS } from "../paths.ts"
import { AlteredKeyError } from "./errors.ts"

const FILE = "verification_key.json"

/**
 * The keys that proofs are verified with must be those of the folder artifacts/, and these those of its manifest.
 *
 * @throws ArtifactMissingError, ArtifactAlteredError, AlteredKeyError
 */
export async function assertCommittedKeys(circuits: Iterable<CircuitName>): Promise<void> {
  for (const circuit of circuits) {
    const location = join(ARTIFACTS, circuit, FILE)
    const text = await readFile(location).catch((cause: unknown) => {
      throw new ArtifactMissingError(location, cause)
    })
    const found = createHash("sha256").update(text).digest("hex")
    const expected = MANIFEST.circuits[circuit].files[FILE].sha256
    if (found !== expected) throw new ArtifactAlteredError(location, found, expected)
    const key = JSON.parse(text.toString("utf8")) as Record<string, unknown>
    // Derived from the others; a verifier computes it.
    delete key["vk_alphabeta_12"]
    if (!isDeepStrictEqual(key, VERIFICATION_KEYS[circuit])) throw new AlteredKeyError(circuit)
  }
}
