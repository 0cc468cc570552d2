import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser"
import { ROOT } from "../paths.ts"

/**
 * The floors of sdk/, from the ground up. A folder or file imports from lower floors and from its own folder only;
 * those on one floor do not know each other.
 */
const FLOORS: readonly (readonly string[])[] = [
  ["errors", "parameters.ts"],
  ["errors.ts"],
  ["day.ts"],
  ["crypto"],
  ["kernel"],
  ["tree", "member"],
  ["roll", "labor", "ballot", "scope.ts", "policy.ts"],
  ["proof", "delivery"],
  ["nullifiers", "vault"],
  ["store"],
  ["chain"],
  ["index.ts"],
]

/**
 * What is wrong with who imports whom: upwards or sideways between floors, in a circle, something that the package would not
 * bring along, or something that does not exist in a browser.
 *
 * @param folders what to look at, relative to `root`
 * @param root    the project; another one in tests
 */
export async function floorProblems(folders: readonly string[], root: string = ROOT): Promise<string[]> {
  const result = await cruise([...folders], {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: [...floorRules(), ...PACKAGE_RULES, NO_CIRCLE] },
    moduleSystems: ["es6"],
    // Type-only imports count as well: a floor that knows a higher one's types knows the floor.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  })
  const { modules, summary } = result.output as ICruiseResult
  const homeless = modules
    .filter(({ source }) => source.startsWith("sdk/") && !FLOORS.flat().some((name) => isIn(source, name)))
    .map(({ source }) => `${source}: is on no floor; add it to FLOORS in scripts/check/floors.ts`)
  const broken = summary.violations.map(({ rule, from, to, cycle }) => {
    const path = cycle === undefined ? to : cycle.map(({ name }) => name).join(" → ")
    return `${from} → ${path}: ${rule.name}`
  })
  return [...homeless, ...broken]
}

const NO_CIRCLE: IForbiddenRuleType = {
  name: "imports in a circle",
  from: {},
  to: { circular: true },
}

const PACKAGE_RULES: IForbiddenRuleType[] = [
  {
    name: "the package would not bring this along: it is not one of its dependencies",
    from: { path: "^sdk/" },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
  },
  {
    name: "a module of Node's, which browsers do not have: import it where it is used, with `await import()`",
    from: { path: "^sdk/", pathNot: "^sdk/nullifiers/sqlite\\.ts$" },
    to: { dependencyTypes: ["core"], dynamic: false },
  },
  {
    name: "it takes long to load, and not everybody needs it: import it where it is used, with `await import()`",
    from: { path: "^sdk/" },
    to: {
      path: "node_modules/(ethers|snarkjs|libsodium-wrappers)/",
      dynamic: false,
      dependencyTypesNot: ["type-only"],
    },
  },
  {
    name: "SQLite has an entry of its own, so that the main one runs in browsers",
    from: { path: "^sdk/index\\.ts$" },
    to: { path: "^sdk/nullifiers/sqlite\\.ts$", reachable: true },
  },
  {
    name: "databases have entries of their own, so that the main one runs in browsers",
    from: { path: "^sdk/index\\.ts$" },
    to: { path: "^sdk/store/", reachable: true },
  },
]

function floorRules(): IForbiddenRuleType[] {
  return FLOORS.flatMap((floor, level) =>
    floor.map((name) => ({
      name: `sdk/${name} imports only lower floors`,
      from: { path: pattern([name]) },
      to: {
        path: "^(sdk|scripts|test|bench|artifacts)/",
        pathNot: pattern([...FLOORS.slice(0, level).flat(), name]),
      },
    })),
  )
}

function pattern(names: readonly string[]): string {
  return `^sdk/(${names.map((name) => (name.endsWith(".ts") ? `${name.replace(".", "\\.")}$` : `${name}/`)).join("|")})`
}

function isIn(source: string, name: string): boolean {
  return new RegExp(pattern([name])).test(source)
}
