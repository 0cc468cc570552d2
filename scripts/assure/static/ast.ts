import { existsSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { join } from "node:path"
import { ROOT } from "../../paths.ts"

/** A node of the compiler's syntax tree: its documented JSON, of which each rule knows what it needs. */
export interface Node {
  id: number
  nodeType: string
  name?: string
  [field: string]: unknown
}

/** Our contracts as the compiler understands them. */
export class Program {
  readonly units: readonly Node[]
  readonly #byId = new Map<number, Node>()
  readonly #parents = new Map<Node, Node>()

  constructor(units: readonly Node[]) {
    this.units = units
    const enter = (node: Node): void => {
      this.#byId.set(node.id, node)
      for (const child of childrenOf(node)) {
        this.#parents.set(child, node)
        enter(child)
      }
    }
    units.forEach(enter)
  }

  /** The declaration that a name refers to; nothing for what the language brings. */
  declaration(id: unknown): Node | undefined {
    return this.#byId.get(id as number)
  }

  /** All nodes of these types, in any of the units or below one node. */
  all(types: readonly string[], within: readonly Node[] = this.units): Node[] {
    return within.flatMap((node) => [
      ...(types.includes(node.nodeType) ? [node] : []),
      ...this.all(types, childrenOf(node)),
    ])
  }

  parent(node: Node): Node | undefined {
    return this.#parents.get(node)
  }

  /** "Contract.function" that a node is in. */
  place(node: Node): string {
    const names: string[] = []
    for (let at: Node | undefined = node; at; at = this.parent(at))
      if (at.nodeType === "FunctionDefinition" || at.nodeType === "ContractDefinition")
        names.unshift(at.name === "" || at.name === undefined ? String(at["kind"]) : at.name)
    return names.join(".")
  }

  /** The function that a node is in. */
  functionOf(node: Node): Node | undefined {
    let at: Node | undefined = node
    while (at !== undefined && at.nodeType !== "FunctionDefinition") at = this.parent(at)
    return at
  }
}

export function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode))
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "nodeType" in value
}

/** Reads the contracts of the project, without the generated verifiers. */
export async function readContracts(): Promise<Record<string, string>> {
  const sources: Record<string, string> = {}
  for (const folder of ["contracts", "contracts/interfaces"])
    for (const file of await readdir(join(ROOT, folder)))
      if (file.endsWith(".sol")) sources[`${folder}/${file}`] = await readFile(join(ROOT, folder, file), "utf8")
  return sources
}

/**
 * The syntax trees of these sources; of what they import the declarations are known, and not looked at.
 *
 * @param sources by path in the project
 * @throws Error with the compiler's messages
 */
export async function parse(sources: Readonly<Record<string, string>>): Promise<Program> {
  const output = await compile({
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([path, content]) => [path, { content }])),
    settings: { evmVersion: "cancun", outputSelection: { "*": { "": ["ast"] } } },
  })
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error")
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"))
  return new Program(Object.keys(sources).map((path) => output.sources[path]!.ast))
}

/** What the compiler answers. */
export interface CompilerOutput {
  errors?: {
    severity: string
    errorCode: string
    message: string
    formattedMessage: string
    sourceLocation?: { start: number; end: number }
  }[]
  sources: Record<string, { ast: Node }>
}

/** Asks the compiler that the contracts are compiled with; imports come from the project and its packages. */
export async function compile(input: unknown): Promise<CompilerOutput> {
  const { readFileSync } = await import("node:fs")
  const solc = createRequire(import.meta.url)("solc") as {
    compile: (
      input: string,
      callbacks: { import: (path: string) => { contents: string } | { error: string } },
    ) => string
  }
  const find = (path: string) => {
    const found = [join(ROOT, path), join(ROOT, "node_modules", path)].find(existsSync)
    return found === undefined ? { error: `${path} is not there` } : { contents: readFileSync(found, "utf8") }
  }
  return JSON.parse(solc.compile(JSON.stringify(input), { import: find })) as CompilerOutput
}
