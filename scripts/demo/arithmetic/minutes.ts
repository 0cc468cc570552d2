/**
 * Minutes of hours as written in a labor sheet: 7.5, 6:09, "6,25", 20h. To the nearest minute, half a minute up.
 *
 * Other than the SDK it rounds a binary fraction, which serves as well: the products of such short decimals with 60 lie at halves or far from them.
 */
export function minutesOf(text: string): number {
  const [hours, minutes] = text.replace(/\s*h$/, "").split(":") as [string, string?]
  if (minutes !== undefined) return Number(hours) * 60 + Number(minutes)
  return Math.floor(Number((Number(hours.replace(",", ".")) * 60).toFixed(6)) + 0.5)
}
