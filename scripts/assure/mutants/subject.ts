/** What is mutated and by what it is judged. Paths are relative to the project. */
export interface Subject {
  /** Files of templates. */
  templates: readonly string[]
  /** Files with a main component. */
  carriers: readonly string[]
  /** Test files that load them. */
  tests: readonly string[]
}
