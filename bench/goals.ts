/** The ratios that this package promises to keep below a limit, all from one run on one machine. */
export const GOALS = {
  warm: {
    part: "proving",
    text: "a warm membership proof in Node on two threads, of Semaphore's generateProof",
    most: 0.22,
  },
  cold: { part: "proving", text: "a new process to its first proof, of Semaphore's", most: 0.35 },
  memory: { part: "proving", text: "memory of a warm prover in Node, of Semaphore's", most: 0.6 },
  browser: { part: "browser", text: "a warm membership proof in Chromium on two threads, of Semaphore's", most: 0.3 },
  verification: {
    part: "verification",
    text: "a proof verified in a batch of 100, of one that snarkjs verifies singly",
    most: 0.13,
  },
  roll: { part: "trees", text: "a roll of 2^16 members, of a group of @semaphore-protocol/group", most: 0.06 },
  batchVote: { part: "gas", text: "gas of a vote in a batch of 16, of Semaphore's validateProof", most: 0.45 },
} as const satisfies Record<string, { part: string; text: string; most: number }>

export type GoalName = keyof typeof GOALS

/** How a ratio stands to its goal. */
export interface Standing {
  goal: GoalName
  text: string
  most: number
  /** undefined when it could not be measured, which falls short too. */
  ratio: number | undefined
  met: boolean
}

/** @param parts those that were run: the goals of others are left out */
export function standings(parts: readonly string[], ratios: Partial<Record<GoalName, number>>): Standing[] {
  return (Object.keys(GOALS) as GoalName[])
    .filter((goal) => parts.includes(GOALS[goal].part))
    .map((goal) => {
      const { text, most } = GOALS[goal]
      const ratio = ratios[goal]
      return { goal, text, most, ratio, met: ratio !== undefined && ratio <= most }
    })
}

/** One line for a person: what was reached, of what may be. */
export function standingLine({ text, most, ratio, met }: Standing): string {
  return `${met ? "met  " : "SHORT"}  ${ratio === undefined ? "not measured" : ratio.toFixed(3)} (at most ${most.toFixed(2)}): ${text}`
}
