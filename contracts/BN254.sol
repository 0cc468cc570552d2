// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title BN254, the curve of proofs, by the EVM's precompiles (EIP-196, EIP-197)
/// @dev The precompiles refuse points that are off their curve or, in G2, outside the subgroup, and coordinates of q or more. A refusal
/// consumes all the gas that the precompile was given. Points at infinity are all zeros.
library BN254 {
    /// @notice Order q of the base field: coordinates are below it.
    uint256 internal constant BASE_FIELD_ORDER =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;

    /// @notice Bytes of a pair of a point in G1 and one in G2.
    uint256 internal constant PAIR_BYTES = 192;

    // Order r of the groups, as in Parameters: assembly takes constants of this library only.
    uint256 private constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    uint256 private constant ADD = 6;
    uint256 private constant MULTIPLY = 7;
    uint256 private constant PAIRING = 8;

    /// @notice Turns a point into its opposite.
    /// @param point of G1, canonical
    function negate(uint256[2] memory point) internal pure {
        point[1] = (BASE_FIELD_ORDER - point[1]) % BASE_FIELD_ORDER;
    }

    /// @notice Multiplies a point.
    /// @param point of G1, which becomes the product
    /// @param factor any number
    /// @return ok whether it is a point
    function multiply(uint256[2] memory point, uint256 factor) internal view returns (bool ok) {
        uint256[3] memory term;
        assembly ("memory-safe") {
            mcopy(term, point, 0x40)
            mstore(add(term, 0x40), factor)
            ok := staticcall(gas(), MULTIPLY, term, 0x60, point, 0x40)
        }
    }

    /// @notice Adds multiples of points to a sum.
    /// @param sum in G1, which becomes sum + factors[i] * points[from + i] over all i
    /// @param points of G1
    /// @param from place of the first one
    /// @param factors below r, as many as there are points from there on
    /// @return ok whether they are, and all are points
    function addMultiples(
        uint256[2] memory sum,
        uint256[2][] memory points,
        uint256 from,
        uint256[] memory factors
    ) internal view returns (bool ok) {
        ok = true;
        // The sum, then a point and its factor: what is multiplied stands where it is added.
        uint256[5] memory terms;
        assembly ("memory-safe") {
            mcopy(terms, sum, 0x40)
            let product := add(terms, 0x40)
            let end := add(factors, shl(5, mload(factors)))
            let point := add(points, shl(5, from))
            for {
                let at := factors
            } lt(at, end) {} {
                at := add(at, 0x20)
                point := add(point, 0x20)
                // Entries of points are addresses.
                mcopy(product, mload(point), 0x40)
                let factor := mload(at)
                // The precompile would take a factor s and s + r for the same: one statement, two encodings.
                ok := and(ok, lt(factor, R))
                mstore(add(product, 0x40), factor)
                ok := and(ok, staticcall(gas(), MULTIPLY, product, 0x60, product, 0x40))
                ok := and(ok, staticcall(gas(), ADD, terms, 0x80, terms, 0x40))
            }
            mcopy(sum, terms, 0x40)
        }
    }

    /// @notice Room for pairs.
    /// @param count number of pairs
    /// @return pairs where the first one begins
    function allocatePairs(uint256 count) internal pure returns (uint256 pairs) {
        assembly ("memory-safe") {
            pairs := mload(0x40)
            mstore(0x40, add(pairs, mul(count, PAIR_BYTES)))
        }
    }

    /// @notice Writes a pair.
    /// @param pair where it begins
    /// @param first point of G1
    /// @param second point of G2
    function setPair(uint256 pair, uint256[2] memory first, uint256[2][2] memory second) internal pure {
        assembly ("memory-safe") {
            mcopy(pair, first, 0x40)
            // Both entries of second are addresses.
            mcopy(add(pair, 0x40), mload(second), 0x40)
            mcopy(add(pair, 0x80), mload(add(second, 0x20)), 0x40)
        }
    }

    /// @notice Tells whether the product of the pairings of all pairs is one.
    /// @param pairs where the first one begins
    /// @param count number of pairs
    /// @return one whether it is; false also when one of them is no pair of points
    function isProductOne(uint256 pairs, uint256 count) internal view returns (bool one) {
        assembly ("memory-safe") {
            let ok := staticcall(gas(), PAIRING, pairs, mul(count, PAIR_BYTES), 0, 0x20)
            one := and(ok, eq(mload(0), 1))
        }
    }
}
