import type { Member, Vault } from "../../../sdk/index.ts"
import type { Option } from "./people.ts"
import type { World } from "./world.ts"

const ENTRY = "ballots"

/** What a voter's program notes in the vault before it proves a ballot: its sequence, and what it says. */
export class BallotNotes {
  readonly #vault: Vault
  readonly #options: Map<bigint, Option>

  private constructor(vault: Vault, options: Map<bigint, Option>) {
    this.#vault = vault
    this.#options = options
  }

  static async of(world: World, member: Member): Promise<BallotNotes> {
    const { vault } = world.passbook(member)
    const kept = ((await vault.get(ENTRY)) ?? []) as [string, Option][]
    return new BallotNotes(vault, new Map(kept.map(([sequence, option]) => [BigInt(sequence), option])))
  }

  /** The largest sequence of all ballots; 0 when there is none. */
  get last(): bigint {
    return [...this.#options.keys()].at(-1) ?? 0n
  }

  optionOf(sequence: bigint): Option | undefined {
    return this.#options.get(sequence)
  }

  async add(sequence: bigint, option: Option): Promise<void> {
    this.#options.set(sequence, option)
    await this.#vault.set(
      ENTRY,
      [...this.#options].map(([number, each]) => [number.toString(), each]),
    )
  }
}
