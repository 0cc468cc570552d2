// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {PoseidonT6} from "poseidon-solidity/PoseidonT6.sol";

/// @title The tree as the protocol defines it, computed anew from all leaves
/// @dev With another implementation of the hash than the contracts'.
library ReferenceTree {
    /// @notice The lean root.
    /// @param leaves all that were ever inserted; 0 for removed ones
    /// @return node 0 for no leaves
    function root(uint256[] memory leaves) internal pure returns (uint256 node) {
        if (leaves.length == 0) return 0;
        uint256 empty = 0;
        do (leaves, empty) = _parents(leaves, empty); while (leaves.length > 1);
        return leaves[0];
    }

    /// @notice The path of a leaf.
    /// @param leaves all of them
    /// @param index of the leaf
    /// @return path the four other children on each level, from the leaf upwards
    function siblings(uint256[] memory leaves, uint256 index) internal pure returns (uint256[4][] memory path) {
        uint256 levels = 1;
        for (uint256 capacity = 5; capacity < leaves.length; capacity *= 5) ++levels;
        path = new uint256[4][](levels);
        uint256 empty = 0;
        for (uint256 level = 0; level < levels; ++level) {
            uint256[5] memory group = _group(leaves, index / 5, empty);
            for (uint256 i = 0; i < 4; ++i) path[level][i] = group[i < index % 5 ? i : i + 1];
            (leaves, empty) = _parents(leaves, empty);
            index /= 5;
        }
    }

    function _parents(
        uint256[] memory nodes,
        uint256 empty
    ) private pure returns (uint256[] memory parents, uint256 emptyParent) {
        parents = new uint256[]((nodes.length + 4) / 5);
        for (uint256 i = 0; i < parents.length; ++i) parents[i] = PoseidonT6.hash(_group(nodes, i, empty));
        emptyParent = PoseidonT6.hash([empty, empty, empty, empty, empty]);
    }

    function _group(
        uint256[] memory nodes,
        uint256 place,
        uint256 empty
    ) private pure returns (uint256[5] memory group) {
        for (uint256 i = 0; i < 5; ++i) {
            uint256 at = 5 * place + i;
            group[i] = at < nodes.length ? nodes[at] : empty;
        }
    }
}
