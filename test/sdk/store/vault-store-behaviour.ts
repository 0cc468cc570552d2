import { expect } from "chai"
import { StoreError, type VaultStore } from "../../../sdk/index.ts"
import { refused } from "../refused.ts"

const [guard, a, b, c] = ["0", "a", "b", "c"].map((digit) => digit.repeat(64)) as [string, string, string, string]
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)

/** What a vault's store must do wherever it is kept. `open` gives another, empty one each time. */
export function behavesAsVaultStore(open: () => Promise<VaultStore>): void {
  it("gives back what was written, and nothing where nothing is", async () => {
    const store = await open()
    expect(await store.read([])).to.deep.equal([])
    expect(await store.read([a, b])).to.deep.equal([undefined, undefined])
    const changes = [
      { id: a, value: bytes(1, 2) },
      { id: b, value: bytes() },
    ]
    expect(await store.replace({ guard: { id: guard, expected: undefined, value: bytes(9) }, changes })).to.equal(true)
    expect(await store.read([b, c, a, guard, a])).to.deep.equal([
      bytes(),
      undefined,
      bytes(1, 2),
      bytes(9),
      bytes(1, 2),
    ])
  })

  it("replaces and takes away", async () => {
    const store = await open()
    await write(store, undefined, 1, { id: a, value: bytes(1) }, { id: b, value: bytes(1) })
    const changes = [
      { id: a, value: bytes(2) },
      { id: b, value: undefined },
      { id: c, value: undefined },
    ]
    expect(await write(store, 1, 2, ...changes)).to.equal(true)
    expect(await store.read([guard, a, b, c])).to.deep.equal([bytes(2), bytes(2), undefined, undefined])
  })

  it("writes nothing unless the guard is as expected", async () => {
    const store = await open()
    expect(await write(store, 1, 2, { id: a, value: bytes(1) })).to.equal(false)
    expect(await store.read([guard, a])).to.deep.equal([undefined, undefined])
    await write(store, undefined, 1, { id: a, value: bytes(1) })
    for (const expected of [undefined, 2]) {
      expect(await write(store, expected, 3, { id: a, value: bytes(7) }, { id: b, value: bytes(7) })).to.equal(false)
      expect(await write(store, expected, 3, { id: a, value: undefined })).to.equal(false)
    }
    expect(await store.read([guard, a, b])).to.deep.equal([bytes(1), bytes(1), undefined])
  })

  it("lets exactly one of many through who expect the same", async () => {
    const store = await open()
    for (const [turn, expected] of [undefined, 100].entries()) {
      const won = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const value = 100 * turn + index + 1
          return (await write(store, expected, value, { id: a, value: bytes(value) })) ? [value] : []
        }),
      )
      expect(won.flat().length).to.equal(1)
      expect(await store.read([guard, a])).to.deep.equal([bytes(...won.flat()), bytes(...won.flat())])
      await write(store, won.flat()[0], 100)
    }
  })

  it("holds a megabyte", async () => {
    const store = await open()
    const large = crypto.getRandomValues(new Uint8Array(65536))
    const value = Uint8Array.from({ length: 2 ** 20 + 40 }, (_, index) => large[index % 65536]!)
    await write(store, undefined, 1, { id: a, value })
    const [found] = await store.read([a])
    expect(Buffer.from(found!).equals(Buffer.from(value))).to.equal(true)
  })

  it("does not change when the caller changes the bytes later", async () => {
    const store = await open()
    const value = bytes(1)
    await write(store, undefined, 1, { id: a, value })
    value[0] = 9
    const [found] = await store.read([a])
    expect(found).to.deep.equal(bytes(1))
    found![0] = 9
    expect(await store.read([a])).to.deep.equal([bytes(1)])
  })
}

/** What a vault's store in a database must do beside. `open` gives the same place each time, with what is in it. */
export function behavesAsSharedVaultStore(open: () => Promise<VaultStore & { close(): Promise<void> }>): void {
  it("remembers across openings, and several share it", async () => {
    const several = await Promise.all(Array.from({ length: 4 }, open))
    expect(await write(several[0]!, undefined, 1, { id: a, value: bytes(5) })).to.equal(true)
    const won = await Promise.all(several.map((store, index) => write(store, 1, 2 + index)))
    expect(won.filter(Boolean).length).to.equal(1)
    await Promise.all(several.map((store) => store.close()))
    const again = await open()
    expect(await again.read([a])).to.deep.equal([bytes(5)])
    await again.close()
  })

  it("says so when it was closed", async () => {
    const store = await open()
    await store.close()
    await refused(() => store.read([a]), StoreError, "read")
    await refused(() => write(store, undefined, 1), StoreError, "write")
  })
}

function write(
  store: VaultStore,
  expected: number | undefined,
  value: number,
  ...changes: { id: string; value: Uint8Array | undefined }[]
): Promise<boolean> {
  const before = expected === undefined ? undefined : bytes(expected)
  return store.replace({ guard: { id: guard, expected: before, value: bytes(value) }, changes })
}
