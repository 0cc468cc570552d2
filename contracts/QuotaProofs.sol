// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "./interfaces/ILaborLedger.sol";
import {IPolls} from "./interfaces/IPolls.sol";
import {IQuotaProofs} from "./interfaces/IQuotaProofs.sol";
import {Parameters} from "./Parameters.sol";
import {RequiredContracts} from "./RequiredContracts.sol";

/// @title Proofs that a voter meets a poll's labor quotas
/// @notice See IQuotaProofs.
abstract contract QuotaProofs is IQuotaProofs {
    /// @inheritdoc IQuotaProofs
    ILaborLedger public immutable ledger;
    // Filled by the constructor and never written again.
    mapping(uint8 records => IGroth16Verifier) internal _quotaVerifiers;

    constructor(ILaborLedger ledger_, QuotaInstance[] memory instances) {
        RequiredContracts.requireContract(address(ledger_));
        ledger = ledger_;
        for (uint256 i = 0; i < instances.length; ++i) {
            (uint8 records, IGroth16Verifier verifier) = (instances[i].records, instances[i].verifier);
            if (records == 0 || address(_quotaVerifiers[records]) != address(0)) revert InvalidQuotaInstance(records);
            RequiredContracts.requireVerifier(verifier, Parameters.QUOTA_SIGNALS);
            _quotaVerifiers[records] = verifier;
        }
    }

    /// @inheritdoc IQuotaProofs
    function quotaVerifier(uint8 records) external view returns (IGroth16Verifier) {
        return _quotaVerifiers[records];
    }

    /// @dev Every proof must fit the poll's own root, scope and policy, this ballot and its nullifier.
    /// @param current the poll
    /// @param pollId of the poll
    /// @param nullifier of the ballot
    /// @param scope of the poll
    /// @param message that stands for the ballot
    /// @param quotaProofs of the ballot
    function _requireQuotas(
        IPolls.Poll storage current,
        uint256 pollId,
        uint256 nullifier,
        uint256 scope,
        uint256 message,
        QuotaProof[] calldata quotaProofs
    ) internal {
        uint256[] storage quotaPolicies = current.terms.quotaPolicies;
        uint256 count = quotaPolicies.length;
        if (quotaProofs.length != count) revert WrongQuotaProofCount(quotaProofs.length, count);
        if (count == 0) return;

        uint256[] memory signals = new uint256[](Parameters.QUOTA_SIGNALS);
        (signals[0], signals[1], signals[3], signals[4]) = (nullifier, current.root, scope, message);
        signals[5] = current.policy;
        for (uint256 place = 0; place < count; ++place) {
            QuotaProof calldata quotaProof = quotaProofs[place];
            signals[2] = quotaProof.ledgerRoot;
            signals[6] = quotaPolicies[place];
            if (!_meetsQuota(quotaProof, signals)) revert InvalidQuotaProof(pollId, nullifier, place);
            emit QuotaProved(pollId, nullifier, place, quotaProof.records, quotaProof.ledgerRoot, quotaProof.proof);
        }
    }

    function _meetsQuota(QuotaProof calldata quotaProof, uint256[] memory signals) private view returns (bool) {
        IGroth16Verifier verifier = _quotaVerifiers[quotaProof.records];
        if (address(verifier) == address(0)) revert UnknownQuotaInstance(quotaProof.records);
        if (!ledger.isKnownRoot(quotaProof.ledgerRoot)) revert UnknownLedgerRoot(quotaProof.ledgerRoot);
        return verifier.verify(quotaProof.proof, signals);
    }
}
