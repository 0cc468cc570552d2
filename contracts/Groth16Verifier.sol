// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BN254} from "./BN254.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";

/// @title Groth16 over BN254 for the key that a derived contract names
/// @notice See IGroth16Verifier.
/// @dev Jens Groth, "On the Size of Pairing-based Non-interactive Arguments" (2016); batches by the small exponents of Bellare, Garay and Rabin,
/// "Fast Batch Verification for Modular Exponentiation and Digital Signatures" (1998). The pairing's group has the prime order r, so a
/// product of powers of what is wrong in each proof is one for one coefficient in r at most.
abstract contract Groth16Verifier is IGroth16Verifier {
    // Of this contract, as assembly takes no others: the same numbers as in BN254 and Parameters.
    uint256 private constant BASE_FIELD_ORDER =
        21888242871839275222246405745257275088696311157297823662689037894645226208583;
    uint256 private constant FIELD_ORDER =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant PAIR_BYTES = 192;
    uint256 private constant PROOF_BYTES = 256;

    uint256 private constant ADD = 6;
    uint256 private constant MULTIPLY = 7;

    // Pairs of the key: with beta, gamma and delta.
    uint256 private constant KEY_PAIRS = 3;

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
        if (signals.length + 1 != key.signalPoints.length || !_isCanonical(proof)) return false;
        uint256[2] memory statement = key.signalPoints[0];
        if (!BN254.addMultiples(statement, key.signalPoints, 1, signals)) return false;
        uint256 pairs = BN254.allocatePairs(KEY_PAIRS + 1);
        (uint256[2] memory a, uint256[2] memory c) = (proof.a, proof.c);
        BN254.negate(a);
        BN254.setPair(pairs, a, proof.b);
        _setKeyPairs(pairs + PAIR_BYTES, key, statement, c);
        return BN254.isProductOne(pairs, KEY_PAIRS + 1);
    }

    /// @inheritdoc IGroth16Verifier
    function verifyBatch(Proof[] calldata proofs, uint256[][] calldata signals) external view returns (bool) {
        VerifyingKey memory key = _verifyingKey();
        uint256 count = proofs.length;
        // The equation of no proof holds, and proves nothing.
        if (count == 0 || signals.length != count) return false;
        for (uint256 i = 0; i < count; ++i)
            if (signals[i].length + 1 != key.signalPoints.length || !_isCanonical(proofs[i])) return false;

        uint256 seed = _batchSeed(proofs, signals);
        uint256 pairs = BN254.allocatePairs(count + KEY_PAIRS);
        uint256[] memory factors = new uint256[](key.signalPoints.length);
        uint256[2] memory c;
        for (uint256 i = 0; i < count; ++i) {
            uint256 coefficient = _coefficient(seed, i);
            if (!_weigh(proofs[i], coefficient, pairs + i * PAIR_BYTES, c)) return false;
            if (!_addSignals(factors, coefficient, signals[i])) return false;
        }
        // The key's side is negated, once for all proofs.
        _negateFactors(factors);
        BN254.negate(c);
        uint256[2] memory statement;
        if (!BN254.addMultiples(statement, key.signalPoints, 0, factors)) return false;
        if (!BN254.multiply(key.alpha, factors[0])) return false;
        _setKeyPairs(pairs + count * PAIR_BYTES, key, statement, c);
        return BN254.isProductOne(pairs, count + KEY_PAIRS);
    }

    /// @inheritdoc IGroth16Verifier
    function signalCount() external pure returns (uint256) {
        return _verifyingKey().signalPoints.length - 1;
    }

    /// @dev The constants of the key.
    function _verifyingKey() internal pure virtual returns (VerifyingKey memory key);

    /// @dev What the coefficients of a batch come from: every coordinate and signal in it, and this verifier. Whoever changes one of them
    /// has other coefficients for all; nothing in it can be chosen after them.
    function _batchSeed(Proof[] calldata proofs, uint256[][] calldata signals) internal view returns (uint256 seed) {
        uint256 end;
        assembly ("memory-safe") {
            // Room that is not taken: what lies there is not needed after this.
            end := mload(0x40)
            mstore(end, address())
            end := add(end, 0x20)
        }
        for (uint256 i = 0; i < proofs.length; ++i) {
            Proof calldata proof = proofs[i];
            uint256[] calldata own = signals[i];
            assembly ("memory-safe") {
                calldatacopy(end, proof, PROOF_BYTES)
                end := add(end, PROOF_BYTES)
                calldatacopy(end, own.offset, shl(5, own.length))
                end := add(end, shl(5, own.length))
            }
        }
        assembly ("memory-safe") {
            seed := keccak256(mload(0x40), sub(end, mload(0x40)))
        }
    }

    /// @dev 128 bits. That of the first proof can be one: the others' are random beside it.
    function _coefficient(uint256 seed, uint256 place) internal pure returns (uint256 coefficient) {
        if (place == 0) return 1;
        assembly ("memory-safe") {
            mstore(0, seed)
            mstore(0x20, place)
            coefficient := shr(128, keccak256(0, 0x40))
        }
    }

    /// @dev Every coordinate below q. The precompiles refuse others too; here because a.y is negated before they see it.
    function _isCanonical(Proof calldata proof) private pure returns (bool canonical) {
        assembly ("memory-safe") {
            let q := BASE_FIELD_ORDER
            canonical := and(lt(calldataload(proof), q), lt(calldataload(add(proof, 0x20)), q))
            canonical := and(canonical, lt(calldataload(add(proof, 0x40)), q))
            canonical := and(canonical, lt(calldataload(add(proof, 0x60)), q))
            canonical := and(canonical, lt(calldataload(add(proof, 0x80)), q))
            canonical := and(canonical, lt(calldataload(add(proof, 0xa0)), q))
            canonical := and(canonical, lt(calldataload(add(proof, 0xc0)), q))
            canonical := and(canonical, lt(calldataload(add(proof, 0xe0)), q))
        }
    }

    /// @dev Writes the pair of coefficient * a and b, and adds coefficient * c to the sum.
    function _weigh(
        Proof calldata proof,
        uint256 coefficient,
        uint256 pair,
        uint256[2] memory sum
    ) private view returns (bool ok) {
        ok = true;
        assembly ("memory-safe") {
            calldatacopy(pair, proof, 0xc0)
            // The sum, c and the coefficient, in room that is not taken.
            let terms := mload(0x40)
            let term := add(terms, 0x40)
            mcopy(terms, sum, 0x40)
            if iszero(eq(coefficient, 1)) {
                mcopy(term, pair, 0x40)
                mstore(add(term, 0x40), coefficient)
                ok := staticcall(gas(), MULTIPLY, term, 0x60, pair, 0x40)
            }
            calldatacopy(term, add(proof, 0xc0), 0x40)
            if iszero(eq(coefficient, 1)) {
                ok := and(ok, staticcall(gas(), MULTIPLY, term, 0x60, term, 0x40))
            }
            ok := and(ok, staticcall(gas(), ADD, terms, 0x80, sum, 0x40))
        }
    }

    /// @dev Adds the coefficient for the constant, and coefficient * signal for each signal; and says whether all signals are below r, as
    /// after this they could not be told from s + r.
    function _addSignals(
        uint256[] memory factors,
        uint256 coefficient,
        uint256[] calldata signals
    ) private pure returns (bool ok) {
        ok = true;
        assembly ("memory-safe") {
            let factor := add(factors, 0x20)
            mstore(factor, addmod(mload(factor), coefficient, FIELD_ORDER))
            let end := add(signals.offset, shl(5, signals.length))
            for {
                let at := signals.offset
            } lt(at, end) {
                at := add(at, 0x20)
            } {
                factor := add(factor, 0x20)
                let signal := calldataload(at)
                ok := and(ok, lt(signal, FIELD_ORDER))
                mstore(factor, addmod(mload(factor), mulmod(coefficient, signal, FIELD_ORDER), FIELD_ORDER))
            }
        }
    }

    function _negateFactors(uint256[] memory factors) private pure {
        for (uint256 i = 0; i < factors.length; ++i) factors[i] = (FIELD_ORDER - factors[i]) % FIELD_ORDER;
    }

    /// @dev The pairs with beta, gamma and delta.
    function _setKeyPairs(
        uint256 pairs,
        VerifyingKey memory key,
        uint256[2] memory statement,
        uint256[2] memory c
    ) private pure {
        BN254.setPair(pairs, key.alpha, key.beta);
        BN254.setPair(pairs + PAIR_BYTES, statement, key.gamma);
        BN254.setPair(pairs + 2 * PAIR_BYTES, c, key.delta);
    }
}
