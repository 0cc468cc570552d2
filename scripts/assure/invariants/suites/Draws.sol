// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Many small random numbers from the one that the engine gives
library Draws {
    struct Source {
        uint256 seed;
    }

    /// @notice From 0 to limit - 1.
    function below(Source memory source, uint256 limit) internal pure returns (uint256) {
        source.seed = uint256(keccak256(abi.encode(source.seed)));
        return source.seed % limit;
    }

    /// @notice True once in so many times.
    function once(Source memory source, uint256 times) internal pure returns (bool) {
        return below(source, times) == 0;
    }
}
