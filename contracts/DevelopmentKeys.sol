// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";

/// @title INSECURE: keeps verifiers with development keys off every network that matters
/// @notice Development keys come from public beacons only, so anyone can forge proofs under them. They serve local chains and
/// known testnets; anywhere else the deployment reverts, and there is no switch that would let it pass.
abstract contract DevelopmentKeys {
    constructor() {
        if (!_isTestNetwork(block.chainid)) revert IGroth16Verifier.InsecureKeys(block.chainid);
    }

    function _isTestNetwork(uint256 chainId) private pure returns (bool) {
        return
            chainId == 31337 || // Hardhat, Anvil
            chainId == 1337 || // Ganache, Geth's development mode
            chainId == 11155111 || // Sepolia
            chainId == 17000 || // Holesky
            chainId == 560048 || // Hoodi
            chainId == 421614 || // Arbitrum Sepolia
            chainId == 84532 || // Base Sepolia
            chainId == 11155420 || // OP Sepolia
            chainId == 80002 || // Polygon Amoy
            chainId == 534351; // Scroll Sepolia
    }
}
