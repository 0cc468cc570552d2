// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Errors of a contract that keeps a lean quinary tree
interface ILeanQuinaryTree {
    /// @notice The tree cannot take so many leaves.
    /// @param size leaves that it would have to hold
    /// @param capacity leaves that it can hold
    error TreeFull(uint256 size, uint256 capacity);

    /// @notice Zero is the mark of an empty place; it cannot be inserted.
    /// @param index where the leaf would have come to stand
    error ZeroLeaf(uint256 index);

    /// @notice The tree has no leaf there.
    /// @param index the index asked for
    /// @param size number of leaves, removed ones included
    error LeafOutOfRange(uint256 index, uint256 size);

    /// @notice The path has another length than the tree has levels now.
    /// @param given number of levels of the path
    /// @param required number of levels of the tree
    error WrongPathLength(uint256 given, uint256 required);

    /// @notice Leaf and siblings do not lead to the current root: the leaf is another one, or the path is stale or wrong.
    /// @param computed root to which they lead
    /// @param current root of the tree
    error WrongPath(uint256 computed, uint256 current);
}
