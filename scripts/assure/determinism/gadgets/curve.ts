/** Baby Jubjub, a * x^2 + y^2 = 1 + d * x^2 * y^2, and its Montgomery form v^2 = u^3 + A * u^2 + u. */
export const A = 168700n
export const D = 168696n
export const MONTGOMERY_A = 168698n
