import type { ContractTransactionResponse } from "ethers"
import { generatorTimes, pointTimes, type Point } from "../../sdk/crypto/baby-jubjub.ts"
import { as } from "./chain.ts"
import { Scene, terms, type PollTerms, type SecretTerms } from "./assembly-scene.ts"
import { ballotInput, encryptBallot, pointsOf, sumOf, type BallotForm, type OpenBallot } from "./ballot-witness.ts"
import { deployAssembly, type Assembly } from "./deploy.ts"
import { NO_PROOF } from "./ledger-scene.ts"
import { prove, type SolidityProof } from "./prover.ts"
import { CommitteeScene, standInDealVerifiers } from "./trustees-scene.ts"
import { nullifierOf, type Person } from "./witness.ts"
import type { QuotaProof } from "./assembly-scene.ts"
import type { RollModel } from "./roll-model.ts"

type Sent = Promise<ContractTransactionResponse>

/** What the contract takes for a ballot. */
export interface SecretBallot {
  sequence: number
  ciphertexts: bigint[]
}

/** What `castBallot` takes. */
export type CastCall = [
  pollId: bigint,
  nullifier: bigint,
  ballot: SecretBallot,
  proof: SolidityProof,
  quotas: QuotaProof[],
]

/** What `replaceBallot` takes. */
export type ReplaceCall = [
  pollId: bigint,
  nullifier: bigint,
  ballot: SecretBallot,
  previous: SecretBallot,
  proof: SolidityProof,
]

/** What `castBallots` takes of each ballot. */
export interface SecretVote {
  nullifier: bigint
  ballot: SecretBallot
  previous: SecretBallot
  proof: SolidityProof
  quotaProofs: QuotaProof[]
}

/** A ballot as one of many; of a voter's first there is no previous one. */
export function secretVote(
  [, nullifier, ballot, proof, quotaProofs]: CastCall,
  previous: SecretBallot = { sequence: 0, ciphertexts: [] },
): SecretVote {
  return { nullifier, ballot, previous, proof, quotaProofs }
}

/** What `decrypt` takes. */
export type DecryptCall = [pollId: bigint, trustee: number, parts: Point[], proofs: SolidityProof[]]

/** Terms of a choice of one option by secret ballot, with 3 ballots at least. */
export function secretTerms(changes: Partial<SecretTerms> = {}): SecretTerms {
  return {
    committee: 1n,
    ciphertexts: 1,
    maxScore: 1,
    minTotal: 1,
    maxTotal: 1,
    quadratic: false,
    minimumElectorate: 5,
    minimumTurnout: 3,
    decryptionPeriod: 3 * 86_400,
    ...changes,
  }
}

/** Which proofs are true; where one is not, the contract's verifier is a stand-in that takes anything. */
export interface Proved {
  ballots: boolean
  decryption: boolean
}

/** How one ballot differs from the usual. */
export interface BallotChoices {
  pollId?: bigint
  sequence?: number
  /** Of the randomness; another for each ballot that is to look different. */
  seed?: number
  roll?: RollModel
  key?: Point
  ballotRule?: bigint
  scope?: bigint
  quotas?: QuotaProof[]
}

/** An assembly with a committee of trustees, 3 of 5, that has its key. */
export class SecretScene {
  readonly scene: Scene
  readonly committee: CommitteeScene
  readonly assembly: Assembly
  readonly #proved: Proved
  /** Poll by poll the ballots that count, by nullifier. */
  #counted = new Map<bigint, Map<bigint, bigint[]>>()

  private constructor(scene: Scene, committee: CommitteeScene, assembly: Assembly, proved: Proved) {
    this.scene = scene
    this.committee = committee
    this.assembly = assembly
    this.#proved = proved
  }

  static async open(
    proved: Proved,
    { chainId, size = 5, threshold = 3 }: { chainId?: number; size?: number; threshold?: number } = {},
  ): Promise<SecretScene> {
    const scene = await Scene.open(chainId, { dealVerifiers: standInDealVerifiers, proved })
    const committee = await CommitteeScene.ready(scene.chain, scene.trustees, { size, threshold })
    return new SecretScene(scene, committee, scene.assembly, proved)
  }

  /** The same commune and committee with another assembly. */
  async neighbour(): Promise<SecretScene> {
    const { chain, admin, keeper, commune, ledger, trustees } = this.scene
    const parts = { commune: as(commune, admin), ledger, trustees: as(trustees, admin), proved: this.#proved }
    const assembly = as(await deployAssembly(chain, admin, keeper, parts), keeper)
    return new SecretScene(this.scene, this.committee, assembly, this.#proved)
  }

  get key(): Point {
    return generatorTimes(this.committee.secret)
  }

  async remember(): Promise<() => Promise<void>> {
    const restore = await this.scene.remember()
    const counted = new Map([...this.#counted].map(([pollId, ballots]) => [pollId, new Map(ballots)]))
    return async () => {
      await restore()
      this.#counted = counted
    }
  }

  async propose(changes: Partial<PollTerms> = {}, secret: Partial<SecretTerms> = {}): Promise<bigint> {
    const proposal = terms({ ...changes, secret: secretTerms(secret) })
    await this.assembly.propose(proposal)
    return (await this.assembly.pollCount()) as bigint
  }

  /** Proposes a secret poll and opens it. */
  async convene(changes: Partial<PollTerms> = {}, secret: Partial<SecretTerms> = {}): Promise<bigint> {
    const pollId = await this.propose(changes, secret)
    await this.assembly.open(pollId)
    return pollId
  }

  async form(pollId: bigint): Promise<BallotForm> {
    const { options, secret } = (await this.assembly.poll(pollId)).terms as {
      options: bigint
      secret: Record<keyof SecretTerms, bigint>
    }
    const { ciphertexts, maxScore, minTotal, maxTotal } = secret
    return {
      options: Number(options),
      ciphertexts: Number(ciphertexts),
      maxScore: Number(maxScore),
      minTotal: Number(minTotal),
      maxTotal: Number(maxTotal),
      quadratic: Boolean(secret.quadratic),
    }
  }

  /** A ballot, and what proves it. */
  async open(
    voter: Person,
    scores: readonly number[],
    { pollId = 1n, sequence = 1, seed = 1000 * Number(pollId) + Number(voter.secret), ...other }: BallotChoices = {},
  ): Promise<{ call: CastCall; opened: OpenBallot }> {
    const poll = (await this.assembly.poll(pollId)) as { policy: bigint; ballotRule: bigint }
    const statement = {
      scope: other.scope ?? ((await this.assembly.scopeOf(pollId)) as bigint),
      policy: poll.policy,
      key: other.key ?? this.key,
      ballotRule: other.ballotRule ?? poll.ballotRule,
      sequence,
    }
    const form = await this.form(pollId)
    const opened = encryptBallot(form, scores, statement.key, seed)
    const input = () => ballotInput(voter, other.roll ?? this.scene.roll, statement, opened)
    const circuit = form.ciphertexts === 1 ? "ballot-4" : "ballot-12"
    const proof = this.#proved.ballots ? (await prove(circuit, input())).proof : NO_PROOF
    const nullifier = nullifierOf(voter.secret, statement.scope)
    const ballot = { sequence, ciphertexts: opened.ciphertexts }
    return { call: [pollId, nullifier, ballot, proof, other.quotas ?? []], opened }
  }

  async ballot(voter: Person, scores: readonly number[], choices: BallotChoices = {}): Promise<CastCall> {
    return (await this.open(voter, scores, choices)).call
  }

  /** Casts a ballot that is to be counted. */
  async send(call: CastCall): Promise<void> {
    await this.assembly.castBallot(...call)
    this.#ballots(call[0]).set(call[1], call[2].ciphertexts)
  }

  /** Puts a ballot in the place of another. */
  async replace(call: ReplaceCall): Promise<void> {
    await this.assembly.replaceBallot(...call)
    this.#ballots(call[0]).set(call[1], call[2].ciphertexts)
  }

  /** Casts ballots that are to be counted, all at once. */
  async sendMany(votes: readonly SecretVote[], pollId = 1n): Promise<ContractTransactionResponse> {
    const sent = (await this.assembly.castBallots(pollId, votes)) as ContractTransactionResponse
    for (const { nullifier, ballot } of votes) this.#ballots(pollId).set(nullifier, ballot.ciphertexts)
    return sent
  }

  /** Casts the ballots of the first voters. */
  async cast(scores: readonly (readonly number[])[], pollId = 1n): Promise<void> {
    for (const [place, given] of scores.entries())
      await this.send(await this.ballot(this.scene.voters[place]!, given, { pollId }))
  }

  /** The sum of the ballots that count, added up here. */
  sum(pollId = 1n, ciphertexts = 1): bigint[] {
    return sumOf([...this.#ballots(pollId).values()], ciphertexts)
  }

  /** Lets the period of a poll pass and closes it. */
  async close(pollId = 1n): Promise<void> {
    const { closesAt } = (await this.assembly.poll(pollId)) as { closesAt: bigint }
    await this.scene.chain.networkHelpers.time.setNextBlockTimestamp(closesAt)
    await as(this.assembly, this.scene.outsider).close(pollId)
  }

  /** What a trustee sends of the decryption. */
  async decryption(
    trustee: number,
    { pollId = 1n, share = this.committee.share(trustee), sum }: DecryptionChoices = {},
  ): Promise<DecryptCall> {
    const points = pointsOf(sum ?? [...((await this.assembly.sum(pollId)) as bigint[])])
    const firsts = points.filter((_, place) => place % 2 === 0)
    const proofs: SolidityProof[] = []
    for (const point of firsts)
      proofs.push(this.#proved.decryption ? (await prove("decrypt", { share, point })).proof : NO_PROOF)
    return [pollId, trustee, firsts.map((point) => pointTimes(share, point)), proofs]
  }

  async decrypt(trustees: readonly number[], pollId = 1n): Promise<void> {
    for (const trustee of trustees)
      await as(this.assembly, this.scene.outsider).decrypt(...(await this.decryption(trustee, { pollId })))
  }

  announce(trustees: readonly number[], totals: readonly (number | bigint)[], pollId = 1n): Sent {
    return as(this.assembly, this.scene.outsider).announce(pollId, trustees, totals) as Sent
  }

  async state(pollId = 1n): Promise<bigint> {
    return (await this.assembly.poll(pollId)).state as bigint
  }

  #ballots(pollId: bigint): Map<bigint, bigint[]> {
    let found = this.#counted.get(pollId)
    if (found === undefined) {
      found = new Map()
      this.#counted.set(pollId, found)
    }
    return found
  }
}

/** How a partial decryption differs from the usual. */
export interface DecryptionChoices {
  pollId?: bigint
  share?: bigint
  sum?: bigint[]
}
