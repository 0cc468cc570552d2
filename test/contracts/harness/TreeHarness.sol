// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ILeanQuinaryTree} from "../../../contracts/interfaces/ILeanQuinaryTree.sol";
import {LeanQuinaryTree} from "../../../contracts/LeanQuinaryTree.sol";

/// @title A bare tree, so that tests can reach every size and level quickly
contract TreeHarness is ILeanQuinaryTree {
    using LeanQuinaryTree for LeanQuinaryTree.Tree;

    uint256 public root;
    uint256 private immutable _levels;
    LeanQuinaryTree.Tree private _tree;

    constructor(uint256 levels) {
        _levels = levels;
    }

    function insert(uint256[] calldata leaves) external {
        root = _tree.insert(_levels, leaves);
    }

    function update(uint256 index, uint256 oldLeaf, uint256 newLeaf, uint256[4][] calldata siblings) external {
        root = _tree.update(root, index, oldLeaf, newLeaf, siblings);
    }

    /// @dev Puts the tree into a state that would take a million insertions to reach.
    function restore(uint256 root_, uint32 size_, uint256[4][10] calldata frontier) external {
        root = root_;
        _tree.size = size_;
        _tree.frontier = frontier;
    }

    function size() external view returns (uint256) {
        return _tree.size;
    }

    function emptyNode(uint256 level) external pure returns (uint256) {
        return LeanQuinaryTree.emptyNode(level);
    }
}
