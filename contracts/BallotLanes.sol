// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IPollTerms} from "./interfaces/IPollTerms.sol";
import {ISecretBallots} from "./interfaces/ISecretBallots.sol";
import {Parameters} from "./Parameters.sol";

/// @title Where the options of a secret poll lie in a ballot's ciphertexts
/// @notice The message of a ciphertext has 40 bits, split into lanes of one width; each option has a lane of its own, and
/// ballots add up lane by lane.
library BallotLanes {
    /// @dev As many lanes of each ciphertext as are needed, at most 4: option j lies in ciphertext j / perCiphertext.
    struct Lanes {
        uint256 options;
        uint256 ciphertexts;
        uint256 perCiphertext;
        uint256 width;
    }

    /// @notice The rule of a poll's ballots, as the circuit takes it: the set of used lanes, then width, maxScore, minTotal, maxTotal and
    /// quadratic. Reverts with LanesWouldOverflow if all members together could give one option more than its lane holds.
    /// @param terms of a secret poll
    /// @param electorate number of members
    /// @return ballotRule below 2^67
    function rule(IPollTerms.PollTerms storage terms, uint256 electorate) internal view returns (uint256 ballotRule) {
        IPollTerms.SecretTerms storage secret = terms.secret;
        Lanes memory lanes = _lanes(terms);
        if ((electorate * secret.maxScore) >> lanes.width != 0)
            revert ISecretBallots.LanesWouldOverflow(electorate, secret.maxScore, lanes.width);
        for (uint256 option = 0; option < lanes.options; ++option) {
            // In the circuit each ciphertext has four lanes, used or not.
            (uint256 ciphertext, uint256 lane) = (option / lanes.perCiphertext, option % lanes.perCiphertext);
            ballotRule |= 1 << (Parameters.LANES_PER_CIPHERTEXT * ciphertext + lane);
        }
        uint256 offset = Parameters.MAX_LANES;
        ballotRule |= lanes.width << offset;
        offset += Parameters.LANE_WIDTH_BITS;
        ballotRule |= uint256(secret.maxScore) << offset;
        offset += Parameters.SCORE_BITS;
        ballotRule |= uint256(secret.minTotal) << offset;
        offset += Parameters.BALLOT_TOTAL_BITS;
        ballotRule |= uint256(secret.maxTotal) << offset;
        offset += Parameters.BALLOT_TOTAL_BITS;
        if (secret.quadratic) ballotRule |= 1 << offset;
    }

    /// @notice The messages of the ciphertexts that hold these totals. Reverts with WrongTotalCount or TotalTooLarge.
    /// @param terms of a secret poll
    /// @param totals one for each option
    /// @return packed one for each ciphertext, each below 2^40
    function messages(
        IPollTerms.PollTerms storage terms,
        uint256[] calldata totals
    ) internal view returns (uint256[] memory packed) {
        Lanes memory lanes = _lanes(terms);
        if (totals.length != lanes.options) revert ISecretBallots.WrongTotalCount(totals.length, lanes.options);
        packed = new uint256[](lanes.ciphertexts);
        for (uint256 option = 0; option < totals.length; ++option) {
            uint256 total = totals[option];
            // Else what is too much for one lane would be counted in the next.
            if (total >> lanes.width != 0) revert ISecretBallots.TotalTooLarge(option, total);
            packed[option / lanes.perCiphertext] |= total << ((option % lanes.perCiphertext) * lanes.width);
        }
    }

    function _lanes(IPollTerms.PollTerms storage terms) private view returns (Lanes memory lanes) {
        (lanes.options, lanes.ciphertexts) = (terms.options, terms.secret.ciphertexts);
        lanes.perCiphertext = (lanes.options + lanes.ciphertexts - 1) / lanes.ciphertexts;
        lanes.width = Parameters.MESSAGE_BITS / lanes.perCiphertext;
    }
}
