import type { Node, Program } from "../ast.ts"
import type { Rule } from "../finding.ts"

export const signals: Rule = {
  name: "signals",
  about: "public signals that come from whoever calls, and not from storage, immutables, the chain or the sender",
  findings: (program) => [
    ...program.all(["Assignment"]).flatMap((assignment) =>
      pairs(assignment)
        .filter(([left]) => isSignal(left))
        .flatMap(([, right]) => fromCaller(program, right))
        .map((what) => ({ where: program.place(assignment), what })),
    ),
    ...program
      .all(["FunctionCall"])
      .filter((call) => asksVerifier(call) && !isByName(program, (call["arguments"] as Node[]).at(-1)!))
      .map((call) => ({ where: program.place(call), what: "signals by another name" })),
  ],
}

function asksVerifier(call: Node): boolean {
  const called = call["expression"] as Node
  return called.nodeType === "MemberAccess" && ["verify", "verifyBatch"].includes(String(called["memberName"]))
}

/** This rule knows signals by their name: what is handed to a verifier has it, or comes from a function whose result has it. */
function isByName(program: Program, given: Node): boolean {
  if (given.nodeType !== "FunctionCall") return given.name === "signals"
  const made = program.declaration((given["expression"] as Node)["referencedDeclaration"])
  const results = (made?.["returnParameters"] as Node | undefined)?.["parameters"] as Node[] | undefined
  return results?.length === 1 && results[0]!.name === "signals"
}

/** Each left side with its right side; a call that gives several values stands for all of its own. */
function pairs(assignment: Node): [left: Node, right: Node][] {
  const [left, right] = [assignment["leftHandSide"], assignment["rightHandSide"]] as [Node, Node]
  if (left.nodeType !== "TupleExpression") return [[left, right]]
  const targets = left["components"] as Node[]
  const values = right.nodeType === "TupleExpression" ? (right["components"] as Node[]) : targets.map(() => right)
  return targets.map((target, place) => [target, values[place]!])
}

function isSignal(left: Node): boolean {
  const base = left["baseExpression"] as Node | undefined
  return left.nodeType === "IndexAccess" && base?.name === "signals"
}

/** What of an expression is the caller's: parameters in calldata, and values that an external function was given. */
function fromCaller(program: Program, expression: Node, depth = 0): string[] {
  const names = program.all(["Identifier"], [expression]).flatMap((node) => {
    const declared = program.declaration(node["referencedDeclaration"])
    if (declared?.nodeType !== "VariableDeclaration" || declared["stateVariable"] === true || depth > 6) return []
    if (declared["storageLocation"] === "storage") return []
    if (declared["storageLocation"] === "calldata") return [described(program, node)]
    const holder = program.parent(declared)
    if (holder?.nodeType !== "ParameterList") return fromStatement(program, declared, depth)
    const definition = program.functionOf(declared)!
    if (definition["returnParameters"] === holder) return []
    const isOutside = definition["visibility"] === "external" || definition["visibility"] === "public"
    // Our contracts alone call a library, with arguments that are looked at there.
    const isLibrary = program.parent(definition)?.["contractKind"] === "library"
    const given = argumentsFor(program, definition, declared)
    // A public function may be called from inside as well.
    return [
      ...(isOutside && !isLibrary ? [node.name!] : []),
      ...given.flatMap((argument) => fromCaller(program, argument, depth + 1)),
    ]
  })
  return [...new Set(names)]
}

/** Where a local variable got its value. */
function fromStatement(program: Program, declared: Node, depth: number): string[] {
  const statement = program.parent(declared)
  if (statement?.nodeType !== "VariableDeclarationStatement") return []
  const declarations = statement["declarations"] as (Node | null)[]
  const value = statement["initialValue"] as Node | null
  if (value === null) return []
  const own =
    value.nodeType === "TupleExpression" ? (value["components"] as Node[])[declarations.indexOf(declared)]! : value
  return fromCaller(program, own, depth + 1)
}

function argumentsFor(program: Program, definition: Node, parameter: Node): Node[] {
  const place = ((definition["parameters"] as Node)["parameters"] as Node[]).indexOf(parameter)
  return program.all(["FunctionCall"]).flatMap((call): Node[] => {
    const called = call["expression"] as Node
    if (called["referencedDeclaration"] !== definition.id) return []
    const given = call["arguments"] as Node[]
    const isMethod = given.length === ((definition["parameters"] as Node)["parameters"] as Node[]).length - 1
    // Of a function that is used as a method the first argument stands before the dot.
    const all = isMethod ? [called["expression"] as Node, ...given] : given
    return [all[place]!]
  })
}

/** The parameter, with the member of it that is taken. */
function described(program: Program, node: Node): string {
  let [text, at] = [node.name!, program.parent(node)]
  for (; at?.nodeType === "MemberAccess" || at?.nodeType === "IndexAccess"; at = program.parent(at))
    if (at.nodeType === "MemberAccess") text += `.${String(at["memberName"])}`
  return text
}
