// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title What the test engine can do that no contract can
/// @dev The usual interface of Foundry's and Hardhat's engines, as far as the suites need it.
interface Cheats {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    /// @notice Sets the time.
    function warp(uint256 timestamp) external;

    /// @notice The next call comes from this account.
    function prank(address sender) external;

    /// @notice Begins to keep events.
    function recordLogs() external;

    /// @notice Events since then.
    function getRecordedLogs() external returns (Log[] memory logs);

    /// @notice Remembers the state of the chain.
    function snapshotState() external returns (uint256 id);

    /// @notice Brings a remembered state back.
    function revertToState(uint256 id) external returns (bool found);

    /// @notice Sets the number of the chain.
    function chainId(uint256 id) external;
}

Cheats constant CHEATS = Cheats(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);
