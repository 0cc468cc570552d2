import { buildPoseidonOpt } from "circomlibjs"
import fc from "fast-check"
import * as lite from "poseidon-lite"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { attestationHash, commitmentHash, memberLeafHash, nodeHash, nullifierHash } from "../../sdk/crypto/poseidon.ts"
import { HASH_PROGRAM } from "../../sdk/kernel/generated/hash-program.ts"
import type { Inputs } from "../circuits/harness/calculator.ts"
import { deployed, simulatedChain } from "../contracts/chain.ts"
import { bytesOf, fromBytes } from "../kernel/elements.ts"
import { same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { element, word } from "./edges.ts"
import { holdsFor } from "./property.ts"
import { Trials, type Call } from "./trials.ts"

/** Each width of Poseidon: its job in the SDK, and a template that does nothing else when it is given these inputs. */
const WIDTHS: readonly {
  job: string
  lite: (inputs: bigint[]) => bigint
  sdk: (inputs: bigint[]) => bigint
  fixture: string
  inputs: (inputs: bigint[]) => Inputs
}[] = [
  {
    job: "commitment",
    lite: lite.poseidon1,
    sdk: ([secret]) => commitmentHash(secret!),
    fixture: "commitment",
    inputs: ([secret]) => ({ secret: secret! }),
  },
  {
    job: "member leaf",
    lite: lite.poseidon2,
    sdk: ([commitment, attributes]) => memberLeafHash(commitment!, attributes!),
    fixture: "member-leaf",
    inputs: ([commitment, attributes]) => ({ commitment: commitment!, class: attributes!, admitted: 0n }),
  },
  {
    job: "nullifier",
    lite: lite.poseidon3,
    sdk: ([scope, slot, secret]) => nullifierHash(scope!, slot!, secret!),
    fixture: "nullifier",
    inputs: ([scope, slot, secret]) => ({ scope: scope!, slot: slot!, secret: secret! }),
  },
  {
    job: "record",
    lite: lite.poseidon4,
    sdk: ([tag, owner, line, salt]) => attestationHash(tag!, owner!, line!, salt!),
    fixture: "record-unsettled",
    inputs: ([, owner, line, salt]) => ({ commitment: owner!, amount: line!, day: 0n, kind: 0n, salt: salt! }),
  },
  {
    job: "node",
    lite: lite.poseidon5,
    sdk: (children) => nodeHash(children),
    fixture: "parent",
    inputs: (children) => ({ child: children[children.length - 1]!, children }),
  },
]

interface Kernel {
  memory: WebAssembly.Memory
  allocate: (size: number) => number
  mark: () => number
  release: (to: number) => void
  prepareHash: (inputs: number) => void
  hashMany: (to: number, from: number, inputs: number, count: number) => void
}

describe("property: hashes", function () {
  this.timeout(0)
  let trials: Trials
  /** The widths that contracts hash with. */
  let onChain: Record<number, Record<string, (inputs: readonly bigint[]) => Call>>
  let circomlibjs: (inputs: bigint[]) => bigint
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(HASH_PROGRAM, "base64")), {})
  const kernel = exports as unknown as Kernel

  before(async () => {
    const chain = await simulatedChain()
    trials = await Trials.on(chain)
    const leaf = await deployed(chain, "MemberLeafHarness", [], {
      libraries: { PoseidonT3: await deployed(chain, "PoseidonT3") },
    })
    const node = await deployed(chain, "PoseidonHarness", [], {
      libraries: { PoseidonT6: await deployed(chain, "PoseidonT6") },
    })
    onChain = {
      2: { PoseidonT3: (inputs) => ({ of: leaf, method: "hash", args: [inputs] }) },
      5: {
        PoseidonT6: (children) => ({ of: node, method: "original", args: [children] }),
        PoseidonNode: (children) => ({ of: node, method: "node", args: [children] }),
      },
    }
    const poseidon = await buildPoseidonOpt()
    circomlibjs = (inputs) => poseidon.F.toObject(poseidon(inputs))
    for (const width of [1, 2, 3, 4, 5]) kernel.prepareHash(width)
  })

  function inKernel(lists: readonly (readonly bigint[])[], width: number): bigint[] {
    const top = kernel.mark()
    const from = kernel.allocate(32 * width * lists.length)
    const to = kernel.allocate(32 * lists.length)
    new Uint8Array(kernel.memory.buffer).set(bytesOf(...lists.flat()), from)
    kernel.hashMany(to, from, width, lists.length)
    const hashes = fromBytes(new Uint8Array(kernel.memory.buffer).slice(to, to + 32 * lists.length))
    kernel.release(top)
    return hashes
  }

  async function inContracts(lists: readonly (readonly bigint[])[], width: number): Promise<Record<string, unknown[]>> {
    const answers: Record<string, unknown[]> = {}
    for (const [name, call] of Object.entries(onChain[width] ?? {}))
      answers[name] = await trials.valuesOf(lists.map(call))
    return answers
  }

  for (const [index, { job, lite: poseidonLite, sdk, fixture, inputs }] of WIDTHS.entries()) {
    const width = index + 1
    const tag = job === "record" ? fc.constant(1n) : element

    it(`over ${width} are one in package, kernel, circuit, poseidon-lite and circomlibjs, and in contracts that use them`, async () => {
      const circuit = await CircuitSide.fixture(fixture)
      await holdsFor({
        what: `P${width}, ${job}`,
        sides: ["SDK", "kernel", "circuit", "poseidon-lite", "circomlibjs", ...Object.keys(onChain[width] ?? {})],
        input: fc.tuple(tag, ...Array.from({ length: width - 1 }, () => element)),
        sample: 40,
        full: 3000,
        agree: async (lists) => {
          const expected = lists.map(sdk)
          same(lists, expected, {
            "poseidon-lite": lists.map((list) => poseidonLite(list)),
            circomlibjs: lists.map((list) => circomlibjs(list)),
            kernel: inKernel(lists, width),
            ...(await inContracts(lists, width)),
            circuit: (await circuit.answers(lists.map(inputs))).map((outputs) => outputs?.[0]),
          })
          return 0
        },
      })
    })
  }

  it("count numbers of 256 bits by their residue, wherever such can come", async () => {
    await holdsFor({
      what: "P5 of words beyond r",
      sides: ["kernel", "poseidon-lite", "Solidity"],
      input: fc.tuple(word, word, word, word, word),
      sample: 60,
      full: 3000,
      agree: async (lists) => {
        const expected = lists.map((list) => lite.poseidon5(list.map((value) => value % FIELD_ORDER)))
        same(lists, expected, {
          kernel: inKernel(lists, 5),
          ...(await inContracts(lists, 5)),
        })
        return 0
      },
    })
  })
})
