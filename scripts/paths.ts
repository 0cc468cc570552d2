import { fileURLToPath } from "node:url"
import { join } from "node:path"

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url))

/** Committed circuits: wasm, zkey, verification key and manifest. */
export const ARTIFACTS = join(ROOT, "artifacts")

/** What a build makes and git ignores. */
export const BUILD = join(ROOT, "build")

/** What takes long to make and is kept between runs; git ignores it. */
export const CACHE = process.env["ROCHDALE_CACHE"] ?? join(ROOT, ".cache")
