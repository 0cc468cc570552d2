import { expect } from "chai"
import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types"
import { FIELD_ORDER } from "../../sdk/crypto/field.ts"
import { as, deployed, GENESIS_DAY, simulatedChain, type Chain } from "./chain.ts"
import { deployCommune, type Commune } from "./deploy.ts"
import { Random } from "./random.ts"
import { attributesOf, RollModel, type Entry } from "./roll-model.ts"

const DAY = GENESIS_DAY

describe("Commune", () => {
  let chain: Chain
  let commune: Commune
  let roll: RollModel
  let admin: HardhatEthersSigner
  let steward: HardhatEthersSigner
  const random = new Random(2)

  before(async () => {
    chain = await simulatedChain()
    const signers = await chain.ethers.getSigners()
    admin = signers[0]!
    steward = signers[1]!
  })

  async function found(): Promise<void> {
    commune = as(await deployCommune(chain, admin, steward), steward)
    roll = new RollModel()
  }

  function stranger(memberClass = random.below(16), admitted = DAY - random.below(4000)): Entry {
    return { commitment: random.element(), class: memberClass, admitted }
  }

  async function admit(entry: Entry): Promise<void> {
    await commune.admit(entry.commitment, attributesOf(entry))
    roll.places.push(entry)
  }

  async function admitMany(entries: Entry[]): Promise<void> {
    await commune.admitMany(entries.map((entry) => ({ commitment: entry.commitment, attributes: attributesOf(entry) })))
    roll.places.push(...entries)
  }

  async function change(entry: Entry, attributes: { class: number; admitted: number }): Promise<void> {
    const { commitment } = entry
    await commune.changeAttributes(commitment, attributesOf(entry), attributesOf(attributes), roll.siblings(commitment))
    roll.places[roll.indexOf(commitment)] = { commitment, ...attributes }
  }

  async function replace(entry: Entry, commitment: bigint): Promise<void> {
    await commune.replaceCommitment(entry.commitment, attributesOf(entry), commitment, roll.siblings(entry.commitment))
    const today = Math.floor((await chain.networkHelpers.time.latest()) / 86_400)
    roll.places[roll.indexOf(entry.commitment)] = { commitment, class: entry.class, admitted: today }
  }

  async function remove(entry: Entry): Promise<void> {
    await commune.remove(entry.commitment, attributesOf(entry), roll.siblings(entry.commitment))
    roll.places[roll.indexOf(entry.commitment)] = undefined
  }

  async function matches(): Promise<void> {
    expect(await commune.root(), `root of ${roll.places.length} places`).to.equal(roll.root)
    expect(await commune.size()).to.equal(BigInt(roll.places.length))
    const census = await Promise.all(roll.census.map((_, memberClass) => commune.membersOfClass(memberClass)))
    expect(census).to.deep.equal(roll.census)
  }

  describe("keeps a roll", () => {
    before(found)

    it("that starts empty", async () => {
      await matches()
      expect(await commune.isKnownRoot(0n)).to.equal(false)
      expect(await commune.electorate(0xffff)).to.equal(0n)
    })

    it("that is the same as one rebuilt from scratch after every one of 80 random operations", async () => {
      await found()
      await admitMany(Array.from({ length: 4 }, () => stranger()))
      for (let step = 0; step < 80; step++) {
        const kind = random.below(6)
        const entry = random.pick(roll.members)
        if (kind === 0) await admit(stranger())
        else if (kind <= 2) await admitMany(Array.from({ length: 1 + random.below(12) }, () => stranger()))
        else if (kind === 3) await change(entry, { class: random.below(16), admitted: entry.admitted - 1 })
        else if (kind === 4) await replace(entry, random.element())
        else if (roll.members.length > 1) await remove(entry)
        await matches()
      }
      expect(roll.places.length, "the roll crossed the edge of three levels").to.be.greaterThan(126)
      expect(roll.members.length, "members were removed").to.be.lessThan(roll.places.length)
      for (const [index, entry] of roll.places.entries()) {
        if (entry !== undefined) expect(await commune.indexOf(entry.commitment)).to.equal(BigInt(index))
      }
    })

    it("whose electorate is the members of a set of classes", async () => {
      for (const classes of [0, 1, 0b10, 0b1010_0110, 0xffff]) {
        const expected = roll.members.filter((entry) => (classes >> entry.class) & 1).length
        expect(await commune.electorate(classes)).to.equal(BigInt(expected))
      }
      await expect(commune.membersOfClass(16)).to.be.revertedWithCustomError(commune, "InvalidClass").withArgs(16n)
    })
  })

  describe("says what happened", () => {
    let first: Entry

    before(async () => {
      await found()
      first = stranger(3, DAY)
    })

    it("when members are admitted", async () => {
      await expect(commune.admit(first.commitment, attributesOf(first)))
        .to.emit(commune, "MemberAdmitted")
        .withArgs(0n, first.commitment, attributesOf(first))
      roll.places.push(first)
      const more = [stranger(), stranger()]
      const admissions = more.map((entry) => ({ commitment: entry.commitment, attributes: attributesOf(entry) }))
      expect(await commune.admitMany.staticCall(admissions)).to.equal(1n)
      const sent = commune.admitMany(admissions)
      for (const [place, entry] of more.entries()) {
        await expect(sent)
          .to.emit(commune, "MemberAdmitted")
          .withArgs(BigInt(1 + place), entry.commitment, attributesOf(entry))
      }
      roll.places.push(...more)
    })

    it("when attributes change", async () => {
      const changed = { ...first, class: 4 }
      await expect(
        commune.changeAttributes(
          first.commitment,
          attributesOf(first),
          attributesOf(changed),
          roll.siblings(first.commitment),
        ),
      )
        .to.emit(commune, "MemberChanged")
        .withArgs(0n, first.commitment, attributesOf(changed))
      roll.places[0] = changed
      first = changed
    })

    it("when a commitment is replaced: the class stays, the day of admission is today", async () => {
      const veteran = stranger(7, DAY - 1000)
      await admit(veteran)
      const commitment = random.element()
      const today = Math.floor(((await chain.networkHelpers.time.latest()) + 1) / 86_400)
      await expect(
        commune.replaceCommitment(
          veteran.commitment,
          attributesOf(veteran),
          commitment,
          roll.siblings(veteran.commitment),
        ),
      )
        .to.emit(commune, "MemberChanged")
        .withArgs(3n, commitment, attributesOf({ class: 7, admitted: today }))
      expect(await commune.isMember(veteran.commitment)).to.equal(false)
      expect(await commune.indexOf(commitment)).to.equal(3n)
      roll.places[3] = { commitment, class: 7, admitted: today }
      await matches()
    })

    it("when a member is removed", async () => {
      await expect(commune.remove(first.commitment, attributesOf(first), roll.siblings(first.commitment)))
        .to.emit(commune, "MemberRemoved")
        .withArgs(0n, first.commitment)
      roll.places[0] = undefined
      expect(await commune.isMember(first.commitment)).to.equal(false)
      await matches()
    })

    it("and lets a removed commitment in again at a new place", async () => {
      await admit(first)
      expect(await commune.indexOf(first.commitment)).to.equal(4n)
      await matches()
    })
  })

  describe("refuses", () => {
    let members: Entry[]

    before(async () => {
      await found()
      members = Array.from({ length: 7 }, () => stranger())
      await admitMany(members)
    })

    afterEach("the roll is as it was", matches)

    for (const [name, commitment] of [
      ["0", 0n],
      ["r", FIELD_ORDER],
      ["2^256 - 1", 2n ** 256n - 1n],
    ] as const) {
      it(`the commitment ${name}`, async () => {
        const attributes = attributesOf(stranger())
        for (const call of [
          () => commune.admit(commitment, attributes),
          () => commune.admitMany([{ commitment, attributes }]),
          () =>
            commune.replaceCommitment(
              members[0]!.commitment,
              attributesOf(members[0]!),
              commitment,
              roll.siblings(members[0]!.commitment),
            ),
        ]) {
          await expect(call()).to.be.revertedWithCustomError(commune, "InvalidCommitment").withArgs(commitment)
        }
      })
    }

    it("a commitment + r of a member", async () => {
      const commitment = members[0]!.commitment + FIELD_ORDER
      await expect(commune.admit(commitment, 0n)).to.be.revertedWithCustomError(commune, "InvalidCommitment")
    })

    it("a member twice", async () => {
      const { commitment } = members[2]!
      const attributes = attributesOf(stranger())
      for (const call of [
        () => commune.admit(commitment, attributes),
        () => commune.admitMany([{ commitment, attributes }]),
        () =>
          commune.replaceCommitment(
            members[0]!.commitment,
            attributesOf(members[0]!),
            commitment,
            roll.siblings(members[0]!.commitment),
          ),
        () => commune.replaceCommitment(commitment, attributesOf(members[2]!), commitment, roll.siblings(commitment)),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(commune, "AlreadyMember").withArgs(commitment, 2n)
      }
    })

    it("a member twice within one list, and takes nothing of the list", async () => {
      const [one, two] = [stranger(), stranger()]
      const admissions = [one, two, one].map((entry) => ({
        commitment: entry.commitment,
        attributes: attributesOf(entry),
      }))
      await expect(commune.admitMany(admissions))
        .to.be.revertedWithCustomError(commune, "AlreadyMember")
        .withArgs(one.commitment, 7n)
      expect(await commune.isMember(two.commitment)).to.equal(false)
    })

    it("an empty list", async () => {
      await expect(commune.admitMany([])).to.be.revertedWithCustomError(commune, "NoAdmissions")
    })

    for (const [name, attributes] of [
      ["a class of 16", 16n],
      ["a class of 255", 255n + 256n * BigInt(DAY)],
      ["a day of 2^20", 256n << 20n],
      ["attributes of r", FIELD_ORDER],
    ] as const) {
      it(name, async () => {
        const [first] = members
        for (const call of [
          () => commune.admit(random.element(), attributes),
          () =>
            commune.changeAttributes(
              first!.commitment,
              attributesOf(first!),
              attributes,
              roll.siblings(first!.commitment),
            ),
        ]) {
          await expect(call()).to.be.revertedWithCustomError(commune, "InvalidAttributes").withArgs(attributes)
        }
      })
    }

    it("a day of admission that is still to come, to the second", async () => {
      const today = Math.floor((await chain.networkHelpers.time.latest()) / 86_400)
      const midnight = (today + 1) * 86_400
      const [first] = members
      const tomorrow = attributesOf({ class: 1, admitted: today + 1 })
      await chain.networkHelpers.time.setNextBlockTimestamp(midnight - 2)
      await expect(commune.admit(random.element(), tomorrow))
        .to.be.revertedWithCustomError(commune, "AdmittedInFuture")
        .withArgs(today + 1, today)
      await chain.networkHelpers.time.setNextBlockTimestamp(midnight - 1)
      await expect(
        commune.changeAttributes(first!.commitment, attributesOf(first!), tomorrow, roll.siblings(first!.commitment)),
      ).to.be.revertedWithCustomError(commune, "AdmittedInFuture")
      await chain.networkHelpers.time.setNextBlockTimestamp(midnight)
      await admit({ commitment: random.element(), class: 1, admitted: today + 1 })
    })

    it("to change, replace or remove who is not on the roll", async () => {
      const { commitment } = stranger()
      for (const call of [
        () => commune.changeAttributes(commitment, 0n, 1n, []),
        () => commune.replaceCommitment(commitment, 0n, 1n, []),
        () => commune.remove(commitment, 0n, []),
        () => commune.indexOf(commitment),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(commune, "NotMember").withArgs(commitment)
      }
    })

    it("a change to the same attributes", async () => {
      const { commitment } = members[0]!
      const attributes = attributesOf(members[0]!)
      await expect(commune.changeAttributes(commitment, attributes, attributes, roll.siblings(commitment)))
        .to.be.revertedWithCustomError(commune, "AttributesUnchanged")
        .withArgs(commitment, attributes)
    })

    it("to take a member's attributes for others", async () => {
      const { commitment, ...is } = members[0]!
      const siblings = roll.siblings(commitment)
      const wrong = attributesOf({ ...is, class: (is.class + 1) % 16 })
      for (const call of [
        () => commune.changeAttributes(commitment, wrong, attributesOf({ class: 2, admitted: 1 }), siblings),
        () => commune.replaceCommitment(commitment, wrong, random.element(), siblings),
        () => commune.remove(commitment, wrong, siblings),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(commune, "WrongPath")
      }
    })

    it("attributes + r of a member, which hash to the same leaf but name another class", async () => {
      const { commitment, ...is } = members[0]!
      const siblings = roll.siblings(commitment)
      const alias = attributesOf(is) + FIELD_ORDER
      for (const call of [
        () => commune.changeAttributes(commitment, alias, attributesOf({ class: 2, admitted: 1 }), siblings),
        () => commune.replaceCommitment(commitment, alias, random.element(), siblings),
        () => commune.remove(commitment, alias, siblings),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(commune, "InvalidAttributes").withArgs(alias)
      }
    })

    it("wrong, stale, missing and foreign siblings", async () => {
      const { commitment } = members[0]!
      const attributes = attributesOf(members[0]!)
      const right = roll.siblings(commitment)
      const stale = right
      await change(members[1]!, { class: 5, admitted: 5 })
      members[1] = roll.places[1]!
      const fresh = roll.siblings(commitment)
      for (const siblings of [stale, fresh.with(1, fresh[1]!.with(2, 5n)), roll.siblings(members[5]!.commitment)]) {
        await expect(commune.remove(commitment, attributes, siblings)).to.be.revertedWithCustomError(
          commune,
          "WrongPath",
        )
      }
      await expect(commune.remove(commitment, attributes, fresh.slice(0, 1)))
        .to.be.revertedWithCustomError(commune, "WrongPathLength")
        .withArgs(1n, 2n)
    })
  })

  describe("on the roots before a change", () => {
    let members: Entry[]

    beforeEach(async () => {
      await found()
      members = [stranger(), stranger(), stranger()]
      await admitMany(members)
    })

    /** Whether the root before an operation is still known after it. */
    async function survives(operation: () => Promise<unknown>): Promise<unknown> {
      const before = roll.root
      expect(await commune.isKnownRoot(before)).to.equal(true)
      await operation()
      expect(await commune.isKnownRoot(roll.root)).to.equal(true)
      return commune.isKnownRoot(before)
    }

    it("keeps them for the window after admissions and changes of attributes", async () => {
      expect(await survives(() => admit(stranger()))).to.equal(true)
      expect(await survives(() => change(members[0]!, { class: 1, admitted: 1 }))).to.equal(true)
    })

    it("ends them when a member is removed or replaced", async () => {
      expect(await survives(() => remove(members[0]!))).to.equal(false)
      expect(await survives(() => replace(members[1]!, random.element()))).to.equal(false)
    })

    it("ends those of the same block too", async () => {
      const { provider } = chain
      await provider.request({ method: "evm_setAutomine", params: [false] })
      const late = stranger()
      await admit(late)
      const between = roll.root
      await remove(members[2]!)
      await provider.request({ method: "evm_mine", params: [] })
      await provider.request({ method: "evm_setAutomine", params: [true] })
      await matches()
      expect(await commune.isKnownRoot(between)).to.equal(false)
    })

    it("keeps them when the admin has said so, and ends them when a steward says so", async () => {
      await expect(as(commune, admin).setEndRootsOnRemoval(false))
        .to.emit(commune, "EndRootsOnRemovalSet")
        .withArgs(false)
      expect(await commune.endRootsOnRemoval()).to.equal(false)
      expect(await survives(() => remove(members[0]!))).to.equal(true)
      expect(await survives(() => replace(members[1]!, random.element()))).to.equal(true)
      expect(await survives(() => commune.endSupersededRoots())).to.equal(true)
      const earlier = roll.root
      await admit(stranger())
      await expect(commune.endSupersededRoots()).to.emit(commune, "SupersededRootsEnded").withArgs(2n)
      expect(await commune.isKnownRoot(earlier)).to.equal(false)
    })
  })

  it("fits into the size that chains allow", async () => {
    await found()
    const code = await chain.ethers.provider.getCode(await commune.getAddress())
    expect((code.length - 2) / 2).to.be.lessThan(24_576)
  })

  it("cannot be founded without an admin", async () => {
    await found()
    const libraries = { PoseidonT3: await deployed(chain, "PoseidonT3") }
    await expect(
      chain.ethers.deployContract("Commune", [chain.ethers.ZeroAddress, 0, 600], { libraries }),
    ).to.be.revertedWithCustomError(commune, "AccessControlInvalidDefaultAdmin")
  })
})
