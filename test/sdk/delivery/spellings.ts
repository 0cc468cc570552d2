import { inspect } from "node:util"

/** How secret bytes would look if something showed them: their first ones as hex, in JSON, in a list, and as Node prints them. */
export function spellings(secret: Uint8Array): string[] {
  const rows = inspect(Uint8Array.from(secret)).split("\n").slice(1, 3)
  return [
    Buffer.from(secret).toString("hex").slice(0, 16),
    Buffer.from(secret).toString("base64").slice(0, 16),
    JSON.stringify(secret).slice(0, 32),
    secret.slice(0, 4).join(", "),
    secret.slice(0, 4).join(","),
    ...rows.map((row) => row.trim()),
  ]
}
