/** Classes in the order of their numbers. */
export const CLASSES = ["candidate", "full", "worker", "consumer"] as const

/** Kinds in the order of their numbers. */
export const KINDS = [
  { name: "kitchen" },
  { name: "care" },
  { name: "garden" },
  { name: "building" },
  { name: "office" },
  { name: "cleaning" },
  { name: "sick", excused: true },
  { name: "leave", excused: true },
  { name: "age", excused: true },
  { name: "saw-training", certificate: true },
] as const

export type ClassName = (typeof CLASSES)[number]
export type KindName = (typeof KINDS)[number]["name"]

/** Work that anybody may do in any week. */
export const WORK = ["kitchen", "care", "garden", "building", "office", "cleaning"] as const satisfies KindName[]

export const COMMUNE = {
  name: "Weavers' Mill",
  classes: CLASSES,
  kinds: KINDS,
  // The most that one row may have.
  cap: "14h",
  // The fewest members whose lines a public total may stand for.
  minimumRows: 3,
  // Attesters other than a sheet's author who must sign it.
  countersignatures: 1,
  rootWindowSeconds: 7 * 86_400,
}

export const PROPOSAL = {
  title: "What the winter surplus is for",
  text: "The mill closes the winter with a surplus. One thing can be built with it this year: the bakery, or the bicycle workshop. Who chooses neither wants it kept for the roof.",
  options: ["bakery", "bicycle workshop", "neither", "abstain"],
  abstain: "abstain",
  policy: { classes: ["full", "worker"], admittedBy: "2026-02-28" },
  quotas: [
    {
      kinds: [...WORK, "sick", "leave", "age"],
      // The weeks 10 to 13; a week's rows have its Sunday as their day.
      from: "2026-03-02",
      to: "2026-03-29",
      atLeast: "20h",
    },
  ],
  quorum: { atLeast: [1, 2] },
  threshold: { moreThan: [1, 2] },
  thresholdOf: "ballots",
  votingPeriod: 7 * 86_400,
  // Nothing is opened for a smaller crowd.
  secret: { minimumElectorate: 20, minimumTurnout: 10 },
}
