import { expect } from "chai"
import fc from "fast-check"
import { InvalidInputError } from "../../sdk/errors.ts"
import { packQuota, quotaTerms } from "../../sdk/labor/quota.ts"
import { Kinds } from "../../sdk/labor/kinds.ts"
import { packSheetPolicy } from "../../sdk/labor/sheet-rules.ts"
import { packPolicy, policyTerms } from "../../sdk/policy.ts"
import { bitsOf } from "../circuits/curve.ts"
import { packPolicy as modelPolicy, packQuotaPolicy, setOf } from "../circuits/model.ts"
import { CERTIFICATE, KINDS, packSheetPolicy as modelSheetPolicy } from "../circuits/sheet-model.ts"
import { deployLedger } from "../contracts/deploy.ts"
import { refuses, same } from "./agreement.ts"
import { CircuitSide } from "./circuit-side.ts"
import { below, signed, small, word } from "./edges.ts"
import { foundAssembly, proposalOf, type Founded } from "./founded.ts"
import { holdsFor } from "./property.ts"

const DAYS = 2 ** 20
const numberSet = (size: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.nat(size - 1), { maxLength: size, size: "max" })

describe("property: policies", function () {
  this.timeout(0)
  let founded: Founded
  before(async () => {
    founded = await foundAssembly()
  })

  it("of members are packed by package, model and assembly alike, where they are policies", async () => {
    await holdsFor({
      what: "member policy, packed",
      sides: ["SDK", "model", "Assembly"],
      input: fc.record({
        classes: numberSet(17),
        admittedBy: fc.oneof(small(2 * DAYS), fc.integer({ min: founded.today - 2, max: founded.today + 2 })),
        uses: fc.oneof(fc.constant(1), small(2 ** 17)),
      }),
      sample: 30,
      full: 3000,
      batch: 20,
      agree: async (policies) => {
        let refused = 0
        const answers = await founded.trials.ofEach(
          policies.map(({ classes, admittedBy }) =>
            founded.opening(proposalOf({ classes: Number(setOf(...classes) % 2n ** 16n), admittedBy })),
          ),
        )
        policies.forEach(({ classes, admittedBy, uses }, index) => {
          const isPolicy =
            classes.length > 0 &&
            classes.every((klass) => klass < 16) &&
            admittedBy < DAYS &&
            uses >= 1 &&
            uses < 2 ** 16
          const pack = (): bigint => packPolicy(policyTerms({ classes, admittedBy, uses }, []))
          const sdk = refuses(InvalidInputError, pack) ? undefined : pack()
          const expected = modelPolicy({
            classes: setOf(...classes),
            admittedBy: BigInt(admittedBy),
            limit: BigInt(uses),
          })
          expect(sdk).to.equal(isPolicy ? expected : undefined)
          if (!isPolicy) refused++

          // A poll has one use, and does not open to days to come.
          const opens = classes.some((klass) => klass < 16) && admittedBy <= founded.today
          const onChain = classes.filter((klass) => klass < 16)
          const atOnce = modelPolicy({ classes: setOf(...onChain), admittedBy: BigInt(admittedBy), limit: 1n })
          same([{ classes, admittedBy }], [opens ? atOnce : undefined], {
            Assembly: [founded.opened(answers[index]!)?.policy],
          })
        })
        return refused
      },
    })
  })

  it("of members admit in the circuit whom the model admits, and nobody else", async () => {
    const circuit = await CircuitSide.fixture("policy")
    await holdsFor({
      what: "member policy, in force",
      sides: ["model", "circuit"],
      input: fc.record({
        classes: fc.oneof(
          below(2n ** 16n),
          fc.nat(15).map((klass) => setOf(klass)),
        ),
        admittedBy: below(2n ** 20n),
        limit: below(2n ** 16n),
        excess: fc.oneof({ weight: 4, arbitrary: fc.constant(0n) }, { weight: 1, arbitrary: below(2n ** 200n) }),
        class: fc.oneof({ weight: 3, arbitrary: below(20n) }, { weight: 1, arbitrary: signed }),
        day: fc.oneof({ weight: 1, arbitrary: below(2n ** 21n) }, { weight: 1, arbitrary: signed }),
        slot: fc.oneof({ weight: 1, arbitrary: below(2n ** 17n) }, { weight: 1, arbitrary: signed }),
        near: fc.record({
          class: fc.nat(4).map((of) => of > 0),
          day: fc.option(fc.integer({ min: -2, max: 1 })),
          slot: fc.option(fc.integer({ min: -3, max: 0 })),
        }),
      }),
      sample: 100,
      full: 20_000,
      agree: async (given) => {
        const inputs = given.map(({ classes, admittedBy, limit, excess, near, ...rest }) => ({
          policy: modelPolicy({ classes, admittedBy, limit }) + (excess << 52n),
          class: near.class && classes > 0n ? BigInt(classes.toString(2).length - 1) : rest.class,
          // Beside the last day and the last slot.
          admitted: near.day === null ? rest.day : admittedBy + BigInt(near.day),
          slot: near.slot === null ? rest.slot : limit + BigInt(near.slot),
        }))
        const admitted = given.map(({ classes, admittedBy, limit, excess }, index) => {
          const { class: klass, admitted: day, slot } = inputs[index]!
          const inRange = klass >= 0n && klass < 16n && day >= 0n && day < 2n ** 20n && slot >= 0n && slot < 2n ** 16n
          return excess === 0n && inRange && ((classes >> klass) & 1n) === 1n && day <= admittedBy && slot < limit
        })
        const answers = await circuit.answers(inputs)
        same(inputs, admitted, { circuit: answers.map((answer) => answer !== undefined) })
        return admitted.filter((taken) => !taken).length
      },
    })
  })

  it("of quotas are packed and opened alike, by package, model, circuit and assembly", async () => {
    const circuit = await CircuitSide.fixture("quota-policy")
    await holdsFor({
      what: "quota policy",
      sides: ["SDK", "model", "circuit", "Assembly"],
      input: fc.record({
        kinds: numberSet(33),
        from: small(DAYS + 2),
        to: small(DAYS + 2),
        threshold: small(2 ** 29),
        excess: fc.oneof({ weight: 5, arbitrary: fc.constant(0n) }, { weight: 1, arbitrary: below(2n ** 150n) }),
      }),
      sample: 40,
      full: 5000,
      batch: 25,
      agree: async (quotas) => {
        let refused = 0
        const packed = quotas.map(({ kinds, from, to, threshold, excess }) => {
          return (
            packQuotaPolicy({
              kinds: setOf(...kinds),
              from: BigInt(from),
              to: BigInt(to),
              threshold: BigInt(threshold),
            }) +
            (excess << 100n)
          )
        })
        const proposals = await founded.trials.of(
          packed.map((quotaPolicy) => founded.proposing(proposalOf({ quotaPolicies: [quotaPolicy] }))),
        )
        const opened = await circuit.answers(packed.map((quotaPolicy) => ({ quotaPolicy })))
        quotas.forEach(({ kinds, from, to, threshold, excess }, index) => {
          const quotaPolicy = packed[index]!
          // The number itself: whichever parts it was made of, it opens to its bits.
          const isPolicy = quotaPolicy < 2n ** 100n
          const part = (at: number, bits: number): bigint => (quotaPolicy >> BigInt(at)) & ((1n << BigInt(bits)) - 1n)
          same(
            [quotas[index]],
            [isPolicy ? [...bitsOf(part(0, 32), 32), part(32, 20), part(52, 20), part(72, 28)] : undefined],
            {
              circuit: [opened[index]],
            },
          )
          // A quota of nothing is asked for by nobody.
          same([quotas[index]], [isPolicy && quotaPolicy >> 72n !== 0n], { Assembly: ["values" in proposals[index]!] })

          const pack = (): bigint => packQuota(quotaTerms({ kinds, from, to, atLeast: threshold }))
          const isQuota =
            kinds.length > 0 &&
            kinds.every((kind) => kind < 32) &&
            from <= to &&
            to < DAYS &&
            threshold >= 1 &&
            threshold < 2 ** 28
          expect(refuses(InvalidInputError, pack)).to.equal(!isQuota)
          if (isQuota) expect(pack() + (excess << 100n)).to.equal(quotaPolicy)
          if (!isPolicy) refused++
        })
        return refused
      },
    })
  })

  it("of sheets are packed, opened and taken alike, by model, circuit and ledger", async () => {
    const circuit = await CircuitSide.fixture("sheet-policy")
    const { chain } = founded
    const [admin, attester] = await chain.ethers.getSigners()
    // No kind has a group yet, so that none is regrouped.
    const ledger = await deployLedger(chain, admin!, [attester!], { policy: (1n << 152n) + (1n << 128n) })

    await holdsFor({
      what: "sheet policy",
      sides: ["model", "circuit", "LaborLedger"],
      input: fc.record({
        groups: fc.array(fc.oneof({ weight: 12, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.nat(15) }), {
          minLength: KINDS,
          maxLength: KINDS,
        }),
        cap: small(2 ** 24),
        minimumRows: small(2 ** 7),
        excess: fc.oneof({ weight: 5, arbitrary: fc.constant(0n) }, { weight: 1, arbitrary: below(2n ** 90n) }),
      }),
      sample: 20,
      full: 2500,
      batch: 25,
      agree: async (policies) => {
        let refused = 0
        const packed = policies.map(({ groups, cap, minimumRows, excess }) => {
          return modelSheetPolicy({ groups, cap: BigInt(cap), minimumRows }) + (excess << 159n)
        })
        const opened = await circuit.answers(packed.map((sheetPolicy) => ({ sheetPolicy })))
        for (const [index, { groups, cap, minimumRows, excess }] of policies.entries()) {
          const parts = [
            ...groups.flatMap((group) => Array.from({ length: 8 }, (_, place) => (group === place + 1 ? 1n : 0n))),
            ...groups.map((group) => (group === CERTIFICATE ? 1n : 0n)),
            BigInt(cap),
            BigInt(minimumRows),
          ]
          same([policies[index]], [excess === 0n ? parts : undefined], { circuit: [opened[index]] })

          const isSet =
            excess === 0n &&
            cap >= 1 &&
            minimumRows >= 1 &&
            minimumRows <= 125 &&
            groups.every((group) => group <= CERTIFICATE)
          const set = await ledger.setSheetPolicy.staticCall(packed[index]).then(
            () => true,
            () => false,
          )
          same([policies[index]], [isSet], { LaborLedger: [set] })
          if (!isSet) refused++
        }
        return refused
      },
    })
  })

  it("of sheets are packed by the package as the model packs what it reads from the commune's kinds", async () => {
    await holdsFor({
      what: "sheet rules",
      sides: ["SDK", "model"],
      input: fc.record({
        kinds: fc.array(fc.nat(9), { minLength: 1, maxLength: KINDS, size: "max" }),
        cap: small(2 ** 25),
        minimumRows: small(2 ** 7 + 2),
      }),
      sample: 100,
      full: 5000,
      agree: (rules) => {
        let refused = 0
        for (const { kinds, cap, minimumRows } of rules) {
          // A group has its number by the first kind that names it.
          const seen: number[] = []
          const groups = kinds.map((of) => {
            if (of === CERTIFICATE) return CERTIFICATE
            const group = of % 8
            if (!seen.includes(group)) seen.push(group)
            return seen.indexOf(group) + 1
          })
          const named = Kinds.of(
            kinds.map((of, kind) =>
              of === CERTIFICATE
                ? { name: `kind ${kind}`, certificate: true }
                : { name: `kind ${kind}`, group: `group ${of % 8}` },
            ),
          )
          const pack = (): bigint => packSheetPolicy({ kinds: named, cap, minimumRows })
          const isRule = cap >= 1 && cap < 2 ** 24 && minimumRows >= 1 && minimumRows <= 125
          expect(refuses(InvalidInputError, pack)).to.equal(!isRule)
          if (isRule) expect(pack()).to.equal(modelSheetPolicy({ groups, cap: BigInt(cap), minimumRows }))
          else refused++
        }
        return refused
      },
    })
  })

  it("of any number of 256 bits are taken by the assembly, if they are quotas, and by the circuit alike", async () => {
    const circuit = await CircuitSide.fixture("quota-policy")
    await holdsFor({
      what: "numbers as quota policies",
      sides: ["circuit", "Assembly"],
      input: fc.oneof(word, below(2n ** 101n)),
      sample: 60,
      full: 6000,
      batch: 50,
      agree: async (numbers) => {
        const proposals = await founded.trials.of(
          numbers.map((quotaPolicy) => founded.proposing(proposalOf({ quotaPolicies: [quotaPolicy] }))),
        )
        const taken = numbers.map((number) => number < 2n ** 100n && number >> 72n !== 0n)
        same(numbers, taken, { Assembly: proposals.map((answer) => "values" in answer) })
        // The circuit sees a residue; what has a larger spelling never comes to it, since verifiers refuse it.
        const canonical = numbers.filter((number) => number < 2n ** 253n)
        same(
          canonical,
          canonical.map((number) => number < 2n ** 100n),
          {
            circuit: (await circuit.answers(canonical.map((quotaPolicy) => ({ quotaPolicy })))).map(
              (answer) => answer !== undefined,
            ),
          },
        )
        return taken.filter((is) => !is).length
      },
    })
  })
})
