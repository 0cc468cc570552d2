import { isFieldElement } from "../../../sdk/crypto/field.ts"
import { memberLeafHash } from "../../../sdk/crypto/poseidon.ts"
import type { AuditEvent } from "../log/decode.ts"
import { demand } from "../log/finding.ts"
import { LeanNodes } from "./lean-nodes.ts"

const CLASSES = 16n
/** class + 2^8 * day, with a class of 4 bits and a day of 20. */
const ATTRIBUTES_LIMIT = 1n << 28n

interface Entry {
  commitment: bigint
  attributes: bigint
}

/** The roll of the commune, from its events. */
export class RollReplay {
  readonly #entries: (Entry | undefined)[] = []
  readonly #commitments = new Set<bigint>()
  readonly #nodes = new LeanNodes()
  /** How many events there were. */
  events = 0

  /** @throws Finding */
  take(event: AuditEvent): void {
    this.events++
    const index = Number(event.args.getValue("index"))
    const commitment = event.args.getValue("commitment") as bigint
    if (event.name === "MemberRemoved") this.#remove(index, commitment, event)
    else {
      const attributes = event.args.getValue("attributes") as bigint
      if (event.name === "MemberAdmitted") this.#admit(index, { commitment, attributes }, event)
      else this.#change(index, { commitment, attributes }, event)
    }
  }

  get root(): bigint {
    return this.#nodes.root
  }

  get members(): number {
    return this.#commitments.size
  }

  /** Members of a set of classes. */
  electorate(classes: bigint): number {
    return this.#entries.filter((entry) => entry !== undefined && (classes >> classOf(entry.attributes)) % 2n === 1n)
      .length
  }

  #admit(index: number, entry: Entry, event: AuditEvent): void {
    const places = this.#entries.length
    demand(
      index === places,
      event,
      `a member was admitted at place ${index} of the roll, but the log has ${places} members before: events of the commune are missing`,
    )
    this.#requireNew(entry.commitment, event)
    this.#put(index, entry, event)
  }

  #change(index: number, entry: Entry, event: AuditEvent): void {
    const before = this.#entries[index]
    demand(before !== undefined, event, `a member changed at place ${index} of the roll, where none is`)
    if (before.commitment !== entry.commitment) {
      this.#requireNew(entry.commitment, event)
      this.#commitments.delete(before.commitment)
      const sameClass = classOf(before.attributes) === classOf(entry.attributes)
      demand(sameClass, event, "a member's key was replaced, and the class changed with it")
    }
    this.#put(index, entry, event)
  }

  #remove(index: number, commitment: bigint, event: AuditEvent): void {
    const there = this.#entries[index]?.commitment === commitment
    demand(there, event, `a member was removed from place ${index} of the roll, where another one or none is`)
    this.#entries[index] = undefined
    this.#commitments.delete(commitment)
    this.#nodes.set(index, 0n)
  }

  #requireNew(commitment: bigint, event: AuditEvent): void {
    const good = commitment !== 0n && isFieldElement(commitment)
    demand(good, event, `the roll took a commitment that is no field element or 0: ${commitment}`)
    demand(!this.#commitments.has(commitment), event, `the roll took a commitment twice: ${commitment}`)
  }

  #put(index: number, entry: Entry, event: AuditEvent): void {
    const { commitment, attributes } = entry
    const good = attributes < ATTRIBUTES_LIMIT && classOf(attributes) < CLASSES
    demand(good, event, `the roll took attributes that are none: ${attributes}`)
    const day = Math.floor(event.timestamp / 86_400)
    demand(Number(attributes >> 8n) <= day, event, "the roll took a day of admission that was still to come")
    this.#entries[index] = entry
    this.#commitments.add(commitment)
    this.#nodes.set(index, memberLeafHash(commitment, attributes))
  }
}

function classOf(attributes: bigint): bigint {
  return attributes & 0xffn
}
