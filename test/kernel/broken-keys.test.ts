import { expect } from "chai"
import type { CircuitSignals } from "snarkjs"
import { ProvingKeyError, WitnessError } from "../../sdk/errors.ts"
import { loadCircuit, type CircuitFiles } from "../../sdk/proof/artifacts.ts"
import type { OpenEngine } from "../../sdk/proof/engine.ts"
import { holds } from "../../sdk/proof/groth16.ts"
import { openKernel } from "../../sdk/proof/kernel-engine.ts"
import { openSnarkjs } from "../../sdk/proof/snarkjs-engine.ts"
import { refused } from "../sdk/refused.ts"
import { inputOf } from "./circuit-inputs.ts"
import { bytesOf, Q, R } from "./elements.ts"
import { readZkey, writeZkey, type ZkeyFile } from "./zkey-file.ts"

const ENGINES: readonly [name: string, open: OpenEngine][] = [
  ["kernel", (files) => openKernel(files, 1)],
  ["snarkjs", openSnarkjs],
]

const [HEADER, COEFFICIENTS, A, B2, H] = [2, 4, 5, 7, 9]
// Where the header has its numbers and points.
const [SIGNALS, PUBLIC, DOMAIN, ALPHA] = [72, 76, 80, 84]

describe("a broken proving key or input", function () {
  this.timeout(120_000)
  let files: CircuitFiles
  let input: CircuitSignals
  let good: ZkeyFile
  before(async () => {
    files = await loadCircuit("decrypt")
    input = await inputOf("decrypt")
    good = readZkey(files.zkey)
  })

  async function prove(open: OpenEngine, changed: Partial<CircuitFiles>, given = input): Promise<boolean> {
    const engine = await open({ ...files, ...changed })
    try {
      const { proof, signals } = await engine.prove(given)
      return await holds("decrypt", proof, signals)
    } finally {
      engine.close()
    }
  }

  /** The key with one section changed. */
  function changed(number: number, change: (content: Uint8Array) => Uint8Array | undefined): Uint8Array<ArrayBuffer> {
    const sections = good.sections.map((section) => {
      if (section.number !== number) return section
      const content = section.content.slice()
      return { number, content: change(content) ?? content }
    })
    return writeZkey({ ...good, sections })
  }

  const setNumber = (number: number, at: number, value: number): Uint8Array<ArrayBuffer> =>
    changed(number, (content) => {
      new DataView(content.buffer).setUint32(at, value, true)
      return undefined
    })
  const setBytes = (number: number, at: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
    changed(number, (content) => {
      content.set(bytes, at)
      return undefined
    })

  for (const [name, open] of ENGINES) {
    describe(`to ${name}`, () => {
      it("is refused when the file is another, or cut off", async () => {
        const whole = files.zkey
        for (const zkey of [
          new Uint8Array(),
          whole.slice(0, 11),
          whole.slice(0, 12),
          whole.slice(0, 20),
          whole.slice(0, 1000),
          whole.slice(0, whole.length - 1),
          writeZkey({ ...good, magic: "wtns" }),
          writeZkey({ ...good, version: 2 }),
          writeZkey({ ...good, sections: [...good.sections, good.sections[3]!] }),
          ...good.sections
            .filter(({ number }) => number !== 3 && number !== 10)
            .map(({ number }) =>
              writeZkey({ ...good, sections: good.sections.filter((one) => one.number !== number) }),
            ),
          setNumber(1, 0, 2),
        ])
          await refused(() => prove(open, { zkey }), ProvingKeyError)
      })

      it("is refused when its numbers do not fit one another", async () => {
        for (const zkey of [
          setNumber(HEADER, 0, 48),
          setBytes(HEADER, 4, bytesOf(Q + 2n)),
          setBytes(HEADER, 40, bytesOf(R - 2n)),
          setNumber(HEADER, SIGNALS, 0),
          setNumber(HEADER, SIGNALS, 3054),
          setNumber(HEADER, SIGNALS, 2 ** 32 - 1),
          setNumber(HEADER, PUBLIC, 5),
          setNumber(HEADER, PUBLIC, 3055),
          setNumber(HEADER, PUBLIC, 2 ** 32 - 1),
          setNumber(HEADER, DOMAIN, 0),
          setNumber(HEADER, DOMAIN, 4095),
          setNumber(HEADER, DOMAIN, 8192),
          setNumber(HEADER, DOMAIN, 2 ** 31),
          setNumber(COEFFICIENTS, 0, 0),
          setNumber(COEFFICIENTS, 0, 2 ** 32 - 1),
          changed(A, (content) => content.subarray(64)),
          changed(B2, (content) => content.subarray(1)),
          changed(H, (content) => content.subarray(0, content.length - 64)),
        ])
          await refused(() => prove(open, { zkey }), ProvingKeyError)
      })

      it("is refused when more signals are public than there are", async () => {
        const zkey = setNumber(HEADER, PUBLIC, 3055)
        await refused(() => prove(open, { zkey }), ProvingKeyError, "3055 of its 3055 signals are public")
      })

      it("is refused, or gives a proof that does not hold, when a coefficient or point is another", async () => {
        // What snarkjs may take, and make a bad proof with.
        const impossible = [
          setNumber(COEFFICIENTS, 4, 2),
          setNumber(COEFFICIENTS, 8, 4096),
          setNumber(COEFFICIENTS, 12, 3055),
          setBytes(COEFFICIENTS, 16, bytesOf(R)),
          setBytes(COEFFICIENTS, 16, bytesOf(2n ** 256n - 1n)),
          setBytes(HEADER, ALPHA, bytesOf(Q, Q)),
          setBytes(HEADER, ALPHA, bytesOf(0n, 0n)),
        ]
        const others = [
          // Everywhere, as one that a signal of 0 goes with would not matter.
          ...(
            [
              [COEFFICIENTS, 4 + 12, 44],
              [A, 0, 64],
              [B2, 96, 128],
              [H, 32, 64],
            ] as const
          ).map(([number, first, step]) =>
            changed(number, (content) => {
              for (let at: number = first; at < content.length; at += step) if (content[at] !== 0) content[at]! ^= 1
              return undefined
            }),
          ),
        ]
        for (const zkey of [...impossible, ...others]) {
          const outcome = await prove(open, { zkey }).catch((error: unknown) => error)
          if (outcome !== false || (name === "kernel" && impossible.includes(zkey)))
            expect(outcome).to.be.instanceOf(ProvingKeyError)
        }
      })

      it("is refused when the circuit does not take the input, without a value in the error", async () => {
        const { share, point } = input as { share: bigint; point: bigint[] }
        for (const [bad, named] of [
          [{ point }, "6"],
          [{ share, point, other: 1n }, "other"],
          [{ share, point: point.slice(1) }, "point"],
          [{ share, point: [...point, 1n] }, "point"],
          [{ share: "x", point }, "share"],
          [{ share: R - 1n, point }, "satisfy"],
        ] as const) {
          const error = await refused(() => prove(open, {}, bad as unknown as CircuitSignals), WitnessError)
          if (named !== "6") expect(error.message).to.include(named)
          const shown = JSON.stringify([error.message, error.details, String(error.cause)])
          for (const value of [share, R - 1n, ...point]) expect(shown).to.not.include(value.toString())
        }
      })

      it("is refused when the key is another circuit's than the program", async () => {
        const { zkey } = await loadCircuit("membership")
        await refused(() => prove(open, { zkey }), WitnessError)
      })

      it("is refused when the program is none, or not circom's", async () => {
        const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
        for (const wasm of [new Uint8Array(), files.zkey, files.wasm.slice(0, 1000), empty])
          await refused(() => prove(open, { wasm }), WitnessError)
      })

      it("does not keep the engine from proving the next time", async () => {
        const engine = await open(files)
        await refused(() => engine.prove({ share: 1n }), WitnessError)
        const { proof, signals } = await engine.prove(input)
        expect(await holds("decrypt", proof, signals)).to.equal(true)
        engine.close()
      })
    })
  }
})
