// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";

/// @title Proofs gathered for one call of a verifier
/// @dev A batch is written down as the call will take it: proofs are copied once, and the signals that the caller fills in are those that are sent.
library ProofBatch {
    uint256 private constant PROOF_BYTES = 256;

    /// @notice Proofs of one circuit with their signals.
    /// @param verifier of the circuit
    /// @param capacity most proofs
    /// @param width signals of a proof
    /// @param count proofs so far
    /// @param proofs address of the call's list of proofs, from its length on
    /// @param lists address of the call's lists of signals, from their number on
    struct Batch {
        IGroth16Verifier verifier;
        uint256 capacity;
        uint256 width;
        uint256 count;
        uint256 proofs;
        uint256 lists;
    }

    /// @notice A batch without proofs.
    /// @param verifier of the circuit
    /// @param capacity most proofs
    /// @param width signals of a proof
    /// @return batch to be added to
    function open(
        IGroth16Verifier verifier,
        uint256 capacity,
        uint256 width
    ) internal pure returns (Batch memory batch) {
        uint256 proofs;
        bytes4 selector = IGroth16Verifier.verifyBatch.selector;
        // After the selector, the addresses of both arguments, and the proofs; a list has its address, its length and its signals.
        uint256 lists = 0x80 + capacity * PROOF_BYTES;
        uint256 size = lists + 0x20 + capacity * (0x40 + 0x20 * width);
        assembly ("memory-safe") {
            let call_ := mload(0x40)
            mstore(0x40, add(call_, size))
            // The first word holds nothing else, so that all others lie at whole words.
            mstore(call_, shr(224, selector))
            mstore(add(call_, 0x20), 0x40)
            mstore(add(call_, 0x40), sub(lists, 0x20))
            proofs := add(call_, 0x60)
            lists := add(call_, lists)
        }
        batch = Batch({verifier: verifier, capacity: capacity, width: width, count: 0, proofs: proofs, lists: lists});
    }

    /// @notice Adds a proof to a batch that is not full.
    /// @param batch of its circuit
    /// @param proof the proof
    /// @return signals of the proof, every one of which is to be filled in
    function add(
        Batch memory batch,
        IGroth16Verifier.Proof calldata proof
    ) internal pure returns (uint256[] memory signals) {
        uint256 place = batch.count++;
        uint256 width = batch.width;
        uint256 offset = 0x20 * (batch.capacity + place * (width + 1));
        (uint256 proofs, uint256 lists) = (batch.proofs, batch.lists);
        assembly ("memory-safe") {
            calldatacopy(add(add(proofs, 0x20), mul(place, PROOF_BYTES)), proof, PROOF_BYTES)
            lists := add(lists, 0x20)
            mstore(add(lists, mul(place, 0x20)), offset)
            signals := add(lists, offset)
            mstore(signals, width)
        }
    }

    /// @notice The signals of a proof.
    /// @param batch that has it
    /// @param place of the proof, from 0
    /// @return signals as they were filled in
    function signalsAt(Batch memory batch, uint256 place) internal pure returns (uint256[] memory signals) {
        uint256 offset = 0x20 * (batch.capacity + place * (batch.width + 1));
        uint256 lists = batch.lists;
        assembly ("memory-safe") {
            signals := add(add(lists, 0x20), offset)
        }
    }

    /// @notice Looks for a proof that does not hold: all together first, and one by one where that fails.
    /// @param batch with one proof at least
    /// @return place of the first one, from 0; the number of proofs if all hold
    function firstInvalid(Batch memory batch) internal view returns (uint256 place) {
        uint256 count = batch.count;
        if (_holds(batch)) return count;
        while (place < count && _holdsAlone(batch, place)) ++place;
    }

    function _holds(Batch memory batch) private view returns (bool holds) {
        (IGroth16Verifier verifier, uint256 count) = (batch.verifier, batch.count);
        (uint256 proofs, uint256 lists) = (batch.proofs, batch.lists);
        uint256 size = 0x20 * (1 + batch.capacity + count * (batch.width + 1));
        assembly ("memory-safe") {
            mstore(proofs, count)
            mstore(lists, count)
            let from := sub(proofs, 0x44)
            // A malformed point takes all the gas that it is given; the other half is for finding it.
            holds := staticcall(div(gas(), 2), verifier, from, sub(add(lists, size), from), 0, 0x20)
            holds := and(holds, and(gt(returndatasize(), 0x1f), eq(mload(0), 1)))
        }
    }

    function _holdsAlone(Batch memory batch, uint256 place) private view returns (bool holds) {
        (IGroth16Verifier verifier, uint256 proofs) = (batch.verifier, batch.proofs);
        uint256[] memory signals = signalsAt(batch, place);
        bytes4 selector = IGroth16Verifier.verify.selector;
        assembly ("memory-safe") {
            let from := mload(0x40)
            mstore(from, selector)
            let at := add(from, 4)
            mcopy(at, add(add(proofs, 0x20), mul(place, PROOF_BYTES)), PROOF_BYTES)
            mstore(add(at, PROOF_BYTES), add(PROOF_BYTES, 0x20))
            at := add(at, add(PROOF_BYTES, 0x20))
            let size := shl(5, add(mload(signals), 1))
            mcopy(at, signals, size)
            holds := staticcall(gas(), verifier, from, sub(add(at, size), from), 0, 0x20)
            holds := and(holds, and(gt(returndatasize(), 0x1f), eq(mload(0), 1)))
        }
    }
}
