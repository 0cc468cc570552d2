import { temporary } from "../memory"
import { isCurveConstant } from "./constant"

const LEFT: usize = temporary()
const RIGHT: usize = temporary()

/** How many bytes a point of the curve over F takes. */
export function affineSize<F>(): usize {
  return 2 * offsetof<F>()
}

/** A point by its coordinates, both tight; the point at infinity is blank. */
@unmanaged
export class Affine<F> {
  get x(): F {
    return changetype<F>(changetype<usize>(this))
  }

  get y(): F {
    return changetype<F>(changetype<usize>(this) + offsetof<F>())
  }

  // No point of these curves has y = 0 (their orders are odd), so that a blank y says it all.
  isInfinity(): bool {
    return this.y.isBlank()
  }

  infinity(): void {
    this.x.blank()
    this.y.blank()
  }

  copy(point: Affine<F>): void {
    this.x.copy(point.x)
    this.y.copy(point.y)
  }

  /** Whether y^2 = x^3 + b. */
  isOnCurve(): bool {
    const left = changetype<F>(LEFT)
    const right = changetype<F>(RIGHT)
    left.square(this.x)
    left.product(left, this.x)
    right.square(this.y)
    left.reducedDifference(right, left)
    return isCurveConstant<F>(left)
  }

  /**
   * Reads a point of a zkey: its coordinates times 2^256, lowest byte first, all zero for the point at infinity.
   *
   * @returns whether there is such a point: coordinates below the order, and on the curve
   */
  readZkey(bytes: usize): bool {
    this.x.unpack(bytes)
    this.y.unpack(bytes + packedSize<F>())
    if (this.x.isBlank() && this.y.isBlank()) return true
    if (!this.x.isCanonical() || !this.y.isCanonical()) return false
    this.x.fromZkey(this.x)
    this.y.fromZkey(this.y)
    return !this.y.isZero() && this.isOnCurve()
  }

  /** Reads a point by its plain coordinates, lowest byte first, all zero for the point at infinity. They are taken as they are. */
  readPlain(bytes: usize): void {
    this.x.unpack(bytes)
    this.y.unpack(bytes + packedSize<F>())
    if (this.x.isBlank() && this.y.isBlank()) return
    this.x.fromPlain(this.x)
    this.y.fromPlain(this.y)
  }

  /** Writes what `readPlain` reads. */
  writePlain(bytes: usize): void {
    const coordinate = changetype<F>(LEFT)
    coordinate.plain(this.x)
    coordinate.pack(bytes)
    coordinate.plain(this.y)
    coordinate.pack(bytes + packedSize<F>())
  }
}

/** How many bytes an element of F takes outside: 32 for 36 inside. */
function packedSize<F>(): usize {
  return (offsetof<F>() / 36) * 32
}
