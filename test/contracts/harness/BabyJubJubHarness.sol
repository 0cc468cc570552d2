// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BabyJubJub} from "../../../contracts/BabyJubJub.sol";

/// @title Shows the library to tests, and what it costs
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

    function isInSubgroup(uint256 x, uint256 y) external view returns (bool inside, uint256 gas) {
        uint256 start = gasleft();
        inside = BabyJubJub.isInSubgroup(x, y);
        gas = start - gasleft();
    }

    function negate(uint256 x, uint256 y) external pure returns (uint256, uint256) {
        return BabyJubJub.negate(x, y);
    }

    function addEach(
        uint256[] memory first,
        uint256[] memory second
    ) external view returns (uint256[] memory sums, uint256 gas) {
        uint256 start = gasleft();
        sums = BabyJubJub.addEach(first, second);
        gas = start - gasleft();
    }

    function addAndSubtractEach(
        uint256[] memory sums,
        uint256[] memory added,
        uint256[] memory removed
    ) external view returns (uint256[] memory changed, uint256 gas) {
        uint256 start = gasleft();
        changed = BabyJubJub.addAndSubtractEach(sums, added, removed);
        gas = start - gasleft();
    }

    function evaluate(
        uint256[] memory coefficients,
        uint256 count
    ) external view returns (uint256[] memory values, uint256 gas) {
        uint256 start = gasleft();
        values = BabyJubJub.evaluate(coefficients, count);
        gas = start - gasleft();
    }

    function combine(uint256[] memory points, int256[] memory factors) external view returns (uint256 x, uint256 y) {
        return BabyJubJub.combine(points, factors);
    }

    function vanishes(
        uint256[] memory points,
        int256[] memory factors
    ) external view returns (bool vanished, uint256 gas) {
        uint256 start = gasleft();
        vanished = BabyJubJub.vanishes(points, factors);
        gas = start - gasleft();
    }
}
