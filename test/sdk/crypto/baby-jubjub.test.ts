import { expect } from "chai"
import fc from "fast-check"
import {
  GENERATOR,
  generatorTimes,
  IDENTITY,
  isIdentity,
  negated,
  pointSum,
  pointTimes,
  requireKeyPoint,
  requireSubgroupPoint,
  samePoint,
  SUBGROUP_ORDER,
  type Point,
} from "../../../sdk/crypto/baby-jubjub.ts"
import { randomScalar, reduce } from "../../../sdk/crypto/random.ts"
import { InvalidPointError } from "../../../sdk/index.ts"
import { loadVectors } from "../../vectors/load.ts"
import { withRandomBytes } from "../random-bytes.ts"
import { refused } from "../refused.ts"

const { products, sums, notKeys } = loadVectors("point")
const scalar = fc.bigInt({ min: 0n, max: SUBGROUP_ORDER - 1n })

describe("Baby Jubjub", () => {
  it("agrees with the golden vectors", () => {
    expect(GENERATOR).to.deep.equal(products.find((product) => product.scalar === 1n)?.point)
    for (const { scalar, point } of products) {
      expect(generatorTimes(scalar)).to.deep.equal(point)
      expect(pointTimes(scalar, GENERATOR)).to.deep.equal(point)
    }
    for (const { first, second, sum } of sums) expect(pointSum(first, second)).to.deep.equal(sum)
  })

  it("adds as EIP-2494 says", () => {
    const first: Point = [
      17777552123799933955779906779655732241715742912184938656739573121738514868268n,
      2626589144620713026669568689430873010625803728049924121243784502389097019475n,
    ]
    const second: Point = [
      16540640123574156134436876038791482806971768689494387082833631921987005038935n,
      20819045374670962167435360035096875258406992893633759881276124905556507972311n,
    ]
    expect(pointSum(first, second)).to.deep.equal([
      7916061937171219682591368294088513039687205273691143098332585753343424131937n,
      14035240266687799601661095864649209771790948434046947201833777492504781204499n,
    ])
  })

  it("takes any integer as a scalar, by its residue", () => {
    for (const multiple of [0n, SUBGROUP_ORDER, -SUBGROUP_ORDER, 5n * SUBGROUP_ORDER]) {
      expect(generatorTimes(multiple)).to.deep.equal(IDENTITY)
      expect(pointTimes(multiple, generatorTimes(5n))).to.deep.equal(IDENTITY)
      expect(generatorTimes(3n + multiple)).to.deep.equal(generatorTimes(3n))
    }
    expect(generatorTimes(-1n)).to.deep.equal(negated(GENERATOR))
    expect(pointTimes(7n, IDENTITY)).to.deep.equal(IDENTITY)
    expect(pointSum()).to.deep.equal(IDENTITY)
    expect(negated(IDENTITY)).to.deep.equal(IDENTITY)
  })

  it("is a group", () => {
    fc.assert(
      fc.property(scalar, scalar, (a, b) => {
        const [first, second] = [generatorTimes(a), generatorTimes(b)]
        expect(pointSum(first, second)).to.deep.equal(generatorTimes(a + b))
        expect(pointSum(first, negated(second))).to.deep.equal(generatorTimes(a - b))
        expect(pointTimes(a, second)).to.deep.equal(generatorTimes(a * b))
      }),
      { numRuns: 20, examples: [[0n, 0n] as [bigint, bigint], [1n, SUBGROUP_ORDER - 1n], [5n, 5n]] },
    )
  })

  it("tells points apart", () => {
    expect(isIdentity(IDENTITY)).to.equal(true)
    expect(isIdentity(GENERATOR)).to.equal(false)
    expect(isIdentity([0n, 2n])).to.equal(false)
    expect(isIdentity([1n, 1n])).to.equal(false)
    expect(samePoint(GENERATOR, [...GENERATOR])).to.equal(true)
    expect(samePoint(GENERATOR, negated(GENERATOR))).to.equal(false)
    expect(samePoint(GENERATOR, [GENERATOR[0], 1n])).to.equal(false)
  })
})

describe("a key that somebody gave", () => {
  it("is taken if it is a point of the subgroup", () => {
    for (const { point } of products.filter((product) => product.scalar !== 0n)) {
      requireKeyPoint(point, "key")
      requireSubgroupPoint(point, "point")
    }
    requireSubgroupPoint(IDENTITY, "point")
  })

  for (const { why, point, onCurve } of notKeys) {
    it(`is refused: ${why}`, async () => {
      const rule = why.includes("canonical")
        ? "canonical field element"
        : onCurve === 0n
          ? "on the curve"
          : why === "identity"
            ? "not the identity"
            : "in the subgroup of order l"
      const error = await refused(() => requireKeyPoint(point, "key"), InvalidPointError, "key", rule)
      expect(error.details["point"]).to.deep.equal(point.map(String))
      if (why !== "identity")
        await refused(() => requireSubgroupPoint(point, "point"), InvalidPointError, "point", rule)
    })
  }

  it("is refused if it is no pair of integers", async () => {
    const [x, y] = GENERATOR
    const others: unknown[] = [
      undefined,
      null,
      "identity",
      {},
      [],
      [x],
      [x, y, 1n],
      [String(x), String(y)],
      [0, 1],
      [-x, y],
    ]
    for (const other of others) {
      await refused(() => requireKeyPoint(other as Point, "key"), InvalidPointError, "canonical field element")
    }
  })
})

describe("a random scalar", () => {
  it("is uniform to within 2^-250: 64 bytes of the platform's, mod l", () => {
    const asked = withRandomBytes(
      () => 255,
      () => expect(randomScalar()).to.equal((2n ** 512n - 1n) % SUBGROUP_ORDER),
    )
    expect(asked).to.deep.equal([64])
    expect(reduce(Uint8Array.of(1, 2), 100n)).to.equal(58n)
  })

  it("is another one each time", () => {
    const scalars = Array.from({ length: 50 }, randomScalar)
    expect(new Set(scalars).size).to.equal(50)
    expect(scalars.every((value) => value > 0n && value < SUBGROUP_ORDER)).to.equal(true)
  })
})
