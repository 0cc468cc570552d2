import js from "@eslint/js"
import { defineConfig, globalIgnores } from "eslint/config"
import tseslint from "typescript-eslint"

// Rules about values of type any. ethers gives such values for contract calls, snarkjs and circom2 have hardly any types:
// the files that talk to them name the types at that border.
const UNTYPED_BORDER = {
  "@typescript-eslint/no-unsafe-argument": "off",
  "@typescript-eslint/no-unsafe-assignment": "off",
  "@typescript-eslint/no-unsafe-call": "off",
  "@typescript-eslint/no-unsafe-member-access": "off",
  "@typescript-eslint/no-unsafe-return": "off",
}

export default defineConfig(
  // kernel/ is AssemblyScript: its compiler is the one that knows its types.
  globalIgnores(["build/", "dist/", "coverage/", "artifacts/", "kernel/", ".cache/", ".toolchain/"]),
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: "error",
      "no-console": "off",
      // Type-only imports vanish at run time; a value import that only serves types would not.
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/consistent-type-exports": "error",
      // Numbers read the same in a message as in code.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // `() => f()` where nothing is returned reads as well as with braces.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      // `as bigint` says what an indexed value is taken for; `!` does not.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // `async` without `await` keeps the promise of an interface and turns a throw into a rejection.
      "@typescript-eslint/require-await": "off",
      // ethers declares its contracts in a way that this rule takes for foreign objects.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
    },
  },
  {
    files: ["sdk/**/*.ts"],
    rules: {
      // The package does not write to its user's console.
      "no-console": "error",
      // What a caller of the package sees has its type written down.
      "@typescript-eslint/explicit-module-boundary-types": "error",
    },
  },
  {
    files: ["sdk/chain/**/*.ts"],
    rules: UNTYPED_BORDER,
  },
  {
    files: ["scripts/**/*.ts", "test/**/*.ts", "bench/**/*.ts"],
    rules: {
      ...UNTYPED_BORDER,
      // Where it is wrong, the script stops and the test fails.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // chai's assertions are properties: expect(x).to.be.true
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  {
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", URL: "readonly" },
    },
  },
)
