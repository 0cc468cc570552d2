import { isFieldElement } from "../../../sdk/crypto/field.ts"
import type { AuditEvent } from "../log/decode.ts"
import { demand } from "../log/finding.ts"
import { LeanNodes } from "./lean-nodes.ts"

/** The ledger of labor from its events: which roots were good, and when. */
export class LedgerReplay {
  readonly #nodes = new LeanNodes()
  /** Roots of posted sheets by id. */
  readonly #posted = new Map<bigint, bigint>()
  /** When a root was superseded; those that were ended are not in it. */
  #superseded = new Map<bigint, number>()
  #window = 0
  /** The last event, if it struck a sheet: a correction takes its place in the same transaction. */
  #struck: { index: number; transaction: string } | undefined
  #root = 0n
  /** How many events there were. */
  events = 0

  /** @throws Finding */
  take(event: AuditEvent): void {
    this.events++
    const struck = this.#struck
    this.#struck = undefined
    const { args, name } = event
    if (name === "RootWindowSet") this.#window = Number(args.getValue("window"))
    else if (name === "SupersededRootsEnded") this.#superseded = new Map()
    else if (name === "SheetPosted")
      this.#posted.set(args.getValue("sheetId") as bigint, args.getValue("sheetRoot") as bigint)
    else if (name === "SheetStruck") this.#strike(event)
    else this.#accept(event, struck)
  }

  /** Whether a proof against this root was acceptable at that time, after all events so far. */
  knew(root: bigint, timestamp: number): boolean {
    if (root === 0n) return false
    if (root === this.#root) return true
    const at = this.#superseded.get(root)
    return at !== undefined && timestamp - at < this.#window
  }

  #accept(event: AuditEvent, struck: { index: number; transaction: string } | undefined): void {
    const { args } = event
    const index = Number(args.getValue("index"))
    const sheetRoot = args.getValue("sheetRoot") as bigint
    const posted = this.#posted.get(args.getValue("sheetId") as bigint)
    demand(posted === sheetRoot, event, "the ledger took a sheet that was not posted as such")
    demand(
      sheetRoot !== 0n && isFieldElement(sheetRoot),
      event,
      "the ledger took a sheet whose root is no field element or 0",
    )
    if (struck?.index === index && struck.transaction === event.place.transaction) {
      // What stood between the two events never was the root.
      this.#nodes.set(index, sheetRoot)
      this.#root = this.#nodes.root
      return
    }
    const places = this.#nodes.size
    demand(
      index === places,
      event,
      `a sheet was accepted at place ${index} of the ledger, but the log has ${places} sheets before: events of the ledger are missing`,
    )
    if (this.#root !== 0n) this.#superseded.set(this.#root, event.timestamp)
    this.#nodes.set(index, sheetRoot)
    this.#root = this.#nodes.root
  }

  // The root before it is ended with all earlier ones.
  #strike(event: AuditEvent): void {
    const index = Number(event.args.getValue("index"))
    const there = (this.#nodes.leaf(index) ?? 0n) !== 0n
    demand(there, event, `a sheet was struck from place ${index} of the ledger, where none is`)
    this.#superseded = new Map()
    this.#nodes.set(index, 0n)
    this.#root = this.#nodes.root
    this.#struck = { index, transaction: event.place.transaction }
  }
}
