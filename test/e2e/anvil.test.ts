import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect } from "chai"
import { Wallet } from "ethers"
import { startAnvil, type Anvil } from "./anvil.ts"
import { runAudit, runDemo } from "./demo-process.ts"
import { startPlainNode } from "./plain-node.ts"
import { fixture } from "./real-data.ts"

const THREE = ["--ballots", fixture("three-ballots.soi")]
const ONE_ETHER = `0x${(10n ** 18n).toString(16)}`

describe("the demo on a separate Anvil process", function () {
  this.timeout(600_000)
  let anvil: Anvil
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "rochdale-anvil-"))
    anvil = await startAnvil()
  })
  after(async () => {
    await anvil.stop()
    await rm(folder, { recursive: true })
  })

  it("takes a commune from admission to outcome, and writes the report as data", async () => {
    const json = join(folder, "report.json")
    const { code, stdout, stderr } = await runDemo([
      "--commune",
      fixture("commune"),
      "--rpc",
      anvil.url,
      "--chain-id",
      "31337",
      "--json",
      json,
    ])
    expect(stderr).to.equal("")
    expect(code).to.equal(0)
    expect(stdout).to.include("INSECURE development keys")
    expect(stdout).to.include("anvil/v1.7.1")
    expect(stdout).to.include("Carried: a bench")
    // The command that it gives for an audit is a whole one, and the auditor finds the same.
    const [, audit = ""] = /^ {2}\.\/run audit (.*)$/m.exec(stdout) ?? []
    expect(audit).to.include(`--rpc ${anvil.url} `)
    const audited = await runAudit(audit.split(" "))
    expect(audited.stdout).to.include("All of it is right")
    expect(audited.stdout).to.match(/Outcome +carried, option 0/)
    expect(audited.code).to.equal(0)
    // Into a pipe: no colours, no progress bars (their empty part is \u2591; the charts of the books have none), no cursor movements.
    for (const control of ["\u001B", "\r", "\u2591"]) expect(stdout).not.to.include(control)

    const text = await readFile(json, "utf8")
    const data = JSON.parse(text) as {
      keys: string
      chain: { contracts: { assembly: string } }
      decision: object
      arithmetic: { agrees: boolean }
    }
    expect(data.keys).to.match(/^INSECURE/)
    expect(audit).to.include(`--assembly ${data.chain.contracts.assembly} `)
    expect(data.arithmetic.agrees).to.equal(true)
    expect(data.decision).to.deep.equal({
      electorate: 6,
      ballots: 3,
      outcome: "carried",
      option: "a bench",
      tally: [
        { option: "a bench", ballots: 2 },
        { option: "a swing", ballots: 1 },
        { option: "abstain", ballots: 0 },
      ],
    })
    expect(text).not.to.match(/"\w*(secret|salt|seed|privateKey)\w*":/i)
    expect(await anvil.request("eth_getCode", [data.chain.contracts.assembly, "latest"])).to.have.length.above(1000)
    expect(await readdir(folder)).to.deep.equal(["report.json"])
  })

  it("is interrupted while members vote, leaves nothing behind, and works when started again", async () => {
    const json = join(folder, "interrupted.json")
    const arguments_ = ["--rpc", anvil.url, "--json", json]
    let signalled = false
    const interrupted = await runDemo(["--ballots", fixture("ballots.soi"), ...arguments_], {
      onOutput: (stdout, child) => {
        if (signalled || !stdout.includes("Propose the decision")) return
        signalled = true
        // The first proofs are being made, or ballots are on their way.
        setTimeout(() => child.kill("SIGINT"), 1000)
      },
    })
    expect(interrupted.code).to.equal(130)
    expect(interrupted.stderr).to.include("interrupted: nothing was kept")
    expect(interrupted.stderr).not.to.include("at ")
    expect((await readdir(folder)).filter((name) => name.startsWith("interrupted"))).to.deep.equal([])

    const again = await runDemo([...THREE, ...arguments_])
    expect(again.stderr).to.equal("")
    expect(again.code).to.equal(0)
    expect(again.stdout).to.include("Carried: Pear")
    expect(JSON.parse(await readFile(json, "utf8"))).to.have.nested.property("arithmetic.agrees", true)
  })

  it("works on a node without unlocked accounts and with a clock of its own, from one private key", async () => {
    const { privateKey, address } = Wallet.createRandom()
    await anvil.request("anvil_setBalance", [address, ONE_ETHER])
    const node = await startPlainNode(anvil.url)
    let waiting = false
    try {
      const { code, stdout, stderr } = await runDemo([...THREE, "--rpc", node.url, "--voting-period", "3600"], {
        env: { ROCHDALE_PRIVATE_KEYS: privateKey },
        onOutput: (text) => {
          if (waiting || !/Members prove and vote in secret +\d/.test(text)) return
          waiting = true
          // The hour passes: no more than that happens behind the demo's back.
          void anvil.request("evm_increaseTime", [3600]).then(() => anvil.request("evm_mine"))
        },
      })
      expect(stderr).to.equal("")
      expect(code).to.equal(0)
      expect(stdout).to.include("Carried: Pear")
      expect(stdout).to.include("1 from your private keys, 10 made for")
      expect(stdout).not.to.include(privateKey.slice(2, 20))
    } finally {
      await node.stop()
    }
  })

  it("names what an account lacks, and sends nothing", async () => {
    const { privateKey, address } = Wallet.createRandom()
    const before = await anvil.request("eth_blockNumber")
    const env = { ROCHDALE_PRIVATE_KEYS: privateKey }
    const { code, stderr } = await runDemo([...THREE, "--rpc", anvil.url], { env })
    expect(code).to.equal(1)
    expect(stderr).to.match(new RegExp(`^error: The account ${address} has too little: about 0\\.\\d+ ether`))
    expect(stderr).not.to.include(privateKey.slice(2, 20))
    expect(await anvil.request("eth_blockNumber")).to.equal(before)
  })

  it("says that a node without accounts needs private keys", async () => {
    const node = await startPlainNode(anvil.url)
    try {
      const { code, stderr } = await runDemo([...THREE, "--rpc", node.url])
      expect(code).to.equal(1)
      expect(stderr).to.match(/^error: The node has no unlocked accounts.*\nhint: {2}Set ROCHDALE_PRIVATE_KEYS/)
    } finally {
      await node.stop()
    }
  })

  it("stops on another chain than the one that was asked for", async () => {
    const { code, stderr } = await runDemo([...THREE, "--rpc", anvil.url, "--chain-id", "11155111"])
    expect(code).to.equal(1)
    expect(stderr).to.match(/^error: The node is on chain 31337, but chain 11155111 was expected\nhint: /)
  })
})

describe("the demo and nodes that it must not or cannot use", function () {
  this.timeout(120_000)

  it("puts no development keys on a chain where they could do harm", async () => {
    const mainnet = await startAnvil(["--chain-id", "1"])
    try {
      const { code, stderr } = await runDemo([...THREE, "--rpc", mainnet.url])
      expect(code).to.equal(1)
      expect(stderr).to.match(/^error: Chain 1 is neither a local chain nor a known testnet.*\nhint: .*ceremony/)
      expect(await mainnet.request("eth_blockNumber")).to.equal("0x0")
    } finally {
      await mainnet.stop()
    }
  })

  it("says within seconds that nobody answers", async () => {
    const start = performance.now()
    const { code, stderr, stdout } = await runDemo([...THREE, "--rpc", "http://127.0.0.1:1"])
    expect(code).to.equal(1)
    expect(stderr).to.match(
      /^error: The Ethereum node did not answer while asking .*\nhint: {2}Check the RPC address[^\n]*\n$/,
    )
    expect(stdout).not.to.include("Put the contracts")
    expect(performance.now() - start).to.be.below(60_000)
  })

  it("ends with a clear line when the node goes away in the middle", async () => {
    const anvil = await startAnvil()
    const { code, stderr } = await runDemo([...THREE, "--rpc", anvil.url], {
      onOutput: (stdout) => {
        if (stdout.includes("Admit the members")) void anvil.stop()
      },
    })
    await anvil.stop()
    expect(code).to.equal(1)
    expect(stderr).to.match(/^error: The Ethereum node (did not answer|stopped answering).*\nhint: [^\n]*\n$/)
  })
})
