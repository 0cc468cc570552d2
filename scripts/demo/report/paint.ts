import { styleText } from "node:util"

/** Makes text bold, and so on, where the stream shows that: a terminal, without NO_COLOR. */
export interface Paint {
  bold: (text: string) => string
  dim: (text: string) => string
  warn: (text: string) => string
  good: (text: string) => string
}

export function paintFor(stream: NodeJS.WriteStream): Paint {
  // With a stream it looks at NO_COLOR, FORCE_COLOR and whether there is a terminal.
  const paint = (format: "bold" | "dim" | "yellow" | "green") => (text: string) => styleText(format, text, { stream })
  return {
    bold: paint("bold"),
    dim: paint("dim"),
    warn: paint("yellow"),
    good: paint("green"),
  }
}
