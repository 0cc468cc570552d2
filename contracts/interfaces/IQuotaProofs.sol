// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./IGroth16Verifier.sol";
import {ILaborLedger} from "./ILaborLedger.sol";

/// @title Proofs that a voter meets a poll's labor quotas
/// @notice A quota proof goes with a ballot. That it is the same member's is shown by the same nullifier.
/// @dev Its signals are nullifier, member root, ledger root, scope, message, policy and quota policy: all but the ledger root are the poll's
/// and the ballot's own.
interface IQuotaProofs {
    /// @notice A verifier of quota proofs.
    /// @param records number of records that its circuit can count
    /// @param verifier of that circuit
    struct QuotaInstance {
        uint8 records;
        IGroth16Verifier verifier;
    }

    /// @notice A proof that the voter meets one quota policy.
    /// @param records which instance of the circuit made it
    /// @param ledgerRoot against which it was made
    /// @param proof the proof
    struct QuotaProof {
        uint8 records;
        uint256 ledgerRoot;
        IGroth16Verifier.Proof proof;
    }

    /// @notice A voter met one of the poll's quotas.
    /// @param pollId of the poll
    /// @param nullifier that stands for the voter in this poll only
    /// @param place of the quota policy in the terms, from 0
    /// @param records which instance of the circuit made the proof
    /// @param ledgerRoot against which it was made
    /// @param proof the proof
    event QuotaProved(
        uint256 indexed pollId,
        uint256 indexed nullifier,
        uint256 place,
        uint8 records,
        uint256 ledgerRoot,
        IGroth16Verifier.Proof proof
    );

    /// @notice Two verifiers were given for one number of records, or one for 0 records.
    /// @param records the value given
    error InvalidQuotaInstance(uint8 records);

    /// @notice The poll asks for another number of quota proofs.
    /// @param given number of proofs
    /// @param required number of quota policies
    error WrongQuotaProofCount(uint256 given, uint256 required);

    /// @notice There is no verifier for this number of records.
    /// @param records the value given
    error UnknownQuotaInstance(uint8 records);

    /// @notice The ledger does not know this root, or knows it no longer: make the proof anew.
    /// @param ledgerRoot the value given
    error UnknownLedgerRoot(uint256 ledgerRoot);

    /// @notice A quota proof does not prove this policy for this ballot.
    /// @param pollId of the poll
    /// @param nullifier the value given
    /// @param place of the policy in the terms, from 0
    error InvalidQuotaProof(uint256 pollId, uint256 nullifier, uint256 place);

    /// @notice The ledger that quota proofs are made against.
    /// @return its contract
    function ledger() external view returns (ILaborLedger);

    /// @notice The verifier of quota proofs over so many records; it never changes.
    /// @param records size of the instance
    /// @return its contract; 0 if there is none
    function quotaVerifier(uint8 records) external view returns (IGroth16Verifier);
}
