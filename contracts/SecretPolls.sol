// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BallotLanes} from "./BallotLanes.sol";
import {IPolls} from "./interfaces/IPolls.sol";
import {IPollTerms} from "./interfaces/IPollTerms.sol";
import {ISecretBallots} from "./interfaces/ISecretBallots.sol";
import {ITrustees} from "./interfaces/ITrustees.sol";
import {Parameters} from "./Parameters.sol";
import {ThresholdDecryption} from "./ThresholdDecryption.sol";

/// @title The steps that a secret poll takes once: it is opened, its tally is checked, or it is given up
/// @notice See ISecretBallots. They stand in a library of their own since with them an assembly would be larger than chains allow.
library SecretPolls {
    /// @notice The secret ballots of a poll.
    /// @param hashes of the ballots that count, by nullifier
    /// @param sum of those ballots; the first coordinates only where a ballot has one ciphertext
    /// @param parts of the decryption, by trustee
    struct BallotBox {
        mapping(uint256 nullifier => bytes32) hashes;
        uint256[12] sum;
        mapping(uint8 trustee => uint256[2][3]) parts;
    }

    /// @notice Freezes what ballots are made under.
    /// @param opened poll, with its electorate
    /// @param box of the poll
    /// @param pollId of the poll
    /// @param trustees whose committee holds the key
    function open(IPolls.Poll storage opened, BallotBox storage box, uint256 pollId, ITrustees trustees) external {
        IPollTerms.SecretTerms storage secret = opened.terms.secret;
        uint256 electorate = opened.electorate;
        if (electorate < secret.minimumElectorate)
            revert ISecretBallots.ElectorateTooSmall(electorate, secret.minimumElectorate);
        uint256 ballotRule = BallotLanes.rule(opened.terms, electorate);
        ITrustees.Committee memory committee = trustees.committee(secret.committee);
        if (committee.state != ITrustees.CommitteeState.Ready)
            revert ISecretBallots.CommitteeNotReady(secret.committee, committee.state);

        opened.ballotRule = ballotRule;
        opened.key = committee.key;
        // The sum of no ballots: identities, (0, 1).
        for (uint256 c = 0; c < secret.ciphertexts; ++c) (box.sum[4 * c + 1], box.sum[4 * c + 3]) = (1, 1);
        emit ISecretBallots.SecretPollOpened(pollId, secret.committee, committee.key, ballotRule);
    }

    /// @notice Checks the announced totals.
    /// @param current poll
    /// @param box of the poll
    /// @param pollId of the poll
    /// @param trustees whose committee holds the key
    /// @param indexes of the trustees whose parts are used
    /// @param totals one for each option
    /// @return used mask of those trustees
    function requireTally(
        IPolls.Poll storage current,
        BallotBox storage box,
        uint256 pollId,
        ITrustees trustees,
        uint8[] calldata indexes,
        uint256[] calldata totals
    ) external view returns (uint16 used) {
        ITrustees.Committee memory committee = trustees.committee(current.terms.secret.committee);
        used = _requirePosted(current.posted, pollId, indexes, committee.threshold);
        uint256[] memory messages = BallotLanes.messages(current.terms, totals);
        uint256[2][] memory parts = new uint256[2][](indexes.length);
        for (uint256 c = 0; c < messages.length; ++c) {
            for (uint256 i = 0; i < parts.length; ++i) parts[i] = box.parts[indexes[i]][c];
            uint256[2] memory second = [box.sum[4 * c + 2], box.sum[4 * c + 3]];
            if (!ThresholdDecryption.opensTo(second, messages[c], parts, indexes, committee.size))
                revert ISecretBallots.WrongTally(pollId, c);
        }
    }

    /// @notice Checks that a poll can be given up.
    /// @param current poll
    /// @param pollId of the poll
    /// @param trustees whose committee holds the key
    function requireHopeless(IPolls.Poll storage current, uint256 pollId, ITrustees trustees) external view {
        if (block.timestamp < current.openBy) revert ISecretBallots.DecryptionNotOver(pollId, current.openBy);
        uint256 count = 0;
        for (uint256 mask = current.posted; mask != 0; mask &= mask - 1) ++count;
        // Else whoever dislikes the totals could give the poll up before they are announced.
        if (count >= trustees.committee(current.terms.secret.committee).threshold)
            revert ISecretBallots.DecryptionComplete(pollId, current.posted);
    }

    /// @notice A trustee's place in a mask.
    /// @param trustee index of the trustee
    /// @return mask 0 for who cannot be a trustee
    function bit(uint8 trustee) internal pure returns (uint16 mask) {
        return trustee == 0 || trustee > Parameters.MAX_TRUSTEES ? 0 : uint16(1 << (trustee - 1));
    }

    function _requirePosted(
        uint16 posted,
        uint256 pollId,
        uint8[] calldata indexes,
        uint8 threshold
    ) private pure returns (uint16 used) {
        if (indexes.length != threshold) revert ISecretBallots.WrongTrusteeCount(indexes.length, threshold);
        uint8 last = 0;
        for (uint256 i = 0; i < threshold; ++i) {
            uint8 trustee = indexes[i];
            if (trustee <= last) revert ISecretBallots.TrusteesNotAscending(trustee);
            if (posted & bit(trustee) == 0) revert ISecretBallots.PartNotPosted(pollId, trustee);
            used |= bit(trustee);
            last = trustee;
        }
    }
}
