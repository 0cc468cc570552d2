// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {RootHistory} from "../../../contracts/RootHistory.sol";

/// @title A bare root history
contract RootHistoryHarness is RootHistory {
    constructor(uint32 window) RootHistory(window) {}

    function setRootWindow(uint32 window) external {
        _setRootWindow(window);
    }

    /// @dev Several changes in one transaction, so in one block.
    function setRoots(uint256[] calldata roots) external {
        for (uint256 i = 0; i < roots.length; ++i) _setRoot(roots[i]);
    }

    function endSupersededRoots() external {
        _endSupersededRoots();
    }

    /// @dev One root, the end of those before it, and another root, all in one block.
    function setEndAndSet(uint256 first, uint256 second) external {
        _setRoot(first);
        _endSupersededRoots();
        _setRoot(second);
    }
}
