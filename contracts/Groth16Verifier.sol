// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";

/// @title Groth16 over BN254 for the key that a derived contract names
/// @notice See IGroth16Verifier.
/// @dev Jens Groth, "On the Size of Pairing-based Non-interactive Arguments" (2016). The EVM's precompiles (EIP-196, EIP-197) do the
/// work and refuse points that are off their curve or, in G2, outside the subgroup.
abstract contract Groth16Verifier is IGroth16Verifier {
    /// @notice Order q of BN254's base field: coordinates are below it.
    uint256 internal constant BASE_FIELD_ORDER =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;

    // The same number as in Parameters, as assembly takes constants of this contract only.
    uint256 private constant FIELD_ORDER =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;

    uint256 private constant ADD = 6;
    uint256 private constant MULTIPLY = 7;
    uint256 private constant PAIRING = 8;

    /// @param alpha in G1
    /// @param beta, gamma, delta in G2, imaginary parts first
    /// @param signalPoints in G1: the constant one, then one for each signal
    struct VerifyingKey {
        uint256[2] alpha;
        uint256[2][2] beta;
        uint256[2][2] gamma;
        uint256[2][2] delta;
        uint256[2][] signalPoints;
    }

    /// @inheritdoc IGroth16Verifier
    function verify(Proof calldata proof, uint256[] calldata signals) external view returns (bool) {
        VerifyingKey memory key = _verifyingKey();
        if (signals.length + 1 != key.signalPoints.length) return false;
        if (!_isCanonical(proof)) return false;
        (bool combined, uint256[2] memory statement) = _combine(key.signalPoints, signals);
        return combined && _isPairingOne(key, proof, statement);
    }

    /// @inheritdoc IGroth16Verifier
    function signalCount() external pure returns (uint256) {
        return _verifyingKey().signalPoints.length - 1;
    }

    /// @dev The constants of the key.
    function _verifyingKey() internal pure virtual returns (VerifyingKey memory key);

    /// @dev Every coordinate below q. The precompiles refuse others too; here because a.y is negated before they see it.
    function _isCanonical(Proof calldata proof) private pure returns (bool) {
        return _isCanonical(proof.a) && _isCanonical(proof.b[0]) && _isCanonical(proof.b[1]) && _isCanonical(proof.c);
    }

    function _isCanonical(uint256[2] calldata pair) private pure returns (bool) {
        return pair[0] < BASE_FIELD_ORDER && pair[1] < BASE_FIELD_ORDER;
    }

    /// @dev points[0] + sum of signals[i] * points[i + 1].
    function _combine(
        uint256[2][] memory points,
        uint256[] calldata signals
    ) private view returns (bool ok, uint256[2] memory sum) {
        ok = true;
        (sum[0], sum[1]) = (points[0][0], points[0][1]);
        // The sum, then a point and its factor: what is multiplied stands where it is added.
        uint256[5] memory terms;
        assembly ("memory-safe") {
            mcopy(terms, sum, 0x40)
            let product := add(terms, 0x40)
            let end := shl(5, signals.length)
            for {
                let at := 0
            } lt(at, end) {
                at := add(at, 0x20)
            } {
                // Entries of points are addresses, and the first of them is the second after the length.
                mcopy(product, mload(add(points, add(at, 0x40))), 0x40)
                let signal := calldataload(add(signals.offset, at))
                // The precompile would take a signal s and s + r for the same: one statement, two encodings.
                ok := and(ok, lt(signal, FIELD_ORDER))
                mstore(add(product, 0x40), signal)
                ok := and(ok, staticcall(gas(), MULTIPLY, product, 0x60, product, 0x40))
                ok := and(ok, staticcall(gas(), ADD, terms, 0x80, terms, 0x40))
            }
            mcopy(sum, terms, 0x40)
        }
    }

    /// @dev Whether e(-a, b) * e(alpha, beta) * e(statement, gamma) * e(c, delta) is one.
    function _isPairingOne(
        VerifyingKey memory key,
        Proof calldata proof,
        uint256[2] memory statement
    ) private view returns (bool) {
        uint256[24] memory pairs;
        (uint256[2] memory a, uint256[2] memory c) = (proof.a, proof.c);
        a[1] = (BASE_FIELD_ORDER - a[1]) % BASE_FIELD_ORDER;
        _setPair(pairs, 0, a, proof.b);
        _setPair(pairs, 0xc0, key.alpha, key.beta);
        _setPair(pairs, 0x180, statement, key.gamma);
        _setPair(pairs, 0x240, c, key.delta);
        bool ok;
        uint256[1] memory result;
        assembly ("memory-safe") {
            ok := staticcall(gas(), PAIRING, pairs, 0x300, result, 0x20)
        }
        return ok && result[0] == 1;
    }

    function _setPair(
        uint256[24] memory pairs,
        uint256 offset,
        uint256[2] memory first,
        uint256[2][2] memory second
    ) private pure {
        assembly ("memory-safe") {
            let at := add(pairs, offset)
            mcopy(at, first, 0x40)
            // Both entries of second are addresses.
            mcopy(add(at, 0x40), mload(second), 0x40)
            mcopy(add(at, 0x80), mload(add(second, 0x20)), 0x40)
        }
    }
}
