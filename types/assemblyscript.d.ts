// In place of the package's own types, which declare the global Array anew, with an `at` that is never undefined; see paths in tsconfig.json.
interface CompilerOptions {
  writeFile(name: string, contents: Uint8Array | string, folder: string): void
  stderr: { write(text: string | Uint8Array): void }
}

declare const asc: { main(args: string[], options: CompilerOptions): Promise<{ error: Error | null }> }
export default asc
