import { execFile } from "node:child_process"
import { access } from "node:fs/promises"
import { promisify } from "node:util"
import { chromium, type BrowserContext } from "playwright-core"

const run = promisify(execFile)
const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** Path of a Chromium, from CHROMIUM or the usual places; on a Debian machine of one's own (root) it is installed when missing. */
export async function findChromium(): Promise<string> {
  const asked = process.env["CHROMIUM"]
  if (asked !== undefined) return asked
  const found = await firstThatExists()
  if (found !== undefined) return found
  if (process.getuid?.() === 0) {
    await run("apt-get", ["update", "-qq"])
    await run("apt-get", ["install", "-y", "-qq", "chromium"], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    })
    const installed = await firstThatExists()
    if (installed !== undefined) return installed
  }
  throw new Error(
    "The browser tests need Chromium: install it (apt-get install chromium) or name one in the variable CHROMIUM.",
  )
}

/** Starts one that asks for nothing by itself. @param profile folder in which it keeps what it keeps */
export async function launchChromium(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
}

async function firstThatExists(): Promise<string | undefined> {
  for (const place of PLACES) {
    try {
      await access(place)
      return place
    } catch {
      // The next one, then.
    }
  }
  return undefined
}
