import {
  proveDecryption,
  type Ciphertext,
  type DecryptionProof,
  type KeyShare,
  type Point,
} from "../../../sdk/index.ts"
import type { Provers } from "./provers.ts"

/** A trustee's parts of a decryption, one a ciphertext, with their proofs. */
export interface Parts {
  parts: Point[]
  proofs: DecryptionProof[]
}

/** Whose they are. */
export interface TrusteeParts {
  share: KeyShare
  parts: Parts
}

/** What a trustee's changed program gives of any ciphertexts: the SDK's own decrypts the sum of a closed poll alone. */
export async function partsOf(share: KeyShare, ciphertexts: readonly Ciphertext[], provers: Provers): Promise<Parts> {
  const proofs: DecryptionProof[] = []
  for (const { first } of ciphertexts) {
    proofs.push(await provers.prove("decrypt", (prover) => proveDecryption(share, first, { prover })))
  }
  return { parts: share.decryptionOf(ciphertexts), proofs }
}
