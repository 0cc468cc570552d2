import type { Circuit, Overrides, Witness } from "./circuit.ts"

/**
 * All signals of some components (or arrays) as another witness has them. A forger of points computes them honestly from inputs of
 * his own, slopes and all, and sets them where they suit him.
 */
export function graft(circuit: Circuit, donor: Witness, ...components: string[]): Overrides {
  const names = circuit.symbols.names.filter((name) => {
    return components.some(
      (component) =>
        name === component || ([".", "["].includes(name.slice(component.length)[0]!) && name.startsWith(component)),
    )
  })
  return Object.fromEntries(names.map((name) => [name, circuit.value(donor, name)]))
}
