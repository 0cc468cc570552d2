import { expect } from "chai"
import { cp, mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { cases } from "../../scripts/assure/thoroughness.ts"
import { connect, Trustee, Trustees, type Point, type Seat } from "../../sdk/index.ts"
import type { DealingTerms } from "../../sdk/ballot/dealing.ts"
import { secretShareOf } from "../../sdk/ballot/key-share.ts"
import { startAnvil, type Anvil } from "../e2e/anvil.ts"
import { fixture } from "../e2e/real-data.ts"
import { leaksIn, minutesCanary, numberCanary, type Canary } from "./canaries.ts"
import { membersOf, secretsOfDraws, seedsOf } from "./draws.ts"
import { secretsOfTrustee } from "./holders.ts"
import { Ear, type Overheard } from "./overheard.ts"
import { startRecordingProxy, type RecordingProxy } from "./recording-proxy.ts"

/** The key in the address of the node. */
const NODE_KEY = "k3yOfTheNode8472"

/**
 * Sheets whose every line is a number so large that it stands nowhere else. Of Ben's the demo shows the lines and not whose they are, since they tell most; and Dov is told how
 * much of the quota is reached.
 */
const SHEETS = {
  "2026-W01": ["Ada,kitchen,31959:59", "Dov,kitchen,42707:07", "Ben,saw-training,1"],
  "2026-W02": ["Ada,kitchen,66133:13", "Ben,sick,135011:01", "Cora,care,113271:27", "Cora,kitchen,21013:01"],
  "2026-W03": ["Ada,care,33191:19", "Cora,kitchen,17957:57", "Dov,kitchen,71191:19", "Gus,care,98531:53"],
}
const SHOWN = new Set(["135011:01", "71191:19"])

/** The whole of it needs half a minute: `./run test` is content with the smaller programs. */
if (cases(0, 1) === 1) {
  describe("what the demo and the audit of its poll write", function () {
    this.timeout(600_000)
    let ear: Ear
    let anvil: Anvil
    let proxy: RecordingProxy
    let demo: Overheard
    let report: Report
    /** Everything that was asked of the node, to the byte. */
    let asked: string

    before(async () => {
      ear = await Ear.open()
      anvil = await startAnvil()
      proxy = await startRecordingProxy(anvil.url)
      const folder = join(ear.outputs, "..", "commune")
      await writeCommune(folder)
      const [json, html] = [join(ear.outputs, "report.json"), join(ear.outputs, "report.html")]
      const rpc = `${proxy.url}/v2/${NODE_KEY}`
      demo = await ear.run("scripts/demo/main.ts", ["--commune", folder, "--rpc", rpc, "--json", json, "--html", html])
      expect(demo.stderr).to.equal("")
      report = JSON.parse(await readFile(json, "utf8")) as Report
      asked = requests()
    })
    after(async () => {
      await proxy.stop()
      await anvil.stop()
      await ear.close()
    })

    function requests(): string {
      return proxy
        .taken()
        .map(({ request, headers, body }) => [request, JSON.stringify(headers), body].join("\n"))
        .join("\n")
    }

    it("no secret of a member or a trustee, no salt, no randomness: on the screen, in the report, on the line, on the disk", () => {
      const secrets = secretsOfDraws(demo.draws)
      expect(secrets).to.have.length.above(200)
      expect(leaksIn(demo.written, secrets)).to.deep.equal([])
      expect(leaksIn(asked, secrets)).to.deep.equal([])
    })

    it("nor what trustees made of theirs: coefficients, ephemeral keys, shares of the key", async () => {
      const secrets = await secretsOfCommittee()
      // Five trustees deal with a threshold of three; of those who dealt each has a share.
      expect(secrets).to.have.length.above(24)
      expect(leaksIn(demo.written, secrets)).to.deep.equal([])
      expect(leaksIn(asked, secrets)).to.deep.equal([])
    })

    it("and no line of a sheet but those that it means to show", () => {
      const lines = Object.values(SHEETS).flat()
      const canaries = lines.flatMap((line) => {
        const [name, kind, hours] = line.split(",") as [string, string, string]
        const [whole, minutes] = hours.split(":").map(Number) as [number, number]
        if (kind === "saw-training") return []
        return [{ ...minutesCanary(`${name}'s ${kind} of ${hours}`, 60 * whole + minutes), hours }]
      })
      const hidden = canaries.filter(({ hours }) => !SHOWN.has(hours))
      expect(leaksIn(demo.written, hidden)).to.deep.equal([])
      expect(leaksIn(asked, hidden)).to.deep.equal([])
      // The two that it shows stand in the report, so the others would be found there.
      expect(
        leaksIn(
          demo.stdout,
          canaries.filter(({ hours }) => SHOWN.has(hours)),
        ),
      ).to.have.length(2)
    })

    it("what was searched holds what is public of the same secrets: commitments on the roll, keys of trustees, marks", async () => {
      const commitments = membersOf(demo.draws).filter(({ commitment }) =>
        asked.includes(commitment.toString(16).padStart(64, "0")),
      )
      expect(commitments).to.have.length.within(7, 12)
      const written = demo.written.toString("latin1")
      for (const { nullifier } of report.ballots) expect(written).to.include(nullifier)
      expect(await trusteesWhoCommitted()).to.have.length(5)
    })

    it("nor does the key in the node's address stand anywhere but in what is sent there", async () => {
      const files = await Promise.all(
        ["report.json", "report.html"].map((name) => readFile(join(ear.outputs, name), "utf8")),
      )
      expect([demo.stdout, demo.stderr, ...files].join()).to.not.include(NODE_KEY)
      for (const body of asked.split("\n").filter((line) => /^[{[]/.test(line)))
        expect(body).to.not.include(`/${NODE_KEY}`)
      expect(asked).to.include(`/v2/${NODE_KEY}`)
    })

    it("the audit: nothing secret either, also in the record that it exports", async () => {
      const { poll, chain } = report
      const args = [
        "--assembly",
        chain.contracts.assembly,
        "--poll",
        String(poll.id),
        "--rpc",
        `${proxy.url}/v2/${NODE_KEY}`,
      ]
      const [{ nullifier }] = report.ballots as [{ nullifier: string }]
      const record = join(ear.outputs, "record.json")
      const audit = await ear.run("scripts/audit/main.ts", [...args, "--export", record, "--nullifier", nullifier])
      expect(audit.stdout).to.include("All of it is right")
      const secrets = [...secretsOfDraws(demo.draws), ...(await secretsOfCommittee())]
      for (const text of [audit.written, requests()]) expect(leaksIn(text, secrets)).to.deep.equal([])
      // Neither in the record, nor in what the program says: whoever reads them need not read along at that node.
      expect(await readFile(record, "utf8")).to.not.include(NODE_KEY)
      expect(audit.stdout + audit.stderr).to.not.include(NODE_KEY)
    })

    /** Trustees who committed, by the keys that the chain has of them, and what they dealt by. */
    async function trusteesWhoCommitted(): Promise<
      { trustee: Trustee; seed: Buffer; seat: Seat; terms: DealingTerms }[]
    > {
      const contract = await trusteesContract()
      const { size, threshold } = await contract.committee(1n)
      const recipients: Point[] = []
      for (let index = 1; index <= size; index++) {
        const [x, y] = (await contract.contract.getFunction("encryptionKey")(1n, index)) as [bigint, bigint]
        recipients.push([x, y])
      }
      const found = seedsOf(demo.draws).map((seed) => ({ seed, trustee: Trustee.fromSeed(seed) }))
      return recipients.flatMap((key, place) => {
        const seat = contract.seat(1n, place + 1)
        const [own] = found.filter(({ trustee }) => trustee.encryptionKey(seat).join() === key.join())
        return own === undefined ? [] : [{ ...own, seat, terms: { threshold, recipients } }]
      })
    }

    async function secretsOfCommittee(): Promise<Canary[]> {
      const contract = await trusteesContract()
      const all: Canary[] = []
      for (const { trustee, seed, seat, terms } of await trusteesWhoCommitted()) {
        const name = `trustee ${String(seat.index)}`
        const share = await contract.shareOf(1n, seat.index, trustee)
        all.push(
          ...secretsOfTrustee(name, trustee, seed, { seat, terms }),
          numberCanary(`the share of ${name}`, secretShareOf(share)),
        )
      }
      return all
    }

    async function trusteesContract(): Promise<Trustees> {
      return Trustees.at(report.chain.contracts.trustees, await connect(anvil.url))
    }
  })
}

interface Report {
  chain: { contracts: { assembly: string; trustees: string } }
  poll: { id: number }
  ballots: { nullifier: string }[]
}

async function writeCommune(folder: string): Promise<void> {
  await mkdir(folder)
  await cp(fixture("commune"), folder, { recursive: true })
  for (const [week, lines] of Object.entries(SHEETS)) {
    const rows = lines.map((line) => line.replace(/^Gus/, '"Gus, the elder"'))
    await writeFile(join(folder, "sheets", `${week}.csv`), `member,kind,hours\n${rows.join("\n")}\n`)
  }
  await change(join(folder, "commune.json"), '"cap": "10h"', '"cap": "200000h"')
  await change(join(folder, "proposal.json"), '"atLeast": "4h"', '"atLeast": "90000h"')
}

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, "utf8")
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  await writeFile(file, text.replace(from, to))
}
