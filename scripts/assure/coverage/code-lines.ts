import ts from "typescript"

/** A word or sign of a program, by its place: [start, end). */
export interface CodeToken {
  start: number
  end: number
  /** From 1. */
  line: number
}

/** Nothing of these runs, or it runs whenever the file is loaded. */
const NOT_RUN = new Set([
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.TypeParameter,
  ts.SyntaxKind.IndexSignature,
])

/**
 * The parts of a TypeScript source that run: neither comments, types and imports nor brackets, commas and the like, which
 * would fill lines that say nothing.
 */
export function codeTokens(source: string): CodeToken[] {
  const file = ts.createSourceFile("source.ts", source, ts.ScriptTarget.Latest, true)
  const tokens: CodeToken[] = []
  visit(file)
  return tokens

  function visit(node: ts.Node): void {
    if (NOT_RUN.has(node.kind) || ts.isTypeNode(node) || ts.isJSDoc(node) || isOnlyDeclared(node)) return
    const children = node.getChildren(file)
    if (children.length > 0) {
      children.forEach(visit)
      return
    }
    const start = node.getStart(file)
    if (/^\W*$/.test(source.slice(start, node.end)) && !ts.isStringLiteralLike(node)) return
    tokens.push({ start, end: node.end, line: file.getLineAndCharacterOfPosition(start).line + 1 })
  }
}

/** A signature without a body, a field without a value. */
function isOnlyDeclared(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node))
    return node.body === undefined
  return ts.isPropertyDeclaration(node) && node.initializer === undefined
}
