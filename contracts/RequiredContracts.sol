// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {IRequiredContracts} from "./interfaces/IRequiredContracts.sol";

/// @title Checks contracts that a constructor is given
/// @notice They are kept for ever: a mistake here could not be mended later.
library RequiredContracts {
    /// @notice Reverts with NotAContract where there is no code.
    /// @param account any address
    function requireContract(address account) internal view {
        if (account.code.length == 0) revert IRequiredContracts.NotAContract(account);
    }

    /// @notice Reverts with NotAContract, or with WrongSignalCount for the verifier of another circuit.
    /// @param verifier any address
    /// @param signals number of public signals of the circuit
    function requireVerifier(IGroth16Verifier verifier, uint256 signals) internal view {
        requireContract(address(verifier));
        uint256 given = verifier.signalCount();
        if (given != signals) revert IRequiredContracts.WrongSignalCount(address(verifier), given, signals);
    }
}
