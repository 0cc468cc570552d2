import { DECRYPTION_PERIOD } from "./periods.ts"
import type { Tampering } from "./tampering.ts"

/** How the record of a secret poll that came to its end becomes that of one that stands elsewhere. */
export const STANDINGS: readonly [standing: string, tamper: (record: Tampering) => void][] = [
  ["open", (tampering) => tampering.cut("DecryptionBegun")],
  ["decrypting", (tampering) => tampering.cut("PartlyDecrypted", 1)],
  [
    "abandoned",
    (tampering) => {
      tampering.cut("PartlyDecrypted", 2)
      const { pollId } = tampering.record
      tampering.addEvent(tampering.log("PartlyDecrypted", 1), "PollAbandoned", [pollId, 0b0011n], DECRYPTION_PERIOD)
    },
  ],
]
