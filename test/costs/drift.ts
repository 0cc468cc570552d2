/**
 * What is not as the snapshot says, one line each.
 *
 * @param committed the snapshot's numbers by name
 * @param measured  those of now
 */
export function drift(
  committed: Readonly<Record<string, number>>,
  measured: Readonly<Record<string, number>>,
): string[] {
  const names = [...new Set([...Object.keys(committed), ...Object.keys(measured)])]
  return names
    .filter((name) => committed[name] !== measured[name])
    .map((name) => `  ${name}: ${change(committed[name], measured[name])}`)
}

function change(committed: number | undefined, measured: number | undefined): string {
  if (committed === undefined) return `${measured} now, and not in the snapshot`
  if (measured === undefined) return `${committed} in the snapshot, and not measured any more`
  const percent = ((measured / committed - 1) * 100).toFixed(1)
  return `${committed} in the snapshot, ${measured} now (${measured > committed ? "+" : ""}${percent} %)`
}
