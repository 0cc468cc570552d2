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
    /// @param sum of those ballots, each coordinate with 1 added: so that the 0 of the first sum's identities takes its place in storage when
    /// the poll is opened, and the first voter pays no more for gas than the others
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
        for (uint256 i = 0; i < 4 * uint256(secret.ciphertexts); ++i) setSum(box, i, i % 2);
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
        used = _requirePosted(box, pollId, indexes, committee.threshold);
        uint256[] memory messages = BallotLanes.messages(current.terms, totals);
        uint256[2][] memory parts = new uint256[2][](indexes.length);
        for (uint256 c = 0; c < messages.length; ++c) {
            for (uint256 i = 0; i < parts.length; ++i) parts[i] = box.parts[indexes[i]][c];
            uint256[2] memory second = [sumAt(box, 4 * c + 2), sumAt(box, 4 * c + 3)];
            if (!ThresholdDecryption.opensTo(second, messages[c], parts, indexes, committee.size))
                revert ISecretBallots.WrongTally(pollId, c);
        }
    }

    /// @notice Checks that a poll can be given up.
    /// @param current poll
    /// @param box of the poll
    /// @param pollId of the poll
    /// @param trustees whose committee holds the key
    /// @return mask of those who have decrypted
    function requireHopeless(
        IPolls.Poll storage current,
        BallotBox storage box,
        uint256 pollId,
        ITrustees trustees
    ) external view returns (uint16 mask) {
        if (block.timestamp < current.openBy) revert ISecretBallots.DecryptionNotOver(pollId, current.openBy);
        uint256 count = 0;
        mask = posted(box);
        for (uint256 left = mask; left != 0; left &= left - 1) ++count;
        // Else whoever dislikes the totals could give the poll up before they are announced.
        if (count >= trustees.committee(current.terms.secret.committee).threshold)
            revert ISecretBallots.DecryptionComplete(pollId, mask);
    }

    /// @notice One coordinate of the sum.
    /// @param box of a poll that was opened
    /// @param place in the ciphertexts
    /// @return coordinate canonical
    function sumAt(BallotBox storage box, uint256 place) internal view returns (uint256 coordinate) {
        return box.sum[place] - 1;
    }

    /// @notice Changes one coordinate of the sum.
    /// @param box of a poll
    /// @param place in the ciphertexts
    /// @param coordinate canonical
    function setSum(BallotBox storage box, uint256 place, uint256 coordinate) internal {
        box.sum[place] = coordinate + 1;
    }

    /// @notice Tells whether a trustee has decrypted.
    /// @param box of the poll
    /// @param trustee any number
    /// @return whether the trustee has
    function hasPosted(BallotBox storage box, uint8 trustee) internal view returns (bool) {
        // No point of the subgroup has y = 0: what is proved is told from what is not there.
        return box.parts[trustee][0][1] != 0;
    }

    /// @notice Who has decrypted.
    /// @param box of the poll
    /// @return mask bit i stands for index i + 1
    function posted(BallotBox storage box) internal view returns (uint16 mask) {
        for (uint8 trustee = 1; trustee <= Parameters.MAX_TRUSTEES; ++trustee) {
            if (hasPosted(box, trustee)) mask |= _bit(trustee);
        }
    }

    function _requirePosted(
        BallotBox storage box,
        uint256 pollId,
        uint8[] calldata indexes,
        uint8 threshold
    ) private view returns (uint16 used) {
        if (indexes.length != threshold) revert ISecretBallots.WrongTrusteeCount(indexes.length, threshold);
        uint8 last = 0;
        for (uint256 i = 0; i < threshold; ++i) {
            uint8 trustee = indexes[i];
            if (trustee <= last) revert ISecretBallots.TrusteesNotAscending(trustee);
            if (!hasPosted(box, trustee)) revert ISecretBallots.PartNotPosted(pollId, trustee);
            used |= _bit(trustee);
            last = trustee;
        }
    }

    function _bit(uint8 trustee) private pure returns (uint16) {
        return uint16(1) << (trustee - 1);
    }
}
