// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title The current root of a tree, and those that were current a short while ago
/// @notice A proof takes seconds to make and the tree may change meanwhile. So a root stays good for a window of time, which starts
/// when another root takes its place (not when it was made).
interface IRootHistory {
    /// @notice The window was set.
    /// @param window seconds
    event RootWindowSet(uint32 window);

    /// @notice All roots that had been superseded so far are good no longer.
    /// @param epoch number of the epoch that begins
    event SupersededRootsEnded(uint64 epoch);

    /// @notice Sets for how long a superseded root stays good. Only for the admin.
    /// @dev Counts at once and for all roots: a longer window makes roots good again that had expired under the shorter one, except
    /// those that were ended.
    /// @param window seconds; 0 leaves only the current root
    function setRootWindow(uint32 window) external;

    /// @notice The current root.
    /// @return currentRoot 0 while the tree is empty
    function root() external view returns (uint256 currentRoot);

    /// @notice For how long a superseded root stays good.
    /// @return window seconds
    function rootWindow() external view returns (uint32 window);

    /// @notice Tells whether a proof against this root may be accepted now: it is the current root, or it was superseded less than
    /// the window ago and not ended since.
    /// @param candidate any number
    /// @return known false for 0 and for every root that never was current
    function isKnownRoot(uint256 candidate) external view returns (bool known);
}
