import { join } from "node:path"
import { build } from "esbuild"

/** What the package's exports name. */
const ENTRIES = ["index.js", "store/sqlite.js", "store/postgres.js"]

/**
 * Puts the package's modules together into few files, in its folder `node`: Node takes longer to find and read two hundred than a proof takes.
 * Programs for browsers are bundled by who makes them, and leave out more when they see each module.
 *
 * @param folder of the compiled package
 */
export async function bundleForNode(folder: string): Promise<void> {
  await build({
    entryPoints: Object.fromEntries(ENTRIES.map((entry) => [entry.replace(/^.*\/|\.js$/g, ""), join(folder, entry)])),
    outdir: join(folder, "node"),
    bundle: true,
    // A class is the same one in whatever entry it comes from.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  })
}
