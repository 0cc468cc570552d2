import { expect } from "chai"
import { hours, InvalidInputError, type Quota } from "../../../sdk/index.ts"
import { describeQuota, packQuota, quotaTerms } from "../../../sdk/labor/quota.ts"
import { KINDS } from "../commune.ts"
import { refused } from "../refused.ts"

const QUOTA: Quota = { kinds: ["care", "kitchen"], from: "1970-01-03", to: "1970-01-05", atLeast: hours(1) }

describe("quotas", () => {
  it("pack kinds + 2^32 * from + 2^52 * to + 2^72 * threshold", () => {
    expect(packQuota(quotaTerms(QUOTA, KINDS))).to.equal(0b11n + (2n << 32n) + (4n << 52n) + (60n << 72n))
    expect(packQuota(quotaTerms({ ...QUOTA, kinds: [31] }))).to.equal(
      (1n << 31n) + (2n << 32n) + (4n << 52n) + (60n << 72n),
    )
  })

  it("say themselves in words", () => {
    expect(describeQuota(quotaTerms(QUOTA, KINDS))).to.equal(
      "at least 1:00 hours of kinds 0, 1 from 1970-01-03 to 1970-01-05",
    )
  })

  for (const wrong of [
    { kinds: [] },
    { kinds: ["juggling"] },
    { from: "1970-01-06" },
    { atLeast: 0 },
    { atLeast: 2 ** 28 },
    { atLeast: 0.5 },
    { to: "never" },
  ] as Partial<Quota>[]) {
    it(`refuse ${JSON.stringify(wrong)}`, () =>
      refused(() => quotaTerms({ ...QUOTA, ...wrong }, KINDS), InvalidInputError))
  }

  it("are of labor or of certificates: a minute of work does not stand for a passed test", async () => {
    await refused(() => quotaTerms({ ...QUOTA, kinds: ["saw", "care"] }, KINDS), InvalidInputError, "saw", "care")
    await refused(() => quotaTerms({ ...QUOTA, kinds: [3, 0], atLeast: 1 }, KINDS), InvalidInputError, "saw")
    expect(quotaTerms({ ...QUOTA, kinds: ["saw"], atLeast: 1 }, KINDS).kinds).to.deep.equal([3])
  })

  it("refuse names of kinds without the commune's list of them", () =>
    refused(() => quotaTerms(QUOTA), InvalidInputError, "kind"))
})
