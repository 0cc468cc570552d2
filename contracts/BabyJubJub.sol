// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {Parameters} from "./Parameters.sol";

/// @title Baby Jubjub, the curve of trustees' keys and of ballots' ciphertexts
/// @notice a * x^2 + y^2 = 1 + d * x^2 * y^2 over BN254's scalar field (EIP-2494). Its group has order 8 * l, and is cyclic.
/// @dev Bernstein, Birkner, Joye, Lange and Peters, "Twisted Edwards Curves" (2008). As a is a square and d is none, the formula of addition
/// has no exceptions on the curve: no denominator is 0. Off the curve nothing here means anything, so a point from outside is looked at first;
/// what a proof settled lies on the curve.
///
/// Several points stand in one array, the coordinates x, y of each in turn. Inside, points are projective, three words (x, y, z) each, and one
/// call of the precompile for powers (EIP-198) makes all of a result's points affine together.
library BabyJubJub {
    /// @notice Coefficients of the curve.
    uint256 internal constant A = 168700;
    uint256 internal constant D = 168696;

    /// @notice Order l of the subgroup that keys and ciphertexts lie in.
    uint256 internal constant SUBGROUP_ORDER =
        2736030358979909402780800718157159386076813972158567259200215660948447373041;

    /// @notice B, which generates that subgroup: circomlib's Base8.
    uint256 internal constant GENERATOR_X =
        5299619240641551281634865583518297030282874472190772894086521144482721001553;
    uint256 internal constant GENERATOR_Y =
        16950150798460657717958625567821834550301663161624707787222815936182638968203;

    // The same r, as assembly takes constants of this library only.
    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant POINT_BYTES = 96;

    /// @notice Tells whether each coordinate has its one encoding.
    /// @param x any number
    /// @param y any number
    /// @return canonical whether both are below r
    function isCanonical(uint256 x, uint256 y) internal pure returns (bool canonical) {
        return x < Parameters.FIELD_ORDER && y < Parameters.FIELD_ORDER;
    }

    /// @notice Tells whether this is the neutral element (0, 1).
    /// @param x canonical
    /// @param y canonical
    /// @return identity whether it is
    function isIdentity(uint256 x, uint256 y) internal pure returns (bool identity) {
        return x == 0 && y == 1;
    }

    /// @notice Tells whether a point is on the curve, in its subgroup or not.
    /// @param x canonical
    /// @param y canonical
    /// @return on whether it is
    function isOnCurve(uint256 x, uint256 y) internal pure returns (bool on) {
        uint256 xx = mulmod(x, x, R);
        uint256 yy = mulmod(y, y, R);
        return addmod(mulmod(A, xx, R), yy, R) == addmod(1, mulmod(D, mulmod(xx, yy, R), R), R);
    }

    /// @notice Tells whether l times a point is the identity; the identity itself is in the subgroup too.
    /// @param x of a point on the curve
    /// @param y of a point on the curve
    /// @return inside whether it is
    function isInSubgroup(uint256 x, uint256 y) internal pure returns (bool inside) {
        uint256[] memory point = new uint256[](2);
        int256[] memory order = new int256[](1);
        (point[0], point[1], order[0]) = (x, y, int256(SUBGROUP_ORDER));
        return vanishes(point, order);
    }

    /// @notice The opposite of a point.
    /// @param x canonical
    /// @param y canonical
    /// @return oppositeX canonical
    /// @return oppositeY canonical
    function negate(uint256 x, uint256 y) internal pure returns (uint256 oppositeX, uint256 oppositeY) {
        return (x == 0 ? 0 : R - x, y);
    }

    /// @notice Adds points pair by pair, with one inversion for all.
    /// @param first points on the curve
    /// @param second as many points on the curve
    /// @return sums first[i] + second[i]
    function addEach(uint256[] memory first, uint256[] memory second) internal view returns (uint256[] memory sums) {
        uint256 points = toProjective(first);
        addAll(points, second);
        return toAffine(points, first.length / 2);
    }

    /// @notice Adds points and takes others off, three by three, with one inversion for all.
    /// @param sums points on the curve
    /// @param added as many points on the curve
    /// @param removed as many points on the curve
    /// @return changed sums[i] + added[i] - removed[i]
    function addAndSubtractEach(
        uint256[] memory sums,
        uint256[] memory added,
        uint256[] memory removed
    ) internal view returns (uint256[] memory changed) {
        uint256 points = toProjective(sums);
        addAll(points, added);
        subtractAll(points, removed);
        return toAffine(points, sums.length / 2);
    }

    /// @notice Points in the form that many others can be added to.
    /// @param coordinates of points on the curve
    /// @return points where they lie
    function toProjective(uint256[] memory coordinates) internal pure returns (uint256 points) {
        uint256 count = coordinates.length / 2;
        points = _allocate(count);
        uint256 from = _data(coordinates);
        for (uint256 i = 0; i < count; ++i) _setAffine(points + i * POINT_BYTES, from + i * 64);
    }

    /// @notice Adds points to projective ones, pair by pair.
    /// @param points where the projective ones lie
    /// @param added points on the curve, at most as many
    function addAll(uint256 points, uint256[] memory added) internal pure {
        uint256 count = added.length / 2;
        uint256 from = _data(added);
        for (uint256 i = 0; i < count; ++i) {
            uint256 point = points + i * POINT_BYTES;
            _addAffine(point, point, from + i * 64);
        }
    }

    /// @notice Takes points off projective ones, pair by pair.
    /// @param points where the projective ones lie
    /// @param removed points on the curve, at most as many
    function subtractAll(uint256 points, uint256[] memory removed) internal pure {
        uint256 count = removed.length / 2;
        uint256[] memory opposite = new uint256[](2);
        uint256 from = _data(opposite);
        for (uint256 i = 0; i < count; ++i) {
            uint256 point = points + i * POINT_BYTES;
            (opposite[0], opposite[1]) = negate(removed[2 * i], removed[2 * i + 1]);
            _addAffine(point, point, from);
        }
    }

    /// @notice The coordinates of projective points.
    /// @dev Montgomery's trick: products of the z from the left, one inversion, and back from the right.
    /// @param points where they lie
    /// @param count number of points
    /// @return coordinates x and y of each
    function toAffine(uint256 points, uint256 count) internal view returns (uint256[] memory coordinates) {
        uint256 r = R;
        coordinates = new uint256[](2 * count);
        uint256 product = 1;
        for (uint256 i = 0; i < count; ++i) {
            assembly ("memory-safe") {
                mstore(add(add(coordinates, 32), mul(i, 64)), product)
                product := mulmod(product, mload(add(add(points, mul(i, POINT_BYTES)), 64)), r)
            }
        }
        uint256 inverse = _inverse(product);
        for (uint256 i = count; i != 0;) {
            --i;
            assembly ("memory-safe") {
                let point := add(points, mul(i, POINT_BYTES))
                let to := add(add(coordinates, 32), mul(i, 64))
                let own := mulmod(inverse, mload(to), r)
                inverse := mulmod(inverse, mload(add(point, 64)), r)
                mstore(to, mulmod(mload(point), own, r))
                mstore(add(to, 32), mulmod(mload(add(point, 32)), own, r))
            }
        }
    }

    /// @notice The values of a polynomial at 1, 2, … up to `count`, with one inversion for all.
    /// @param coefficients points on the curve, at least one, lowest power first
    /// @param count number of values
    /// @return values sum over k of j^k * coefficients[k], for j from 1 on
    function evaluate(uint256[] memory coefficients, uint256 count) internal view returns (uint256[] memory values) {
        uint256 points = _allocate(count);
        uint256 multiple = _allocate(1);
        for (uint256 j = 1; j <= count; ++j) {
            uint256 value = points + (j - 1) * POINT_BYTES;
            uint256 k = coefficients.length / 2 - 1;
            _setAffine(value, _data(coefficients) + k * 64);
            // Horner: times j, plus the next lower coefficient.
            while (k != 0) {
                --k;
                _multiply(multiple, value, j);
                _addAffine(value, multiple, _data(coefficients) + k * 64);
            }
        }
        return toAffine(points, count);
    }

    /// @notice A sum of multiples of points.
    /// @param points on the curve
    /// @param factors one for each point; the cost grows with the bits of the largest
    /// @return x of the sum of factors[i] * points[i]
    /// @return y of it
    function combine(uint256[] memory points, int256[] memory factors) internal view returns (uint256 x, uint256 y) {
        uint256[] memory coordinates = toAffine(_combine(points, factors), 1);
        return (coordinates[0], coordinates[1]);
    }

    /// @notice Tells whether a sum of multiples of points is the identity, at less than `combine` costs.
    /// @param points on the curve
    /// @param factors one for each point; the cost grows with the bits of the largest
    /// @return vanished whether the sum of factors[i] * points[i] is the identity
    function vanishes(uint256[] memory points, int256[] memory factors) internal pure returns (bool vanished) {
        return _isIdentity(_combine(points, factors));
    }

    /// @dev Straus: one row of doublings for all points.
    function _combine(uint256[] memory points, int256[] memory factors) private pure returns (uint256 sum) {
        uint256 count = factors.length;
        // Three words for each: the point, negated where its factor is negative, and the size of the factor.
        uint256 terms = _allocate(count);
        uint256 all = 0;
        for (uint256 i = 0; i < count; ++i) {
            (uint256 x, uint256 y, int256 factor) = (points[2 * i], points[2 * i + 1], factors[i]);
            if (factor < 0) {
                (x, y) = negate(x, y);
                factor = -factor;
            }
            all |= uint256(factor);
            assembly ("memory-safe") {
                let term := add(terms, mul(i, POINT_BYTES))
                mstore(term, x)
                mstore(add(term, 32), y)
                mstore(add(term, 64), factor)
            }
        }
        uint256 bit = 1;
        while (bit <= all >> 1) bit <<= 1;
        sum = _allocate(1);
        _accumulate(sum, terms, terms + count * POINT_BYTES, bit);
    }

    /// @dev From the highest bit down: twice the sum, plus each point whose factor has the bit. The sum stays on the stack; the formulas are
    /// those of _double and _addAffine.
    function _accumulate(uint256 sum, uint256 terms, uint256 end, uint256 bit) private pure {
        assembly ("memory-safe") {
            let r := R
            let x := 0
            let y := 1
            let z := 1
            for {} bit {
                bit := shr(1, bit)
            } {
                {
                    let axx := mulmod(mulmod(x, x, r), A, r)
                    let yy := mulmod(y, y, r)
                    let f := add(axx, yy)
                    let j := mulmod(z, z, r)
                    j := sub(add(f, add(r, r)), add(j, j))
                    x := mulmod(x, y, r)
                    x := mulmod(add(x, x), j, r)
                    y := mulmod(f, add(axx, sub(r, yy)), r)
                    z := mulmod(f, j, r)
                }
                for {
                    let term := terms
                } lt(term, end) {
                    term := add(term, POINT_BYTES)
                } {
                    if and(mload(add(term, 64)), bit) {
                        let xx := mulmod(x, mload(term), r)
                        let yy := mulmod(y, mload(add(term, 32)), r)
                        x := mulmod(add(x, y), add(mload(term), mload(add(term, 32))), r)
                        x := sub(add(x, add(r, r)), add(xx, yy))
                        y := add(yy, sub(r, mulmod(xx, A, r)))
                        // xx becomes f, yy becomes g.
                        xx := mulmod(mulmod(xx, yy, r), D, r)
                        yy := mulmod(z, z, r)
                        x := mulmod(mulmod(z, add(yy, sub(r, xx)), r), x, r)
                        y := mulmod(mulmod(z, add(yy, xx), r), y, r)
                        z := mulmod(add(yy, sub(r, xx)), add(yy, xx), r)
                    }
                }
            }
            mstore(sum, x)
            mstore(add(sum, 32), y)
            mstore(add(sum, 64), z)
        }
    }

    /// @dev `factor` is small and at least 1; `to` and `from` differ.
    function _multiply(uint256 to, uint256 from, uint256 factor) private pure {
        uint256 bit = 1;
        while (bit << 1 <= factor) bit <<= 1;
        assembly ("memory-safe") {
            mcopy(to, from, POINT_BYTES)
        }
        for (bit >>= 1; bit != 0; bit >>= 1) {
            _double(to, to);
            if (factor & bit != 0) _add(to, to, from);
        }
    }

    /// @dev Room for projective points.
    function _allocate(uint256 count) private pure returns (uint256 points) {
        return _data(new uint256[](3 * count));
    }

    /// @dev Where an array's entries begin.
    function _data(uint256[] memory entries) private pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := add(entries, 32)
        }
    }

    function _setAffine(uint256 point, uint256 affine) private pure {
        assembly ("memory-safe") {
            mcopy(point, affine, 64)
            mstore(add(point, 64), 1)
        }
    }

    function _isIdentity(uint256 point) private pure returns (bool identity) {
        assembly ("memory-safe") {
            // z is not 0, so (0, z, z) is the identity and nothing else is.
            identity := and(iszero(mload(point)), eq(mload(add(point, 32)), mload(add(point, 64))))
        }
    }

    /// @dev add-2008-bbjlp. Sums and differences stay unreduced: five times r still fits into a word.
    function _add(uint256 to, uint256 first, uint256 second) private pure {
        assembly ("memory-safe") {
            let r := R
            let z := mulmod(mload(add(first, 64)), mload(add(second, 64)), r)
            let zz := mulmod(z, z, r)
            let xx := mulmod(mload(first), mload(second), r)
            let yy := mulmod(mload(add(first, 32)), mload(add(second, 32)), r)
            let cross := mulmod(add(mload(first), mload(add(first, 32))), add(mload(second), mload(add(second, 32))), r)
            let e := mulmod(mulmod(xx, yy, r), D, r)
            let f := add(zz, sub(r, e))
            let g := add(zz, e)
            mstore(to, mulmod(mulmod(z, f, r), sub(add(cross, add(r, r)), add(xx, yy)), r))
            mstore(add(to, 32), mulmod(mulmod(z, g, r), add(yy, sub(r, mulmod(xx, A, r))), r))
            mstore(add(to, 64), mulmod(f, g, r))
        }
    }

    /// @dev The same where z of the second point is 1.
    function _addAffine(uint256 to, uint256 first, uint256 affine) private pure {
        assembly ("memory-safe") {
            let r := R
            let z := mload(add(first, 64))
            let zz := mulmod(z, z, r)
            let xx := mulmod(mload(first), mload(affine), r)
            let yy := mulmod(mload(add(first, 32)), mload(add(affine, 32)), r)
            let cross := mulmod(add(mload(first), mload(add(first, 32))), add(mload(affine), mload(add(affine, 32))), r)
            let e := mulmod(mulmod(xx, yy, r), D, r)
            let f := add(zz, sub(r, e))
            let g := add(zz, e)
            mstore(to, mulmod(mulmod(z, f, r), sub(add(cross, add(r, r)), add(xx, yy)), r))
            mstore(add(to, 32), mulmod(mulmod(z, g, r), add(yy, sub(r, mulmod(xx, A, r))), r))
            mstore(add(to, 64), mulmod(f, g, r))
        }
    }

    /// @dev dbl-2008-bbjlp.
    function _double(uint256 to, uint256 point) private pure {
        assembly ("memory-safe") {
            let r := R
            let x := mload(point)
            let y := mload(add(point, 32))
            let z := mload(add(point, 64))
            let xy := mulmod(x, y, r)
            let axx := mulmod(mulmod(x, x, r), A, r)
            let yy := mulmod(y, y, r)
            let f := add(axx, yy)
            let zz := mulmod(z, z, r)
            let j := sub(add(f, add(r, r)), add(zz, zz))
            mstore(to, mulmod(add(xy, xy), j, r))
            mstore(add(to, 32), mulmod(f, add(axx, sub(r, yy)), r))
            mstore(add(to, 64), mulmod(f, j, r))
        }
    }

    function _inverse(uint256 value) private view returns (uint256 inverse) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            mstore(input, 32)
            mstore(add(input, 32), 32)
            mstore(add(input, 64), 32)
            mstore(add(input, 96), value)
            mstore(add(input, 128), sub(R, 2))
            mstore(add(input, 160), R)
            // Fails for want of gas only.
            if iszero(staticcall(gas(), 5, input, 192, 0, 32)) {
                revert(0, 0)
            }
            inverse := mload(0)
        }
    }
}
