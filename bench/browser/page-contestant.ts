import { chromium, type Browser, type Page } from "playwright-core"
import { findChromium } from "../../test/browser/chromium.ts"
import { peakMemory } from "../memory.ts"

const LIMIT = 120_000

/** A contestant in a page of a headless Chromium of its own. */
export class PageContestant implements AsyncDisposable {
  readonly #browser: Browser
  readonly #page: Page

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser
    this.#page = page
  }

  /** Starts a browser with an empty page. @param threads how many cores its pages see */
  static async start(threads: number): Promise<PageContestant> {
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"],
    })
    const page = await browser.newPage()
    page.setDefaultTimeout(LIMIT)
    await page.addInitScript((count) => {
      Object.defineProperty(navigator, "hardwareConcurrency", { value: count })
    }, threads)
    return new PageContestant(browser, page)
  }

  /** Opens the contestant's page and waits until it is ready. */
  async open(address: string): Promise<void> {
    await this.#page.goto(address)
    await this.#page.waitForFunction(() => "actions" in globalThis)
  }

  /** Has it do something. */
  ask(action: string): Promise<unknown> {
    return this.#page.evaluate(
      (name) => (globalThis as unknown as { actions: Record<string, () => Promise<unknown>> }).actions[name]!(),
      action,
    )
  }

  async measure(action: string): Promise<number> {
    return (await this.ask(action)) as number
  }

  /** Of the page's process. */
  async peakMemory(): Promise<number | undefined> {
    const session = await this.#browser.newBrowserCDPSession()
    const { processInfo } = await session.send("SystemInfo.getProcessInfo")
    const peaks = await Promise.all(
      processInfo.filter(({ type }) => type === "renderer").map(({ id }) => peakMemory(id)),
    )
    const known = peaks.filter((peak) => peak !== undefined)
    return known.length === 0 ? undefined : Math.max(...known)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close()
  }
}
