import type { Node, Program } from "../ast.ts"
import type { Rule } from "../finding.ts"

export const loops: Rule = {
  name: "loops",
  about: "loops that run as often as storage says",
  findings: (program) =>
    program
      .all(["ForStatement", "WhileStatement", "DoWhileStatement"])
      .filter((loop) => isNode(loop["condition"]) && readsStorage(program, loop["condition"]))
      .map((loop) => ({ where: program.place(loop), what: "a loop over storage" })),
}

/** In the condition itself, or where a variable in it was given its value. */
function readsStorage(program: Program, expression: Node, depth = 0): boolean {
  return program.all(["Identifier", "MemberAccess", "IndexAccess"], [expression]).some((node) => {
    if (node.nodeType !== "Identifier") return typeOf(node).includes(" storage ")
    if (typeOf(node).includes(" storage ")) return true
    const declared = program.declaration(node["referencedDeclaration"])
    if (declared?.nodeType !== "VariableDeclaration") return false
    if (declared["stateVariable"] === true) return declared["mutability"] === "mutable"
    const statement = program.parent(declared)
    const value = statement?.nodeType === "VariableDeclarationStatement" ? statement["initialValue"] : undefined
    return depth < 3 && isNode(value) && readsStorage(program, value, depth + 1)
  })
}

function typeOf(node: Node): string {
  return `${(node["typeDescriptions"] as { typeString?: string } | undefined)?.typeString ?? ""} `
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null
}
