import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { readScenario } from "../../scripts/demo/run.ts"
import { ARTIFACTS } from "../../scripts/paths.ts"
import { runDemo } from "./demo-process.ts"
import { fixture } from "./real-data.ts"
import { refused } from "./refused.ts"

describe("bad input to the demo", function () {
  this.timeout(120_000)
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-input-"))
    await cp(fixture("commune"), join(folder, "commune"), { recursive: true })
  })
  afterEach(() => rm(folder, { recursive: true }))

  async function write(name: string, text: string): Promise<string> {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const commune = () => readScenario({ kind: "commune", folder: join(folder, "commune") })

  describe("of a commune", () => {
    const sheet = "commune/sheets/2026-W02.csv"
    const cases: [string, string, string, RegExp][] = [
      ["a malformed line", sheet, 'member,kind,hours\nAda,kitchen,2\nBen,"sick,4\n', /W02\.csv, line 3: .*[Qq]uot/],
      ["a line with a field too many", sheet, "member,kind,hours\nAda,kitchen,2,5\n", /W02\.csv, line 2: /],
      [
        "an unknown kind",
        sheet,
        "member,kind,hours\nAda,kitchen,2\nBen,baking,4\n",
        /W02\.csv, line 3: .*"baking".*one of kitchen/,
      ],
      ["hours below zero", sheet, "member,kind,hours\nAda,kitchen,-2\n", /W02\.csv, line 2: hours is "-2"/],
      [
        "hours over the cap",
        sheet,
        "member,kind,hours\nAda,kitchen,10:01\n",
        /W02\.csv, line 2: 10:01 hours are over the cap of 10:00/,
      ],
      ["no hours at all", sheet, "member,kind,hours\nAda,kitchen,\n", /W02\.csv, line 2: hours is ""/],
      ["a stranger on a sheet", sheet, "member,kind,hours\nZoe,kitchen,2\n", /W02\.csv, line 2: Zoe is no member/],
      ["a missing column", sheet, "member,hours\nAda,2\n", /W02\.csv, line 1: there is no column "kind"/],
      [
        "a member twice",
        "commune/members.csv",
        "name,class,admitted\nAda,full,2020-01-01\nBen,full,2020-01-01\nAda,worker,2021-01-01\n",
        /members\.csv, line 4: Ada is a member already, by line 2/,
      ],
      [
        "an unknown class",
        "commune/members.csv",
        "name,class,admitted\nAda,boss,2020-01-01\n",
        /members\.csv, line 2: there is no class "boss"/,
      ],
      [
        "a day that is none",
        "commune/members.csv",
        "name,class,admitted\nAda,full,2020-02-30\n",
        /members\.csv, line 2: "2020-02-30" is no day/,
      ],
      [
        "two ballots of one member",
        "commune/ballots.csv",
        "member,option\nAda,a bench\nAda,a swing\n",
        /ballots\.csv, line 3: Ada has a ballot already/,
      ],
      [
        "an unknown option",
        "commune/ballots.csv",
        "member,option\nAda,a table\n",
        /ballots\.csv, line 2: there is no option "a table"/,
      ],
    ]
    for (const [what, file, text, message] of cases) {
      it(`names file and line for ${what}`, async () => {
        await write(file, text)
        await refused(commune, "file-line", message)
      })
    }

    it("names the field of a proposal that is missing or wrong", async () => {
      const file = "commune/proposal.json"
      const proposal = JSON.parse(await readFile(join(folder, file), "utf8")) as Record<string, unknown>
      const written = (changes: object) => write(file, JSON.stringify({ ...proposal, ...changes }))
      await written({ quorum: undefined })
      await refused(commune, "demo-file-form", /proposal\.json: quorum is no object/)
      await written({ abstain: "a table" })
      await refused(commune, "demo-file-form", /proposal\.json: "abstain" must be one of a bench, a swing, abstain/)
      await written({ votingPeriod: 0 })
      await refused(commune, "demo-file-form", /proposal\.json: "votingPeriod" must be a whole number, 1 or more/)
      await written({ quotas: [{ kinds: ["care"], from: "2026-01-05", to: "2026-01-18", atLeast: "much" }] })
      await refused(commune, "demo-file-form", /proposal\.json: "quotas\[0\]\.atLeast": hours is "much"/)
      await written({ secret: { minimumTurnout: 2 } })
      await refused(commune, "demo-file-form", /"secret\.minimumTurnout" must be a whole number, 3 or more/)
      await written({ secret: { minimumTurnout: 4, minimumElectorate: 3 } })
      await refused(commune, "demo-file-form", /"secret\.minimumElectorate" must be a whole number, 4 or more/)
      await written({ secret: { minimumElectorate: 7 } })
      await refused(commune, "demo-file-form", /6 members are of the classes that vote, but a secret vote needs 7/)
      await written({ options: Array.from({ length: 13 }, (_, index) => `tree ${index}`), abstain: undefined })
      await refused(commune, "demo-file-form", /"options" must be 2 to 12/)
      await write(file, "{ not json")
      await refused(commune, "demo-file-form", /proposal\.json: it is no JSON/)
    })

    it("names a file that is not there, and a sheet that is named for no week", async () => {
      await rm(join(folder, "commune/members.csv"))
      await refused(commune, "demo-file", /members\.csv cannot be read \(there is no such file or folder\)/)
      await cp(fixture("commune/members.csv"), join(folder, "commune/members.csv"))
      await write("commune/sheets/2026-W54.csv", "member,kind,hours\nAda,kitchen,2\n")
      await refused(commune, "demo-file-form", /2026-W54\.csv: its name is no ISO week/)
    })
  })

  describe("of booked hours", () => {
    const heading = "date,worker,project,category,hours,task\n"
    const hoursOf = (file: string, month = "2006-01") => readScenario({ kind: "hours", file, month, quota: 6000 })

    it("names the line that is wrong, also in another month", async () => {
      const rows = ["2006-01-02,1,P,Development,7,1", "2006-02-02,1,P,Development,seven,2"]
      const file = await write("hours.csv", heading + rows.join("\n"))
      await refused(() => hoursOf(file), "file-line", /hours\.csv, line 3: hours is "seven"/)
      const short_ = await write("short.csv", `${heading}2006-01-02,1,P,Development,7\n`)
      await refused(() => hoursOf(short_), "file-line", /short\.csv, line 2: /)
      const days = await write("days.csv", `${heading}2006-01-32,1,P,Development,7,1\n`)
      await refused(() => hoursOf(days), "file-line", /days\.csv, line 2: date is "2006-01-32"/)
    })

    it("says which months there are when one has no row", async () => {
      await refused(
        () => hoursOf(fixture("hours.csv"), "2011-07"),
        "demo-file-form",
        /hours\.csv: it has no row in 2011-07; it goes from 2005-12 to 2006-02/,
      )
      await refused(() => hoursOf(fixture("hours.csv"), "2006-13"), "demo-option", /--month 2006-13 is no month/)
    })

    it("names a file that cannot be read", () =>
      refused(() => hoursOf(join(folder, "none.csv")), "demo-file", /none\.csv cannot be read/))
  })

  describe("of ranked ballots", () => {
    it("says that secret ballots must be three at least", async () => {
      const text = await readFile(fixture("three-ballots.soi"), "utf8")
      const file = await write("two.soi", text.replace("VOTERS: 3", "VOTERS: 2").replace("1: 3\n", ""))
      await refused(
        () => readScenario({ kind: "ballots", file }),
        "demo-file-form",
        /two\.soi: it has 2 ballots, but secret ones are opened only where there are 3 at least/,
      )
    })
  })

  describe("at the command line", () => {
    async function fails(args: readonly string[], stderr: RegExp): Promise<void> {
      const result = await runDemo(args)
      expect(result.stderr).to.match(stderr)
      expect(result.stderr).not.to.match(/\n\s+at /)
      expect(result.code).to.equal(1)
    }

    it("ends with exit code 1, one line of error and one of advice", async () => {
      await write("commune/sheets/2026-W02.csv", "member,kind,hours\nAda,kitchen,-2\n")
      await fails(
        ["--commune", join(folder, "commune")],
        /^error: [^\n]*2026-W02\.csv, line 2: hours is "-2", but must be [^\n]*\nhint: {2}Correct that line and read the file again; nothing was taken\n$/,
      )
    })

    it("refuses options that do not go together, and unknown ones", async () => {
      await fails(["--hours", fixture("hours.csv")], /^error: --hours needs --month and --quota\nhint: /)
      await fails(["--quota", "many"], /--quota.*must be hours above zero/s)
      await fails(["--month", "2006-01"], /^error: --month goes with --hours\nhint: /)
      await fails(["--ballot"], /unknown option '--ballot'/)
    })

    it("sees before the work that the report could not be written", async () => {
      await fails(
        ["--json", join(folder, "none", "report.json")],
        /^error: .*report\.json cannot be written \(there is no such/,
      )
      await fails(["--json", folder], /^error: .* cannot be written \(it is a folder\)/)
    })

    it("proves nothing with an altered artifact", async () => {
      const artifacts = join(folder, "artifacts")
      await cp(ARTIFACTS, artifacts, { recursive: true })
      const file = join(artifacts, "deal-5", "circuit.zkey")
      const key = await readFile(file)
      key[key.length - 1]! ^= 1
      await writeFile(file, key)
      await fails(
        ["--ballots", fixture("three-ballots.soi"), "--artifacts", artifacts],
        /^error: The artifact .*circuit\.zkey has sha256 [0-9a-f]{64}, but this version expects [0-9a-f]{64}\nhint: /,
      )
      await rm(file)
      await fails(
        ["--ballots", fixture("three-ballots.soi"), "--artifacts", artifacts],
        /^error: The artifact .*circuit\.zkey cannot be read\nhint: /,
      )
    })

    it("helps", async () => {
      const { code, stdout } = await runDemo(["--help"])
      expect(code).to.equal(0)
      expect(stdout).to.include("./run demo --hours labor-hours.csv --month 2006-01 --quota 100h")
      expect(stdout).to.include("ROCHDALE_PRIVATE_KEYS")
    })
  })
})
