/** Lengths in bytes of what the curve's threads compute with: coordinates of points, affine and Jacobian points of the two groups. */
export const G1_AFFINE = 64
export const G1_JACOBIAN = 96
export const G2_COORDINATE = 64
export const G2_AFFINE = 2 * G2_COORDINATE
export const G2_JACOBIAN = 3 * G2_COORDINATE
