import { expect } from "chai"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

const CONTRACTS = join(ROOT, "contracts")

interface Rule {
  pattern: RegExp
  /** A line that it finds, so that a rule that finds nothing is seen. */
  found: string
}

/** What no contract here may contain, and what has gone wrong with it elsewhere. */
const NEVER: Record<string, Rule> = {
  "a signature by ecrecover, which gives address 0 where there is none": {
    pattern: /\becrecover\b/,
    found: "address signer = ecrecover(hash, v, r, s);",
  },
  "chance from a block, which its maker chooses": {
    pattern: /\b(?:blockhash|block\.(?:prevrandao|difficulty|coinbase))\b/,
    found: "uint256 seed = uint256(blockhash(block.number - 1));",
  },
  "the first sender, whom any contract on the way speaks for": { pattern: /\btx\.origin\b/, found: "tx.origin" },
  "a hash of parts run together, of which two lists can be the same": {
    pattern: /\bencodePacked\b/,
    found: "keccak256(abi.encodePacked(service, purpose))",
  },
  "arithmetic that wraps": { pattern: /\bunchecked\b/, found: "unchecked { ++ballots; }" },
  "code of another in the own storage": {
    pattern: /\b(?:delegatecall|callcode)\b/,
    found: "implementation.delegatecall(data);",
  },
  "an end that takes the state along": { pattern: /\bselfdestruct\b/, found: "selfdestruct(payee);" },
  "an account that is called and could call back": {
    pattern: /\.call[{(]|(?<![\w.])call\(|\.(?:send|transfer)\(/,
    found: "ok := call(gas(), target, 0, 0, 0, 0, 0)",
  },
  "ether that comes in and has no way out": { pattern: /\bpayable\b/, found: "receive() external payable {}" },
  "an owner's switch to other code": {
    pattern: /\b(?:upgradeTo\w*|UUPSUpgradeable|Initializable|Proxy)\b/,
    found: "contract Commune is UUPSUpgradeable {",
  },
}

describe("contracts: what is not in them", () => {
  let sources: Map<string, string>

  before(async () => {
    const files = (await readdir(CONTRACTS, { recursive: true })).filter((file) => file.endsWith(".sol"))
    const texts = await Promise.all(files.map((file) => readFile(join(CONTRACTS, file), "utf8")))
    sources = new Map(files.map((file, index) => [file, withoutComments(texts[index] as string)]))
    expect(sources.size).to.be.greaterThan(40)
  })

  for (const [what, { pattern, found: example }] of Object.entries(NEVER)) {
    it(what, () => {
      expect(example).to.match(pattern)
      const found = [...sources].filter(([, source]) => pattern.test(source))
      expect(found.map(([file]) => file)).to.deep.equal([])
    })
  }

  it("a call of a precompile or verifier whose answer nobody looks at", () => {
    let calls = 0
    for (const [file, source] of sources) {
      for (const [line] of source.matchAll(/^.*\bstaticcall\(.*$/gm)) {
        calls++
        expect(line, file).to.match(/\b(?:ok|holds|success) := (?:and\(\w+, )?staticcall\(|if iszero\(staticcall\(/)
      }
    }
    expect(calls).to.be.greaterThan(8)
  })

  it("a verifier that could change anything while it verifies", () => {
    const verifier = sources.get(join("interfaces", "IGroth16Verifier.sol")) as string
    const functions = [...verifier.matchAll(/function (\w+)\([^)]*\)([^;]*);/g)]
    expect(functions.map(([, name]) => name)).to.include.members(["verify", "verifyBatch"])
    for (const [, name, modifiers] of functions) expect(modifiers, name).to.match(/\b(?:view|pure)\b/)
  })
})

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "")
}
