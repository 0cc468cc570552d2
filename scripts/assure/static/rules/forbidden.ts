import type { Node } from "../ast.ts"
import type { Rule } from "../finding.ts"

// Nothing decided may depend on what a block's maker chooses, and nothing foreign may run in our storage or take our ether.
const MEMBERS = new Map([
  ["tx", ["origin", "gasprice"]],
  ["block", ["prevrandao", "difficulty", "number", "coinbase", "basefee", "gaslimit"]],
])
const FUNCTIONS = ["blockhash", "blobhash", "selfdestruct", "suicide"]
const ON_ADDRESSES = ["delegatecall", "callcode", "call", "send", "transfer"]
const YUL = [
  "delegatecall",
  "callcode",
  "call",
  "create",
  "create2",
  "selfdestruct",
  "sstore",
  "tstore",
  "origin",
  "prevrandao",
]

export const forbidden: Rule = {
  name: "forbidden",
  about: "tx.origin, randomness from blocks, foreign code in our storage, plain calls, storage written by assembly",
  findings: (program) =>
    [
      ...program
        .all(["MemberAccess"])
        .filter(isForbiddenMember)
        .map((node) => found(node, String(node["memberName"]))),
      ...program
        .all(["Identifier"])
        .filter(({ name }) => FUNCTIONS.includes(name ?? ""))
        .map((node) => found(node, node.name!)),
      ...program
        .all(["YulFunctionCall"])
        .map((node) => ({ node, name: (node["functionName"] as Node).name ?? "" }))
        .filter(({ name }) => YUL.includes(name))
        .map(({ node, name }) => found(node, `${name} in assembly`)),
    ].map(({ node, what }) => ({ where: program.place(node), what })),
}

function found(node: Node, what: string): { node: Node; what: string } {
  return { node, what }
}

function isForbiddenMember(node: Node): boolean {
  const of = node["expression"] as Node
  const member = String(node["memberName"])
  if (MEMBERS.get(of.name ?? "")?.includes(member) === true) return true
  const type = (of["typeDescriptions"] as { typeString?: string } | undefined)?.typeString ?? ""
  return type.startsWith("address") && ON_ADDRESSES.includes(member)
}
