// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Verifier of one circuit's Groth16 proofs over BN254
/// @notice One verifier serves one circuit and one verification key. It settles only that the proof fits the signals; what the
/// signals mean (scope, policy, root, nullifier) is for the caller to settle.
/// @dev Groth16 proofs are malleable: from one valid proof anyone can make others for the same signals. A caller's protection
/// against replay must rest on the nullifier among the signals, never on the bytes of the proof.
interface IGroth16Verifier {
    /// @notice A Groth16 proof.
    /// @param a point of G1: x, y
    /// @param b point of G2: x, y; of each coordinate the imaginary part comes first, as the EVM's precompiles take it
    /// @param c point of G1: x, y
    struct Proof {
        uint256[2] a;
        uint256[2][2] b;
        uint256[2] c;
    }

    /// @notice Keys that anyone can forge proofs under may serve no chain that matters.
    /// @param chainId the chain on which the deployment was refused
    error InsecureKeys(uint256 chainId);

    /// @notice Tells whether `proof` proves the circuit's statement about `signals`.
    /// @dev Answers false, and does not revert, for a wrong number of signals, a signal of r or more, a coordinate of q or more, a
    /// point that is not on its curve or not in its subgroup, and an invalid proof. A malformed point makes the EVM's precompile
    /// consume nearly all the gas that it was given.
    /// @param proof the proof
    /// @param signals the circuit's public signals in its order, each below the order r of the scalar field
    /// @return valid whether the proof is valid
    function verify(Proof calldata proof, uint256[] calldata signals) external view returns (bool valid);

    /// @notice Tells whether every one of many proofs proves the circuit's statement about its signals, at about a quarter of the cost.
    /// @dev It checks a random combination of the proofs' equations: one pairing each, and three for all. The coefficients have 128 bits of a hash of
    /// everything in the batch and of this contract, so that nobody can choose proofs whose errors cancel each other out. Which proof is
    /// wrong it does not tell. Answers false, and does not revert, for an empty batch, which proves nothing, for other numbers of proofs and of lists of
    /// signals, and for whatever verify answers false for.
    /// @param proofs the proofs
    /// @param signals of each proof, as verify takes them
    /// @return valid whether all are valid
    function verifyBatch(Proof[] calldata proofs, uint256[][] calldata signals) external view returns (bool valid);

    /// @notice How many public signals the circuit has.
    /// @return count the only length of `signals` that verify can accept
    function signalCount() external view returns (uint256 count);
}
