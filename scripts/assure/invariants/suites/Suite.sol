// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title What is checked after each call
interface IChecked {
    /// @notice Reverts where something is not as it should be.
    function check() external;

    /// @notice Reverts where the walk has not come to all that matters.
    function checkReached() external view;
}

/// @title A handler whose functions the engine calls at random, with one invariant
abstract contract Suite {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    IChecked internal handler;

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @dev The check is no step.
    function excludeSelectors() external view returns (FuzzSelector[] memory excluded) {
        excluded = new FuzzSelector[](1);
        excluded[0] = FuzzSelector(address(handler), new bytes4[](1));
        excluded[0].selectors[0] = IChecked.check.selector;
    }
}

/// @title A suite that also goes for a walk
abstract contract WalkingSuite is Suite {
    /// @notice A long walk, the same each time: what holds of states that are never reached holds of nothing.
    function test_reachesWhatMatters() external {
        bytes4[] memory steps = _steps();
        for (uint256 i = 0; i < _length(); ++i) {
            uint256 seed = uint256(keccak256(abi.encode("walk", i)));
            (bool taken, bytes memory reason) = address(handler).call(
                abi.encodePacked(
                    steps[seed % steps.length],
                    seed >> 8,
                    keccak256(abi.encode(seed)),
                    seed >> 16,
                    seed >> 24
                )
            );
            if (taken) continue;
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
        handler.check();
        handler.checkReached();
    }

    /// @dev Steps of the walk.
    function _length() internal pure virtual returns (uint256) {
        return 1000;
    }

    /// @dev Functions of the handler, those more than once that are to be called more often.
    function _steps() internal view virtual returns (bytes4[] memory steps);
}
