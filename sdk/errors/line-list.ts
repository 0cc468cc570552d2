/** Numbers of lines for people, those in a row drawn together: "lines 3, 7-9, 12". @param lines in their order */
export function lineList(lines: readonly number[]): string {
  const runs: [first: number, last: number][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (run !== undefined && line <= run[1] + 1) run[1] = line
    else runs.push([line, line])
  }
  const shown = runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
  return `${lines.length === 1 ? "line" : "lines"} ${shown.join(", ")}`
}
