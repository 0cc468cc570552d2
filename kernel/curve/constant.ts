import { temporary } from "../memory"
import { Fq } from "../field/fq"
import { Fq2 } from "../field/fq2"

const SUM = changetype<Fq>(temporary())
const ONE = changetype<Fq>(temporary())

/** Whether a tight element is the constant b of y^2 = x^3 + b: 3 over the base field, 3 / (9 + u) over its extension. */
export function isCurveConstant<F>(element: F): bool {
  if (offsetof<F>() === offsetof<Fq>()) return isThree(changetype<Fq>(element))
  // (9 + u) * b = 3, part by part.
  const b = changetype<Fq2>(element)
  nineTimes(b.real)
  SUM.reducedDifference(SUM, b.imaginary)
  if (!isThree(SUM)) return false
  nineTimes(b.imaginary)
  SUM.sum(SUM, b.real)
  return SUM.isZero()
}

function isThree(element: Fq): bool {
  ONE.one()
  SUM.reducedDifferences(element, ONE, ONE)
  SUM.reducedDifference(SUM, ONE)
  return SUM.isZero()
}

/** Nine times a tight element into SUM, tight. */
function nineTimes(element: Fq): void {
  SUM.sum(element, element)
  SUM.sum(SUM, SUM)
  SUM.reduced(SUM)
  SUM.sum(SUM, SUM)
  SUM.sum(SUM, element)
  SUM.reduced(SUM)
}
