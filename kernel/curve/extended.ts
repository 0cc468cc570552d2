import { temporary } from "../memory"
import { Affine } from "./affine"

const U: usize = temporary()
const V: usize = temporary()
const W: usize = temporary()
const S: usize = temporary()
const M: usize = temporary()
const P: usize = temporary()
const R: usize = temporary()
const Q: usize = temporary()

/** How many bytes an extended point of the curve over F takes. */
export function extendedSize<F>(): usize {
  return 4 * offsetof<F>()
}

/**
 * A point (x / zz, y / zzz) with zz^3 = zzz^2, which adds without an inverse; zz is zero at infinity. All four are tight. For the few
 * additions that depend on one another; the formulas are those of the Explicit-Formulas Database ("XYZZ coordinates").
 */
@unmanaged
export class Extended<F> {
  get x(): F {
    return changetype<F>(changetype<usize>(this))
  }

  get y(): F {
    return changetype<F>(changetype<usize>(this) + offsetof<F>())
  }

  get zz(): F {
    return changetype<F>(changetype<usize>(this) + 2 * offsetof<F>())
  }

  get zzz(): F {
    return changetype<F>(changetype<usize>(this) + 3 * offsetof<F>())
  }

  isInfinity(): bool {
    return this.zz.isZero()
  }

  infinity(): void {
    this.x.blank()
    this.y.blank()
    this.zz.blank()
    this.zzz.blank()
  }

  copy(point: Extended<F>): void {
    this.x.copy(point.x)
    this.y.copy(point.y)
    this.zz.copy(point.zz)
    this.zzz.copy(point.zzz)
  }

  fromAffine(point: Affine<F>): void {
    if (point.isInfinity()) {
      this.infinity()
      return
    }
    this.x.copy(point.x)
    this.y.copy(point.y)
    this.zz.one()
    this.zzz.one()
  }

  /** this + this. */
  double(): void {
    if (this.isInfinity()) return
    const u = changetype<F>(U)
    const v = changetype<F>(V)
    const w = changetype<F>(W)
    const s = changetype<F>(S)
    const m = changetype<F>(M)
    u.sum(this.y, this.y)
    u.reduced(u)
    v.square(u)
    w.product(u, v)
    s.product(this.x, v)
    m.square(this.x)
    u.sum(m, m)
    m.sum(u, m)
    m.reduced(m)
    this.x.square(m)
    this.x.reducedDifferences(this.x, s, s)
    s.difference(s, this.x)
    m.product(s, m)
    u.product(w, this.y)
    this.y.reducedDifference(m, u)
    this.zz.product(this.zz, v)
    this.zzz.product(this.zzz, w)
  }

  /** this + point. */
  addAffine(point: Affine<F>): void {
    if (point.isInfinity()) return
    if (this.isInfinity()) {
      this.fromAffine(point)
      return
    }
    const u = changetype<F>(U)
    const s = changetype<F>(S)
    u.product(point.x, this.zz)
    s.product(point.y, this.zzz)
    this.complete(this.x, u, this.y, s)
  }

  /** this + point. */
  add(point: Extended<F>): void {
    if (point.isInfinity()) return
    if (this.isInfinity()) {
      this.copy(point)
      return
    }
    const u = changetype<F>(U)
    const s = changetype<F>(S)
    const v = changetype<F>(V)
    const w = changetype<F>(W)
    v.product(this.x, point.zz)
    w.product(this.y, point.zzz)
    u.product(point.x, this.zz)
    s.product(point.y, this.zzz)
    // The denominators of both, as those of one sum are multiplied on below.
    this.zz.product(this.zz, point.zz)
    this.zzz.product(this.zzz, point.zzz)
    this.complete(v, u, w, s)
  }

  /** Adds two points that have this one's denominators: (u1, s1) and (u2, s2). */
  private complete(u1: F, u2: F, s1: F, s2: F): void {
    const p = changetype<F>(P)
    const r = changetype<F>(R)
    p.reducedDifference(u2, u1)
    r.reducedDifference(s2, s1)
    if (p.isZero()) {
      if (!r.isZero()) {
        this.infinity()
        return
      }
      this.x.copy(u1)
      this.y.copy(s1)
      this.double()
      return
    }
    const m = changetype<F>(M)
    const q = changetype<F>(Q)
    m.square(p)
    p.product(p, m)
    q.product(u1, m)
    // s1 may be this.y and u1 this.x: their last use comes before the new ones are written.
    s2.product(s1, p)
    this.x.square(r)
    this.x.reducedDifferences(this.x, p, q)
    this.x.reducedDifference(this.x, q)
    q.difference(q, this.x)
    q.product(q, r)
    this.y.reducedDifference(q, s2)
    this.zz.product(this.zz, m)
    this.zzz.product(this.zzz, p)
  }

  /** Writes the point by its coordinates. */
  toAffine(to: Affine<F>): void {
    if (this.isInfinity()) {
      to.infinity()
      return
    }
    const u = changetype<F>(U)
    const v = changetype<F>(V)
    u.product(this.zz, this.zzz)
    v.inverse(u)
    u.product(v, this.zzz)
    v.product(v, this.zz)
    to.x.product(this.x, u)
    to.y.product(this.y, v)
  }
}
