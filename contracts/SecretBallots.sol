// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BabyJubJub} from "./BabyJubJub.sol";
import {BallotBatches} from "./BallotBatches.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {ISecretBallots} from "./interfaces/ISecretBallots.sol";
import {ITrustees} from "./interfaces/ITrustees.sol";
import {Parameters} from "./Parameters.sol";
import {Polls} from "./Polls.sol";
import {QuotaProofs} from "./QuotaProofs.sol";
import {RequiredContracts} from "./RequiredContracts.sol";
import {SecretPolls} from "./SecretPolls.sol";

/// @title Secret ballots: cast, added up, opened as a sum
/// @notice See ISecretBallots.
abstract contract SecretBallots is ISecretBallots, Polls, QuotaProofs {
    /// @inheritdoc ISecretBallots
    ITrustees public immutable trustees;
    /// @inheritdoc ISecretBallots
    IGroth16Verifier public immutable decryptVerifier;
    // Filled by the constructor and never written again.
    mapping(uint8 ciphertexts => IGroth16Verifier) private _ballotVerifiers;

    mapping(uint256 pollId => SecretPolls.BallotBox) private _boxes;

    constructor(ITrustees trustees_, IGroth16Verifier decryptVerifier_, BallotInstance[] memory instances) {
        RequiredContracts.requireContract(address(trustees_));
        RequiredContracts.requireVerifier(decryptVerifier_, Parameters.DECRYPT_SIGNALS);
        trustees = trustees_;
        decryptVerifier = decryptVerifier_;
        for (uint256 i = 0; i < instances.length; ++i) {
            (uint8 ciphertexts, IGroth16Verifier verifier) = (instances[i].ciphertexts, instances[i].verifier);
            bool fits = ciphertexts == 1 || ciphertexts == 3;
            if (!fits || address(_ballotVerifiers[ciphertexts]) != address(0))
                revert InvalidBallotInstance(ciphertexts);
            RequiredContracts.requireVerifier(verifier, _signalCount(ciphertexts));
            _ballotVerifiers[ciphertexts] = verifier;
        }
    }

    /// @inheritdoc ISecretBallots
    function castBallot(
        uint256 pollId,
        uint256 nullifier,
        SecretBallot calldata ballot,
        IGroth16Verifier.Proof calldata proof,
        QuotaProof[] calldata quotaProofs
    ) external {
        Poll storage current = _requireVoting(pollId, true);
        if (nullifier >= Parameters.FIELD_ORDER) revert InvalidNullifier(nullifier);
        SecretPolls.BallotBox storage box = _boxes[pollId];
        if (box.hashes[nullifier] != 0) revert NullifierUsed(pollId, nullifier);
        uint256 scope = scopeOf(pollId);
        _requireBallot(current, pollId, nullifier, scope, ballot, proof);
        bytes32 hash = _hash(ballot);
        _requireQuotas(current, pollId, nullifier, scope, uint256(hash) >> 8, quotaProofs);

        box.hashes[nullifier] = hash;
        ++current.ballots;
        _store(box, BabyJubJub.addEach(sum(pollId), ballot.ciphertexts));
        emit BallotCast(pollId, nullifier, ballot.sequence, ballot.ciphertexts, proof);
    }

    /// @inheritdoc ISecretBallots
    function replaceBallot(
        uint256 pollId,
        uint256 nullifier,
        SecretBallot calldata ballot,
        SecretBallot calldata previous,
        IGroth16Verifier.Proof calldata proof
    ) external {
        Poll storage current = _requireVoting(pollId, true);
        SecretPolls.BallotBox storage box = _boxes[pollId];
        if (box.hashes[nullifier] != _hash(previous)) revert WrongPreviousBallot(pollId, nullifier);
        if (ballot.sequence <= previous.sequence) revert SequenceNotLarger(ballot.sequence, previous.sequence);
        _requireBallot(current, pollId, nullifier, scopeOf(pollId), ballot, proof);

        box.hashes[nullifier] = _hash(ballot);
        _store(box, BabyJubJub.addAndSubtractEach(sum(pollId), ballot.ciphertexts, previous.ciphertexts));
        emit BallotReplaced(pollId, nullifier, ballot.sequence, ballot.ciphertexts, proof);
    }

    /// @inheritdoc ISecretBallots
    function castBallots(uint256 pollId, SecretVote[] calldata votes) external {
        Poll storage current = _requireVoting(pollId, true);
        IGroth16Verifier verifier = _ballotVerifiers[current.terms.secret.ciphertexts];
        BallotBatches.castBallots(
            current,
            _boxes[pollId],
            _quotaVerifiers,
            BallotBatches.Destination(pollId, scopeOf(pollId), ledger, verifier),
            votes
        );
    }

    /// @inheritdoc ISecretBallots
    function decrypt(
        uint256 pollId,
        uint8 trustee,
        uint256[2][] calldata parts,
        IGroth16Verifier.Proof[] calldata proofs
    ) external {
        Poll storage current = _require(pollId, PollState.Decrypting);
        uint256 committee = current.terms.secret.committee;
        uint256[2] memory shareKey = trustees.shareKey(committee, trustee);
        if (shareKey[0] == 0 && shareKey[1] == 0) revert NoShare(committee, trustee);
        SecretPolls.BallotBox storage box = _boxes[pollId];
        if (SecretPolls.hasPosted(box, trustee)) revert PartAlreadyPosted(pollId, trustee);
        uint256 count = current.terms.secret.ciphertexts;
        if (parts.length != count || proofs.length != count) revert WrongPartCount(parts.length, proofs.length, count);

        uint256[] memory signals = new uint256[](Parameters.DECRYPT_SIGNALS);
        (signals[0], signals[1]) = (shareKey[0], shareKey[1]);
        for (uint256 c = 0; c < count; ++c) {
            (signals[2], signals[3]) = (parts[c][0], parts[c][1]);
            (signals[4], signals[5]) = (SecretPolls.sumAt(box, 4 * c), SecretPolls.sumAt(box, 4 * c + 1));
            if (!decryptVerifier.verify(proofs[c], signals)) revert InvalidPartialDecryption(pollId, trustee, c);
            box.parts[trustee][c] = parts[c];
        }
        emit PartlyDecrypted(pollId, trustee, parts, proofs);
    }

    /// @inheritdoc ISecretBallots
    function announce(uint256 pollId, uint8[] calldata trusteeIndexes, uint256[] calldata totals) external {
        Poll storage current = _require(pollId, PollState.Decrypting);
        SecretPolls.BallotBox storage box = _boxes[pollId];
        uint16 used = SecretPolls.requireTally(current, box, pollId, trustees, trusteeIndexes, totals);
        for (uint256 option = 0; option < totals.length; ++option) _tallies[pollId][option] = uint64(totals[option]);
        emit TallyAnnounced(pollId, used, totals);
        _settle(pollId, current, totals);
    }

    /// @inheritdoc ISecretBallots
    function abandon(uint256 pollId) external {
        Poll storage current = _require(pollId, PollState.Decrypting);
        uint16 posted = SecretPolls.requireHopeless(current, _boxes[pollId], pollId, trustees);
        current.state = PollState.Abandoned;
        emit PollAbandoned(pollId, posted);
    }

    /// @inheritdoc ISecretBallots
    function sum(uint256 pollId) public view returns (uint256[] memory ciphertexts) {
        Poll storage asked = _polls[pollId];
        if (asked.ballotRule == 0) return ciphertexts;
        SecretPolls.BallotBox storage box = _boxes[pollId];
        ciphertexts = new uint256[](4 * uint256(asked.terms.secret.ciphertexts));
        for (uint256 i = 0; i < ciphertexts.length; ++i) ciphertexts[i] = SecretPolls.sumAt(box, i);
    }

    /// @inheritdoc ISecretBallots
    function ballotHash(uint256 pollId, uint256 nullifier) public view returns (bytes32) {
        return _boxes[pollId].hashes[nullifier];
    }

    /// @inheritdoc ISecretBallots
    function part(uint256 pollId, uint8 trustee) external view returns (uint256[2][] memory parts) {
        if (!SecretPolls.hasPosted(_boxes[pollId], trustee)) return parts;
        parts = new uint256[2][](_polls[pollId].terms.secret.ciphertexts);
        for (uint256 c = 0; c < parts.length; ++c) parts[c] = _boxes[pollId].parts[trustee][c];
    }

    /// @inheritdoc ISecretBallots
    function partsPosted(uint256 pollId) external view returns (uint16) {
        return SecretPolls.posted(_boxes[pollId]);
    }

    /// @inheritdoc ISecretBallots
    function ballotVerifier(uint8 ciphertexts) public view returns (IGroth16Verifier) {
        return _ballotVerifiers[ciphertexts];
    }

    /// @dev Freezes what secret ballots are made under.
    function _openSecret(uint256 pollId, Poll storage opened) internal {
        SecretPolls.open(opened, _boxes[pollId], pollId, trustees);
    }

    /// @dev Ends voting: with too few ballots the poll is over, and nobody learns what they said.
    function _closeSecret(uint256 pollId, Poll storage closed) internal {
        SecretTerms storage secret = closed.terms.secret;
        if (closed.ballots < secret.minimumTurnout) {
            _endUnread(pollId, closed);
            return;
        }
        uint64 openBy = uint64(block.timestamp) + secret.decryptionPeriod;
        closed.state = PollState.Decrypting;
        closed.openBy = openBy;
        emit DecryptionBegun(pollId, sum(pollId), openBy);
    }

    /// @dev The proof must fit the poll's own root, scope, policy, key and rule, and this ballot and nullifier. It settles that points are on
    /// the curve and in the subgroup: sums need not look at them again.
    function _requireBallot(
        Poll storage current,
        uint256 pollId,
        uint256 nullifier,
        uint256 scope,
        SecretBallot calldata ballot,
        IGroth16Verifier.Proof calldata proof
    ) private view {
        uint8 ciphertexts = current.terms.secret.ciphertexts;
        uint256 count = ballot.ciphertexts.length;
        if (count != 4 * uint256(ciphertexts)) revert WrongCiphertextCount(count, 4 * uint256(ciphertexts));

        uint256[] memory signals = new uint256[](_signalCount(ciphertexts));
        (signals[0], signals[1], signals[2], signals[3]) = (nullifier, current.root, scope, current.policy);
        (signals[4], signals[5], signals[6]) = (current.key[0], current.key[1], current.ballotRule);
        signals[7] = ballot.sequence;
        for (uint256 i = 0; i < count; ++i) signals[Parameters.BALLOT_SIGNALS + i] = ballot.ciphertexts[i];
        if (!_ballotVerifiers[ciphertexts].verify(proof, signals)) revert InvalidBallotProof(pollId, nullifier);
    }

    // Affine: one inversion for all points of a ballot costs less than a third coordinate of each in storage. For one ciphertext this takes 24,100
    // gas, with projective points 33,100.
    function _store(SecretPolls.BallotBox storage box, uint256[] memory changed) private {
        for (uint256 i = 0; i < changed.length; ++i) SecretPolls.setSum(box, i, changed[i]);
    }

    function _hash(SecretBallot calldata ballot) private pure returns (bytes32) {
        return keccak256(abi.encode(ballot.sequence, ballot.ciphertexts));
    }

    function _signalCount(uint8 ciphertexts) private pure returns (uint256) {
        return Parameters.BALLOT_SIGNALS + Parameters.CIPHERTEXT_SIGNALS * ciphertexts;
    }
}
