// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IRootHistory} from "./interfaces/IRootHistory.sol";

/// @title Keeps the current root of a tree and knows which earlier ones are still good
/// @notice See IRootHistory.
abstract contract RootHistory is IRootHistory {
    // One slot a root, written when it is superseded. Ended roots are told by their epoch: no list to walk, and exact even
    // when a root is superseded and ended within one block.
    struct Superseded {
        uint64 at;
        uint64 epoch;
    }

    uint256 private _root;
    mapping(uint256 root => Superseded) private _superseded;
    // Last, so that a derived contract's small variables share their slot.
    uint64 private _epoch;
    uint32 private _rootWindow;

    constructor(uint32 window) {
        _setRootWindow(window);
    }

    /// @inheritdoc IRootHistory
    function root() public view returns (uint256) {
        return _root;
    }

    /// @inheritdoc IRootHistory
    function rootWindow() external view returns (uint32) {
        return _rootWindow;
    }

    /// @inheritdoc IRootHistory
    function isKnownRoot(uint256 candidate) external view returns (bool) {
        // 0 is the root of an empty tree; a proof may exist for it only by a flaw of the circuit.
        if (candidate == 0) return false;
        if (candidate == _root) return true;
        Superseded memory superseded = _superseded[candidate];
        return superseded.at != 0 && superseded.epoch == _epoch && block.timestamp - superseded.at < _rootWindow;
    }

    /// @dev Makes `newRoot` the current one; the window of the one before starts now.
    function _setRoot(uint256 newRoot) internal {
        uint256 oldRoot = _root;
        if (oldRoot != 0) _superseded[oldRoot] = Superseded(uint64(block.timestamp), _epoch);
        _root = newRoot;
    }

    /// @dev Ends all roots that have been superseded so far.
    function _endSupersededRoots() internal {
        uint64 epoch = ++_epoch;
        emit SupersededRootsEnded(epoch);
    }

    /// @dev See setRootWindow; who may call it is for the derived contract to say.
    function _setRootWindow(uint32 window) internal {
        _rootWindow = window;
        emit RootWindowSet(window);
    }
}
