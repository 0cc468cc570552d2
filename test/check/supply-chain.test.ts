import { expect } from "chai"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

const read = (file: string): Promise<string> => readFile(join(ROOT, file), "utf8")

interface Locked {
  version: string
  integrity?: string
  link?: boolean
}

describe("what is installed from others", () => {
  it("is one version of each package, and never a range", async () => {
    const { dependencies, devDependencies } = JSON.parse(await read("package.json"))
    const versions = Object.entries({ ...dependencies, ...devDependencies })
    expect(versions.length).to.be.greaterThan(30)
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version as string))).to.deep.equal([])
  })

  it("has its hash in the lock, whatever platform it is for, and comes from the registry alone", async () => {
    const { packages } = JSON.parse(await read("package-lock.json")) as { packages: Record<string, Locked> }
    const { "": own, ...others } = packages
    expect(own).to.include({ version: JSON.parse(await read("package.json")).version })
    const unsure = Object.entries(others).filter(
      ([, { version, integrity, link }]) =>
        link === true || !/^\d+\.\d+\.\d+/.test(version) || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""),
    )
    expect(unsure.map(([place]) => place)).to.deep.equal([])
  })

  it("runs no script of its own while it is installed, and is what the lock says", async () => {
    expect(await read(".npmrc")).to.match(/^ignore-scripts=true$/m)
    const installs = [...(await read("run")).matchAll(/^\s*npm (?:ci|i|install)\b[^\n\\]*(?:\\\n[^\n]*)?/gm)].map(
      ([line]) => line.trim(),
    )
    expect(installs).to.have.length(2)
    expect(installs[0]).to.match(/--ignore-scripts.*"node@npm:\$package@\$version"/s)
    expect(installs[1]).to.match(/^npm ci --include=dev /)
  })
})
