// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "./interfaces/ILaborLedger.sol";
import {IQuotaProofs} from "./interfaces/IQuotaProofs.sol";
import {Parameters} from "./Parameters.sol";
import {ProofBatch} from "./ProofBatch.sol";

/// @title Quota proofs of many ballots, gathered by the instance of the circuit that made them
/// @notice See IQuotaProofs.
library QuotaBatches {
    using ProofBatch for ProofBatch.Batch;

    /// @notice What all quota proofs of a poll have in common.
    /// @param pollId of the poll
    /// @param root of the frozen roll
    /// @param scope of the poll
    /// @param policy of the poll
    /// @param quotaPolicies of the poll
    /// @param ledger that they are made against
    /// @param capacity most proofs of one instance
    /// @param knownRoot that the ledger was asked about last, and knows
    /// @param instances those that made a proof
    struct Quotas {
        uint256 pollId;
        uint256 root;
        uint256 scope;
        uint256 policy;
        uint256[] quotaPolicies;
        ILaborLedger ledger;
        uint256 capacity;
        uint256 knownRoot;
        Instance[] instances;
    }

    /// @notice Proofs of one instance.
    /// @param records which instance it is
    /// @param places in the terms of the policies that they are for
    /// @param batch the proofs
    struct Instance {
        uint8 records;
        uint256[] places;
        ProofBatch.Batch batch;
    }

    /// @notice Adds the quota proofs of a ballot.
    /// @param quotas of the poll
    /// @param verifiers by number of records
    /// @param nullifier of the ballot
    /// @param message that stands for the ballot
    /// @param quotaProofs one for each policy, in their order
    function add(
        Quotas memory quotas,
        mapping(uint8 records => IGroth16Verifier) storage verifiers,
        uint256 nullifier,
        uint256 message,
        IQuotaProofs.QuotaProof[] calldata quotaProofs
    ) internal {
        uint256 count = quotas.quotaPolicies.length;
        if (quotaProofs.length != count) revert IQuotaProofs.WrongQuotaProofCount(quotaProofs.length, count);
        for (uint256 place = 0; place < count; ++place) {
            IQuotaProofs.QuotaProof calldata quotaProof = quotaProofs[place];
            (uint8 records, uint256 ledgerRoot) = (quotaProof.records, quotaProof.ledgerRoot);
            Instance memory instance = _instance(quotas, verifiers, records);
            _requireKnown(quotas, ledgerRoot);
            instance.places[instance.batch.count] = place;
            uint256[] memory signals = instance.batch.add(quotaProof.proof);
            (signals[0], signals[1], signals[2]) = (nullifier, quotas.root, ledgerRoot);
            (signals[3], signals[4], signals[5]) = (quotas.scope, message, quotas.policy);
            signals[6] = quotas.quotaPolicies[place];
            emit IQuotaProofs.QuotaProved(quotas.pollId, nullifier, place, records, ledgerRoot, quotaProof.proof);
        }
    }

    /// @notice Checks all of them, and names the first that does not hold; instance by instance.
    /// @param quotas of the poll
    function requireAll(Quotas memory quotas) internal view {
        for (uint256 i = 0; i < quotas.instances.length; ++i) {
            Instance memory instance = quotas.instances[i];
            uint256 invalid = instance.batch.firstInvalid();
            if (invalid == instance.batch.count) continue;
            uint256 nullifier = instance.batch.signalsAt(invalid)[0];
            revert IQuotaProofs.InvalidQuotaProof(quotas.pollId, nullifier, instance.places[invalid]);
        }
    }

    /// @dev The instance of so many records, which is new with its first proof.
    function _instance(
        Quotas memory quotas,
        mapping(uint8 records => IGroth16Verifier) storage verifiers,
        uint8 records
    ) private view returns (Instance memory) {
        Instance[] memory known = quotas.instances;
        for (uint256 i = 0; i < known.length; ++i) if (known[i].records == records) return known[i];

        IGroth16Verifier verifier = verifiers[records];
        if (address(verifier) == address(0)) revert IQuotaProofs.UnknownQuotaInstance(records);
        Instance[] memory instances = new Instance[](known.length + 1);
        for (uint256 i = 0; i < known.length; ++i) instances[i] = known[i];
        Instance memory added = instances[known.length];
        added.records = records;
        added.places = new uint256[](quotas.capacity);
        added.batch = ProofBatch.open(verifier, quotas.capacity, Parameters.QUOTA_SIGNALS);
        quotas.instances = instances;
        return added;
    }

    function _requireKnown(Quotas memory quotas, uint256 ledgerRoot) private view {
        // Most are made against the same one. 0 is no root, and no answer to have had before.
        if (ledgerRoot != 0 && ledgerRoot == quotas.knownRoot) return;
        if (!quotas.ledger.isKnownRoot(ledgerRoot)) revert IQuotaProofs.UnknownLedgerRoot(ledgerRoot);
        quotas.knownRoot = ledgerRoot;
    }
}
