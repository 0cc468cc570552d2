// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "../../../contracts/interfaces/IGroth16Verifier.sol";

/// @title Takes any proof of anything
/// @notice Tests of what a ledger does after the proof was checked post their sheets through it.
contract AnyProofVerifier is IGroth16Verifier {
    uint256 public immutable signalCount;

    constructor(uint256 count) {
        signalCount = count;
    }

    function verify(Proof calldata, uint256[] calldata) external pure returns (bool) {
        return true;
    }

    function verifyBatch(Proof[] calldata, uint256[][] calldata) external pure returns (bool) {
        return true;
    }
}
