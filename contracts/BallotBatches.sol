// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BabyJubJub} from "./BabyJubJub.sol";
import {IAssembly} from "./interfaces/IAssembly.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "./interfaces/ILaborLedger.sol";
import {IPolls} from "./interfaces/IPolls.sol";
import {IQuotaProofs} from "./interfaces/IQuotaProofs.sol";
import {ISecretBallots} from "./interfaces/ISecretBallots.sol";
import {Parameters} from "./Parameters.sol";
import {ProofBatch} from "./ProofBatch.sol";
import {QuotaBatches} from "./QuotaBatches.sol";
import {SecretPolls} from "./SecretPolls.sol";

/// @title Ballots cast many at once
/// @notice They count as if they had come one after the other. Their proofs are checked together, and the sum of secret ballots changes once.
/// @dev Everything is written down before the proofs are checked, so that one nullifier twice is refused like in two calls; where a proof does
/// not hold, all is undone.
library BallotBatches {
    using ProofBatch for ProofBatch.Batch;
    using QuotaBatches for QuotaBatches.Quotas;

    uint256 private constant MAX_OPTIONS = 32;

    /// @notice Where ballots go.
    /// @param pollId of the poll
    /// @param scope of the poll
    /// @param ledger that quota proofs are made against
    /// @param verifier of the ballots' own proofs
    struct Destination {
        uint256 pollId;
        uint256 scope;
        ILaborLedger ledger;
        IGroth16Verifier verifier;
    }

    /// @notice Casts public ballots.
    /// @param current the poll, which takes public ballots now
    /// @param voted nullifiers that the poll has seen
    /// @param tally ballots of each option
    /// @param quotaVerifiers by number of records
    /// @param destination of the ballots
    /// @param votes the ballots
    function vote(
        IPolls.Poll storage current,
        mapping(uint256 nullifier => bool) storage voted,
        uint64[MAX_OPTIONS] storage tally,
        mapping(uint8 records => IGroth16Verifier) storage quotaVerifiers,
        Destination memory destination,
        IAssembly.PublicVote[] calldata votes
    ) external {
        uint256 pollId = destination.pollId;
        uint8 options = current.terms.options;
        QuotaBatches.Quotas memory quotas = _quotas(current, destination, votes.length);
        ProofBatch.Batch memory batch = ProofBatch.open(
            destination.verifier,
            votes.length,
            Parameters.MEMBERSHIP_SIGNALS
        );
        for (uint256 i = 0; i < votes.length; ++i) {
            IAssembly.PublicVote calldata one = votes[i];
            (uint256 nullifier, uint8 option) = (one.nullifier, one.option);
            if (option >= options) revert IAssembly.InvalidOption(option, options);
            if (nullifier >= Parameters.FIELD_ORDER) revert IPolls.InvalidNullifier(nullifier);
            if (voted[nullifier]) revert IPolls.NullifierUsed(pollId, nullifier);
            voted[nullifier] = true;
            ++tally[option];

            uint256[] memory signals = batch.add(one.proof);
            (signals[0], signals[1], signals[2]) = (nullifier, quotas.root, quotas.scope);
            (signals[3], signals[4]) = (option, quotas.policy);
            quotas.add(quotaVerifiers, nullifier, option, one.quotaProofs);
            emit IAssembly.VoteCast(pollId, nullifier, option, one.proof);
        }
        current.ballots += uint32(votes.length);
        uint256 invalid = batch.firstInvalid();
        if (invalid != votes.length) revert IAssembly.InvalidMembershipProof(pollId, votes[invalid].nullifier);
        quotas.requireAll();
    }

    /// @notice Casts secret ballots, some of which may replace others.
    /// @param current the poll, which takes secret ballots now
    /// @param box of the poll
    /// @param quotaVerifiers by number of records
    /// @param destination of the ballots
    /// @param votes the ballots
    function castBallots(
        IPolls.Poll storage current,
        SecretPolls.BallotBox storage box,
        mapping(uint8 records => IGroth16Verifier) storage quotaVerifiers,
        Destination memory destination,
        ISecretBallots.SecretVote[] calldata votes
    ) external {
        uint256 coordinates = Parameters.CIPHERTEXT_SIGNALS * uint256(current.terms.secret.ciphertexts);
        QuotaBatches.Quotas memory quotas = _quotas(current, destination, votes.length);
        ProofBatch.Batch memory batch = ProofBatch.open(
            destination.verifier,
            votes.length,
            Parameters.BALLOT_SIGNALS + coordinates
        );
        Encryption memory encryption = Encryption(current.key, current.ballotRule, coordinates);
        uint32 voters = 0;
        for (uint256 i = 0; i < votes.length; ++i) {
            if (_cast(box, quotaVerifiers, quotas, votes[i])) ++voters;
            _addBallot(batch, quotas, encryption, votes[i]);
        }
        current.ballots += voters;
        uint256 invalid = batch.firstInvalid();
        if (invalid != votes.length)
            revert ISecretBallots.InvalidBallotProof(destination.pollId, votes[invalid].nullifier);
        quotas.requireAll();
        _addUp(box, coordinates, votes);
    }

    struct Encryption {
        uint256[2] key;
        uint256 ballotRule;
        uint256 coordinates;
    }

    /// @dev Puts a ballot's hash down, in the place of another one where it replaces it, and says whether its voter is a new one.
    function _cast(
        SecretPolls.BallotBox storage box,
        mapping(uint8 records => IGroth16Verifier) storage quotaVerifiers,
        QuotaBatches.Quotas memory quotas,
        ISecretBallots.SecretVote calldata one
    ) private returns (bool isFirst) {
        uint256 nullifier = one.nullifier;
        ISecretBallots.SecretBallot calldata ballot = one.ballot;
        ISecretBallots.SecretBallot calldata previous = one.previous;
        bytes32 hash = _hash(ballot);
        bytes32 known = box.hashes[nullifier];
        isFirst = previous.ciphertexts.length == 0;
        box.hashes[nullifier] = hash;
        if (isFirst) {
            if (nullifier >= Parameters.FIELD_ORDER) revert IPolls.InvalidNullifier(nullifier);
            if (known != 0) revert IPolls.NullifierUsed(quotas.pollId, nullifier);
            quotas.add(quotaVerifiers, nullifier, uint256(hash) >> 8, one.quotaProofs);
            emit ISecretBallots.BallotCast(quotas.pollId, nullifier, ballot.sequence, ballot.ciphertexts, one.proof);
        } else {
            if (known != _hash(previous)) revert ISecretBallots.WrongPreviousBallot(quotas.pollId, nullifier);
            if (ballot.sequence <= previous.sequence)
                revert ISecretBallots.SequenceNotLarger(ballot.sequence, previous.sequence);
            // Quotas were proved with the first ballot.
            if (one.quotaProofs.length != 0) revert IQuotaProofs.WrongQuotaProofCount(one.quotaProofs.length, 0);
            emit ISecretBallots.BallotReplaced(
                quotas.pollId,
                nullifier,
                ballot.sequence,
                ballot.ciphertexts,
                one.proof
            );
        }
    }

    function _addBallot(
        ProofBatch.Batch memory batch,
        QuotaBatches.Quotas memory poll,
        Encryption memory encryption,
        ISecretBallots.SecretVote calldata one
    ) private pure {
        uint256[] calldata ciphertexts = one.ballot.ciphertexts;
        uint256 count = encryption.coordinates;
        if (ciphertexts.length != count) revert ISecretBallots.WrongCiphertextCount(ciphertexts.length, count);
        uint256[] memory signals = batch.add(one.proof);
        (signals[0], signals[1], signals[2], signals[3]) = (one.nullifier, poll.root, poll.scope, poll.policy);
        (signals[4], signals[5]) = (encryption.key[0], encryption.key[1]);
        (signals[6], signals[7]) = (encryption.ballotRule, one.ballot.sequence);
        for (uint256 i = 0; i < count; ++i) signals[Parameters.BALLOT_SIGNALS + i] = ciphertexts[i];
    }

    /// @dev The proofs have settled that all points are on the curve and in the subgroup.
    function _addUp(
        SecretPolls.BallotBox storage box,
        uint256 coordinates,
        ISecretBallots.SecretVote[] calldata votes
    ) private {
        uint256[] memory sum = new uint256[](coordinates);
        for (uint256 i = 0; i < coordinates; ++i) sum[i] = SecretPolls.sumAt(box, i);
        uint256 points = BabyJubJub.toProjective(sum);
        for (uint256 i = 0; i < votes.length; ++i) {
            BabyJubJub.addAll(points, votes[i].ballot.ciphertexts);
            uint256[] calldata removed = votes[i].previous.ciphertexts;
            if (removed.length != 0) BabyJubJub.subtractAll(points, removed);
        }
        sum = BabyJubJub.toAffine(points, coordinates / 2);
        for (uint256 i = 0; i < coordinates; ++i) SecretPolls.setSum(box, i, sum[i]);
    }

    function _quotas(
        IPolls.Poll storage current,
        Destination memory destination,
        uint256 ballots
    ) private view returns (QuotaBatches.Quotas memory quotas) {
        if (ballots == 0) revert IPolls.NoBallots(destination.pollId);
        quotas.pollId = destination.pollId;
        quotas.root = current.root;
        quotas.scope = destination.scope;
        quotas.policy = current.policy;
        quotas.quotaPolicies = current.terms.quotaPolicies;
        quotas.ledger = destination.ledger;
        quotas.capacity = ballots * quotas.quotaPolicies.length;
    }

    function _hash(ISecretBallots.SecretBallot calldata ballot) private pure returns (bytes32) {
        return keccak256(abi.encode(ballot.sequence, ballot.ciphertexts));
    }
}
