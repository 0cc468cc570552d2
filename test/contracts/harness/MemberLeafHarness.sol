// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";

/// @title P2, as the commune hashes its members' leaves
contract MemberLeafHarness {
    function hash(uint256[2] memory inputs) external pure returns (uint256) {
        return PoseidonT3.hash(inputs);
    }
}
