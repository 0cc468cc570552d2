import type { Node } from "../ast.ts"
import type { Rule } from "../finding.ts"

export const guarded: Rule = {
  name: "guarded",
  about: "functions that change something and ask for no role",
  findings: (program) =>
    program
      .all(["ContractDefinition"])
      .filter((contract) => contract["contractKind"] === "contract")
      .flatMap((contract) => program.all(["FunctionDefinition"], [contract]))
      .filter((definition) => definition["kind"] === "function" && changes(definition) && !asksForRole(definition))
      .map((definition) => ({ where: program.place(definition), what: "asks for no role" })),
}

function changes(definition: Node): boolean {
  const isOutside = definition["visibility"] === "external" || definition["visibility"] === "public"
  return isOutside && definition["stateMutability"] !== "view" && definition["stateMutability"] !== "pure"
}

function asksForRole(definition: Node): boolean {
  return (definition["modifiers"] as Node[]).some((modifier) => (modifier["modifierName"] as Node).name === "onlyRole")
}
