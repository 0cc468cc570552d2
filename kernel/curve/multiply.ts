import { temporary } from "../memory"
import { Affine } from "./affine"
import { Extended } from "./extended"

const PRODUCT: usize = temporary(4)

/** The point times a scalar, a plain number of 32 bytes. */
export function multiply<F>(to: Affine<F>, point: Affine<F>, scalar: usize): void {
  const product = changetype<Extended<F>>(PRODUCT)
  product.infinity()
  for (let bit: i32 = 255; bit >= 0; bit--) {
    product.double()
    if ((load<u8>(scalar + (bit >> 3)) >> (bit & 7)) & 1) product.addAffine(point)
  }
  product.toAffine(to)
}

/** The sum of two points. */
export function add<F>(to: Affine<F>, first: Affine<F>, second: Affine<F>): void {
  const sum = changetype<Extended<F>>(PRODUCT)
  sum.fromAffine(first)
  sum.addAffine(second)
  sum.toAffine(to)
}
