// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {PoseidonT6} from "poseidon-solidity/PoseidonT6.sol";
import {PoseidonNode} from "../../../contracts/PoseidonNode.sol";

/// @title Our P5 beside the one of poseidon-solidity
contract PoseidonHarness {
    function node(uint256[5] memory children) external pure returns (uint256) {
        return PoseidonNode.hash(children);
    }

    function original(uint256[5] memory children) external pure returns (uint256) {
        return PoseidonT6.hash(children);
    }

    /// @dev What one hash costs, and whether the memory before the free pointer stays as it is.
    function measure(uint256[5] memory children) external view returns (uint256 gas, bool untouched) {
        uint256[5] memory copy;
        for (uint256 i = 0; i < 5; ++i) copy[i] = children[i];
        bytes32 before;
        bytes32 afterwards;
        uint256 start = gasleft();
        uint256 first = PoseidonNode.hash(children);
        gas = start - gasleft();
        before = keccak256(abi.encode(copy));
        afterwards = keccak256(abi.encode(children));
        untouched = before == afterwards && PoseidonNode.hash(children) == first;
    }
}
