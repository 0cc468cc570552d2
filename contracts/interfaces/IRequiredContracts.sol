// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title What a contract refuses of the contracts that it is given to rely on
interface IRequiredContracts {
    /// @notice The address has no code.
    /// @param account the value given
    error NotAContract(address account);

    /// @notice A verifier has another number of public signals than the circuit that it should be of.
    /// @param verifier the contract
    /// @param given its number of signals
    /// @param required the circuit's
    error WrongSignalCount(address verifier, uint256 given, uint256 required);
}
