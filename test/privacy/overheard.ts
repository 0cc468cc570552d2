import { spawn } from "node:child_process"
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT } from "../../scripts/paths.ts"

/** What a program did, as far as anybody could see it from outside, and what it drew at random. */
export interface Overheard {
  code: number | null
  stdout: string
  stderr: string
  /** All that it gave to files, sockets and pipes, with the files' names; then all files that it left. */
  written: Buffer
  /** Each drawing from the platform's random generator, in all threads. */
  draws: Buffer[]
}

/** A folder in which programs run whose every word is written down. */
export class Ear {
  /** For files that the program is told to write: they are looked through as well. */
  readonly outputs: string
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
    this.outputs = join(folder, "outputs")
  }

  static async open(): Promise<Ear> {
    const ear = new Ear(await mkdtemp(join(tmpdir(), "rochdale-ear-")))
    for (const name of ["outputs", "temporary", "home"]) await mkdir(join(ear.#folder, name))
    return ear
  }

  /** Runs a script of the project. What it puts into temporary folders and into the home folder is looked through too. */
  async run(script: string, args: readonly string[]): Promise<Overheard> {
    const notes = await mkdtemp(join(this.#folder, "notes-"))
    const child = spawn(
      process.execPath,
      ["--import", join(import.meta.dirname, "eavesdrop.ts"), join(ROOT, script), ...args],
      {
        cwd: ROOT,
        env: {
          PATH: process.env["PATH"],
          TMPDIR: join(this.#folder, "temporary"),
          HOME: join(this.#folder, "home"),
          ROCHDALE_EAVESDROP: notes,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    )
    let [stdout, stderr] = ["", ""]
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text))
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text))
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject)
      child.once("close", resolve)
    })
    const files = await contents(
      join(this.#folder, "outputs"),
      join(this.#folder, "temporary"),
      join(this.#folder, "home"),
    )
    const written = Buffer.concat([
      ...(await lines(notes, "writes")),
      ...files,
      Buffer.from(stdout),
      Buffer.from(stderr),
    ])
    return { code, stdout, stderr, written, draws: await lines(notes, "draws") }
  }

  close(): Promise<void> {
    return rm(this.#folder, { recursive: true })
  }
}

async function lines(folder: string, kind: string): Promise<Buffer[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(kind))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "latin1")))
  return texts
    .flatMap((text) => text.split("\n").filter((line) => line !== ""))
    .map((line) => Buffer.from(line, "base64"))
}

/** All files in these folders and below, each with its name. */
async function contents(...folders: string[]): Promise<Buffer[]> {
  const found: Buffer[] = []
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      found.push(Buffer.from(`${entry.name}\n`))
      if (entry.isFile()) found.push(await readFile(join(entry.parentPath, entry.name)))
    }
  }
  return found
}
