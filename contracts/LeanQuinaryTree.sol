// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ILeanQuinaryTree} from "./interfaces/ILeanQuinaryTree.sol";
import {PoseidonNode} from "./PoseidonNode.sol";

/// @title A tree of arity 5 that stores only its right edge
/// @notice Nodes are P5 of their five children; an empty place is 0, an empty subtree the usual hash of empty ones. The root is node
/// [h][0] with the smallest h >= 1 for which 5^h >= size: the height grows with the tree. Removed leaves become 0 and keep their place.
/// @dev "Place" is a node's number on its level. A node is complete once all leaves below it have been inserted; complete nodes
/// change only by update.
library LeanQuinaryTree {
    uint256 private constant ARITY = 5;

    /// @param size leaves ever inserted
    /// @param frontier [level][i]: the complete nodes of the group that is filling up on that level. The fifth completes the group and
    /// is never stored. Entries from earlier groups may linger behind those in use; they are overwritten before they are read.
    struct Tree {
        uint32 size;
        uint256[4][10] frontier;
    }

    /// @notice Appends leaves. Each inner node that they complete is hashed once, and so is each incomplete one on the right edge.
    /// @dev Reverts with TreeFull or ZeroLeaf.
    /// @param self the tree
    /// @param levels the most that the tree may grow to, at most 9
    /// @param nodes the leaves, at least one, each not 0; the array is used up as working space
    /// @return root the new root
    function insert(Tree storage self, uint256 levels, uint256[] memory nodes) internal returns (uint256 root) {
        uint256 start = self.size;
        uint256 count = nodes.length;
        uint256 size = start + count;
        if (size > ARITY ** levels) revert ILeanQuinaryTree.TreeFull(size, ARITY ** levels);
        for (uint256 i = 0; i < count; ++i) {
            if (nodes[i] == 0) revert ILeanQuinaryTree.ZeroLeaf(start + i);
        }
        self.size = uint32(size);

        // On each level: nodes[0 .. count) were completed by this call and stand from place `start` on, `size` nodes are complete,
        // and `edge` is the incomplete node behind them, or 0 if there is none (no inner node is 0).
        uint256 edge = 0;
        for (uint256 level = 0; ; ++level) {
            if (level != 0 && size + (edge == 0 ? 0 : 1) == 1) {
                if (edge != 0) return edge;
                // The tree is full at this height; if it grows on, this node is the first of its level.
                self.frontier[level][0] = nodes[0];
                return nodes[0];
            }
            (count, edge) = _climb(self.frontier[level], level, start, nodes, count, edge);
            start /= ARITY;
            size /= ARITY;
        }
    }

    /// @notice Changes one leaf.
    /// @dev Reverts with LeafOutOfRange, WrongPathLength or WrongPath.
    /// @param self the tree
    /// @param root its current root
    /// @param index place of the leaf
    /// @param oldLeaf the leaf that stands there
    /// @param newLeaf the leaf that shall stand there; 0 empties the place for ever
    /// @param siblings one entry a level from the leaf upwards: the four other children, in order
    /// @return newRoot the new root
    function update(
        Tree storage self,
        uint256 root,
        uint256 index,
        uint256 oldLeaf,
        uint256 newLeaf,
        uint256[4][] calldata siblings
    ) internal returns (uint256 newRoot) {
        uint256 size = self.size;
        if (index >= size) revert ILeanQuinaryTree.LeafOutOfRange(index, size);
        uint256 levels = height(size);
        if (siblings.length != levels) revert ILeanQuinaryTree.WrongPathLength(siblings.length, levels);

        uint256 oldNode = oldLeaf;
        newRoot = newLeaf;
        for (uint256 level = 0; level < levels; ++level) {
            uint256 place = index % ARITY;
            // A complete node of the group that is filling up: the frontier holds it.
            if (index < size && index / ARITY == size / ARITY) self.frontier[level][place] = newRoot;
            (oldNode, newRoot) = _parents(oldNode, newRoot, place, siblings[level]);
            index /= ARITY;
            size /= ARITY;
        }
        if (size == 1) self.frontier[levels][0] = newRoot;
        if (oldNode != root) revert ILeanQuinaryTree.WrongPath(oldNode, root);
    }

    /// @notice Levels that a tree of so many leaves has now.
    /// @param size number of leaves
    /// @return levels the smallest h >= 1 with 5^h >= size
    function height(uint256 size) internal pure returns (uint256 levels) {
        levels = 1;
        for (uint256 capacity = ARITY; capacity < size; capacity *= ARITY) ++levels;
    }

    /// @notice Root of an empty subtree: 0, P5(0, 0, 0, 0, 0), and so on.
    /// @param level 0 to 8
    /// @return node constants in code, which cost no storage
    function emptyNode(uint256 level) internal pure returns (uint256 node) {
        if (level == 0) return 0;
        if (level == 1) return 14655542659562014735865511769057053982292279840403315552050801315682099828156;
        if (level == 2) return 19261153649140605024552417994922546473530072875902678653210025980873274131905;
        if (level == 3) return 21526503558325068664033192388586640128492121680588893182274749683522508994597;
        if (level == 4) return 20017764101928005973906869479218555869286328459998999367935018992260318153770;
        if (level == 5) return 16998355316577652097112514691750893516081130026395813155204269482715045879598;
        if (level == 6) return 2612442706402737973181840577010736087708621987282725873936541279764292204086;
        if (level == 7) return 17716535433480122581515618850811568065658392066947958324371350481921422579201;
        return 17437916409890180001398333108882255895598851862997171508841759030332444017770;
    }

    /// @dev One level of insert: puts the new nodes behind the stored ones, hashes each group that is full now into nodes[0 .. closed),
    /// stores what remains, and hashes it with the edge below into the edge above.
    function _climb(
        uint256[4] storage stored,
        uint256 level,
        uint256 start,
        uint256[] memory nodes,
        uint256 count,
        uint256 edge
    ) private returns (uint256 closed, uint256 nextEdge) {
        uint256[5] memory group;
        uint256 filled = start % ARITY;
        for (uint256 i = 0; i < filled; ++i) group[i] = stored[i];
        uint256 unstored = filled;
        for (uint256 i = 0; i < count; ++i) {
            group[filled++] = nodes[i];
            if (filled == ARITY) {
                nodes[closed++] = PoseidonNode.hash(group);
                filled = 0;
                unstored = 0;
            }
        }
        for (; unstored < filled; ++unstored) stored[unstored] = group[unstored];

        if (filled == 0 && edge == 0) return (closed, 0);
        if (edge != 0) group[filled++] = edge;
        uint256 empty = emptyNode(level);
        while (filled < ARITY) group[filled++] = empty;
        nextEdge = PoseidonNode.hash(group);
    }

    /// @dev The parents that two nodes would have at one place among the same siblings.
    function _parents(
        uint256 oldNode,
        uint256 newNode,
        uint256 place,
        uint256[4] calldata siblings
    ) private pure returns (uint256 oldParent, uint256 newParent) {
        uint256[5] memory group;
        for (uint256 i = 0; i < 4; ++i) group[i < place ? i : i + 1] = siblings[i];
        group[place] = oldNode;
        oldParent = PoseidonNode.hash(group);
        group[place] = newNode;
        newParent = PoseidonNode.hash(group);
    }
}
