import type { ClassName, KindName } from "./commune.ts"

/** Rows of one of the last four weeks, which the quota counts: kind and hours as they stand in the sheet. */
type FixedWeek = Partial<Record<KindName, string>>

/** How much a member works: freely in the weeks 1 to 9, and then so that the quota has the wanted outcome. */
export type Pace = "over" | "under" | "rare" | "none" | { weeks: [FixedWeek, FixedWeek, FixedWeek, FixedWeek] }

export interface SampleMember {
  name: string
  class: ClassName
  admitted: string
  /** What this member mostly does. */
  work: readonly [KindName, KindName]
  pace: Pace
  /** "home" for who has the hours and does not vote. */
  choice: "bakery" | "bicycle workshop" | "neither" | "abstain" | "home"
}

/** Invented people; the reasons of the fixed weeks stand in sample/README.md. */
export const MEMBERS: readonly SampleMember[] = [
  // Full members.
  member("Amaya Etxeberria", "full", "2009-05-01", "kitchen", "garden", "over", "bakery"),
  member("Bram Verhoeven", "full", "2011-09-15", "building", "office", "over", "home"),
  member("Chidi Okonkwo", "full", "2014-03-03", "garden", "building", "over", "bakery"),
  member("Dagny Solberg", "full", "1998-10-01", "care", "office", "over", "neither"),
  member("Emeka Danjuma", "full", "2016-06-20", "kitchen", "care", "over", "home"),
  member("Farida Haidari", "full", "2018-01-08", "office", "kitchen", "over", "bakery"),
  member("Gwilym Pryce", "full", "2012-11-11", "building", "garden", "over", "bicycle workshop"),
  member("Hoku Kealoha", "full", "2019-04-01", "garden", "kitchen", "over", "home"),
  member("Ines Carvalho", "full", "2020-02-29", "cleaning", "care", "over", "bakery"),
  member("Jaromír Dvořák", "full", "2015-07-01", "building", "cleaning", "over", "abstain"),
  member("Katalin Szabó", "full", "2017-12-31", "care", "kitchen", "over", "home"),
  member("Lindiwe Mthembu", "full", "2021-05-17", "kitchen", "cleaning", "over", "home"),
  // Exactly at the quota, one from four rows, one from two.
  member("Mateus Rocha", "full", "2013-08-19", "garden", "office", {
    weeks: [{ garden: "5" }, { garden: "5:30" }, { office: "4.75", kitchen: "0.5" }, { garden: "4:45" }],
  }),
  member("Nurit Shalev", "full", "2010-03-22", "building", "care", {
    weeks: [{}, { building: "10.5" }, {}, { building: "9.5" }],
  }),
  // A minute short.
  member("Oisín Ó Briain", "full", "2018-10-10", "kitchen", "building", {
    weeks: [{ kitchen: "5" }, { kitchen: "4:59" }, { kitchen: "5" }, { building: "5" }],
  }),
  // Enough hours, but only in five rows.
  member("Priya Raghunathan", "full", "2022-01-24", "office", "cleaning", {
    weeks: [{ office: "4.5" }, { office: "4:40" }, { office: "4.6" }, { office: "4.5", cleaning: "3" }],
  }),
  // Sick for two weeks; writes a decimal comma.
  member("Quirin Huber", "full", "2014-09-09", "building", "garden", {
    weeks: [{ building: "6,25" }, { sick: "5" }, { sick: "5" }, { garden: "4:20" }],
  }),
  // On leave for all four weeks: 5 hours a week are excused, exactly the quota.
  member("Ramata Traoré", "full", "2016-02-15", "care", "kitchen", {
    weeks: [{ leave: "5" }, { leave: "5" }, { leave: "5" }, { leave: "5" }],
  }),
  // Every second week is excused for age.
  member("Søren Lindqvist", "full", "1998-10-01", "kitchen", "office", {
    weeks: [{ age: "5" }, { kitchen: "5.25" }, { age: "5", kitchen: "0:45" }, { kitchen: "6" }],
  }),
  // Much work before the four weeks and none in them.
  member("Tala Makoni", "full", "2020-08-03", "garden", "building", { weeks: [{}, {}, {}, {}] }, "abstain"),
  member("Ulrike Brandt", "full", "2012-04-30", "office", "care", "under", "neither"),
  member("Viliami Taufa", "full", "2023-06-01", "cleaning", "garden", "under", "bakery"),

  // Workers of the mill.
  member("Wanjiru Kamau", "worker", "2017-03-01", "kitchen", "cleaning", "over", "bicycle workshop"),
  member("Xavier Peeters", "worker", "2021-11-02", "building", "garden", "over", "bicycle workshop"),
  member("Yusuf Demirci", "worker", "2019-09-01", "kitchen", "building", "over", "bakery"),
  member("Zofia Wiśniewska", "worker", "2022-05-16", "care", "cleaning", "over", "bakery"),
  member("Anahit Petrosyan", "worker", "2024-07-01", "office", "garden", "over", "home"),
  member("Bilal Chaudhry", "worker", "2023-02-13", "cleaning", "kitchen", "under", "neither"),
  // Admitted on the last day that may vote, and on the day after it; both have the hours.
  member("Camille Roussel", "worker", "2026-02-28", "garden", "kitchen", "over", "bicycle workshop"),
  member("Davit Lomidze", "worker", "2026-03-01", "building", "kitchen", "over", "bicycle workshop"),
  // A full member, admitted well too late.
  member("Elif Aksoy", "full", "2026-03-16", "care", "office", "over", "bakery"),

  // Candidates work and do not vote yet.
  member("Fionn Gallagher", "candidate", "2025-10-06", "garden", "cleaning", "over", "bakery"),
  member("Graciela Paz", "candidate", "2025-12-01", "kitchen", "care", "over", "bakery"),
  member("Henrik Aalto", "candidate", "2026-01-12", "building", "office", "under", "neither"),
  member("Ioana Dumitru", "candidate", "2026-02-02", "cleaning", "garden", "under", "bakery"),

  // Consumers come to shop, and some lend a hand.
  member("Jun Hasegawa", "consumer", "2019-01-15", "kitchen", "cleaning", "rare", "neither"),
  member("Kirra Walsh", "consumer", "2020-10-26", "garden", "care", "rare", "bakery"),
  member("Leandro Bianchi", "consumer", "2022-09-12", "building", "office", "rare", "bakery"),
  member("Mirembe Nakato", "consumer", "2024-04-08", "care", "kitchen", "none", "bakery"),
  member("Niamh D'Arcy", "consumer", "2025-06-30", "office", "garden", "none", "neither"),
  member("Oyelaran, Temi", "consumer", "2025-11-24", "cleaning", "kitchen", "rare", "abstain"),
]

function member(
  name: string,
  memberClass: ClassName,
  admitted: string,
  first: KindName,
  second: KindName,
  pace: Pace,
  choice: SampleMember["choice"] = "bakery",
): SampleMember {
  return { name, class: memberClass, admitted, work: [first, second], pace, choice }
}
