/** One of the slow checks: `./run assure <name>`. */
export interface AssurePart {
  name: string
  /** What it shows, in a line. */
  about: string
  /** About how long it takes on two cores, in minutes. */
  minutes: number
  /** Loaded only when it is run, so that the others do not wait for it. */
  load: () => Promise<(args: readonly string[]) => Promise<number>>
}

/** In the order in which they run: the quick ones first. */
export const PARTS: readonly AssurePart[] = [
  {
    name: "determinism",
    about: "every signal of the released circuits is a function of the inputs",
    minutes: 1,
    load: async () => (await import("./determinism/command.ts")).determinism,
  },
  {
    name: "privacy",
    about: "what others see is the same whoever acts and whatever the secret; no secret is written anywhere",
    minutes: 4,
    load: async () => (await import("./privacy/command.ts")).privacy,
  },
  {
    name: "coverage",
    about: "the tests run at least 95 % of the lines of SDK, verifier and contracts",
    minutes: 12,
    load: async () => (await import("./coverage/command.ts")).coverage,
  },
  {
    name: "properties",
    about: "package, circuits, contracts and models agree on random and edge inputs",
    minutes: 8,
    load: async () => (await import("./properties/command.ts")).properties,
  },
  {
    name: "forged",
    about:
      "every attack of the protocol's list fails as a forged witness or proof, and so does any change of a good one",
    minutes: 6,
    load: async () => (await import("./forged/command.ts")).forged,
  },
  {
    name: "faults",
    about: "killed, cut off and set back at each step, a commune's programs come to the same end",
    minutes: 7,
    load: async () => (await import("./faults/command.ts")).faults,
  },
  {
    name: "static",
    about: "contracts do nothing that is not allowed, or only with a reason",
    minutes: 1,
    load: async () => (await import("./static/command.ts")).staticAnalysis,
  },
  {
    name: "invariants",
    about: "contracts under random calls keep what they promise",
    minutes: 8,
    load: async () => (await import("./invariants/command.ts")).invariants,
  },
  {
    name: "mutants",
    about: "each constraint of the circuits, taken away by itself, is missed by the determinism tool or a test",
    minutes: 15,
    load: async () => (await import("./mutants/command.ts")).mutants,
  },
  {
    name: "verifier-mutants",
    about: "each small change of the SDK's verifiers is noticed by a test",
    minutes: 12,
    load: async () => (await import("./verifier-mutants/command.ts")).verifierMutants,
  },
]
