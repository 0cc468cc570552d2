import type { Scenario } from "../scenario.ts"
import type { Paint } from "./paint.ts"
import { wrapped } from "./wrap.ts"

/** What every report begins with. */
export const WARNING =
  "INSECURE development keys. They come from public numbers, so that anyone can rebuild them, and anyone can forge proofs under them. " +
  "They are for trying Rochdale out: the contracts refuse every network but local ones and public test networks."

/** What a reader is told before anything happens. */
export function introduction({ title, about }: Scenario, paint: Paint, width: number): string {
  return [
    "",
    paint.bold(title),
    "",
    ...about.flatMap((text) => wrapped(text, width)),
    "",
    ...wrapped(WARNING, width).map(paint.warn),
    "",
  ].join("\n")
}
