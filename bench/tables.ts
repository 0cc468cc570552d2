import type { Comparison, Growth, Unit } from "./report.ts"
import { median, textTable } from "./table.ts"

/** A comparison as a table: each contestant's median and its share of the reference's. */
export function comparisonTable({ title, unit, reference, measured }: Comparison): string {
  const base = measured.find(({ name }) => name === reference)
  const rows = measured.map(({ name, values }) => [
    name,
    amount(median(values), unit),
    amount(Math.min(...values), unit),
    amount(Math.max(...values), unit),
    share(values, base?.values),
  ])
  return `${title}\n\n${textTable(["", "median", "least", "most", `of ${reference}`], rows)}`
}

/** A growth as a table: a row for each size, each contestant's median and its share of the reference's at that size. */
export function growthTable({ title, of, unit, reference, curves }: Growth): string {
  const sizes = [...new Set(curves.flatMap(({ points }) => points.map(({ size }) => size)))].sort((a, b) => a - b)
  const at = (name: string, size: number): number[] | undefined =>
    curves.find((curve) => curve.name === name)?.points.find((point) => point.size === size)?.values
  const others = curves.map(({ name }) => name).filter((name) => name !== reference)
  const rows = sizes.map((size) => {
    const base = at(reference, size)
    const cells = others.flatMap((name) => {
      const values = at(name, size)
      return [values === undefined ? "" : amount(median(values), unit), values === undefined ? "" : share(values, base)]
    })
    return [size.toLocaleString("en"), base === undefined ? "" : amount(median(base), unit), ...cells]
  })
  return `${title}\n\n${textTable([of, reference, ...others.flatMap((name) => [name, "ratio"])], rows)}`
}

function amount(value: number, unit: Unit): string {
  if (unit === "gas") return Math.round(value).toLocaleString("en")
  // Three digits that mean something.
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${unit}`
}

function share(values: readonly number[], base: readonly number[] | undefined): string {
  return base === undefined ? "" : (median(values) / median(base)).toFixed(2)
}
