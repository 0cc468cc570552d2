// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BabyJubJub} from "../../../contracts/BabyJubJub.sol";

/// @title Shows the library to tests
contract BabyJubJubHarness {
    function parameters() external pure returns (uint256 a, uint256 d, uint256 order, uint256[2] memory generator) {
        return (
            BabyJubJub.A,
            BabyJubJub.D,
            BabyJubJub.SUBGROUP_ORDER,
            [BabyJubJub.GENERATOR_X, BabyJubJub.GENERATOR_Y]
        );
    }

    function isCanonical(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isCanonical(x, y);
    }

    function isIdentity(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isIdentity(x, y);
    }

    function isOnCurve(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isOnCurve(x, y);
    }

    function isInSubgroup(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isInSubgroup(x, y);
    }

    function negate(uint256 x, uint256 y) external pure returns (uint256, uint256) {
        return BabyJubJub.negate(x, y);
    }

    function addEach(uint256[] memory first, uint256[] memory second) external view returns (uint256[] memory) {
        return BabyJubJub.addEach(first, second);
    }

    function addAndSubtractEach(
        uint256[] memory sums,
        uint256[] memory added,
        uint256[] memory removed
    ) external view returns (uint256[] memory) {
        return BabyJubJub.addAndSubtractEach(sums, added, removed);
    }

    function evaluate(uint256[] memory coefficients, uint256 count) external view returns (uint256[] memory) {
        return BabyJubJub.evaluate(coefficients, count);
    }

    function combine(uint256[] memory points, int256[] memory factors) external view returns (uint256 x, uint256 y) {
        return BabyJubJub.combine(points, factors);
    }

    function vanishes(uint256[] memory points, int256[] memory factors) external pure returns (bool) {
        return BabyJubJub.vanishes(points, factors);
    }

    /// @dev Whether the arguments stay as they are, and nothing is written over memory in use.
    function keepsMemory(uint256[] memory points, int256[] memory factors) external view returns (bool) {
        bytes32 before = keccak256(abi.encode(points, factors));
        uint256[] memory sums = BabyJubJub.addEach(points, points);
        bytes32 found = keccak256(abi.encode(sums));
        BabyJubJub.evaluate(points, 3);
        BabyJubJub.addAndSubtractEach(points, sums, points);
        BabyJubJub.combine(points, factors);
        return keccak256(abi.encode(points, factors)) == before && keccak256(abi.encode(sums)) == found;
    }
}
