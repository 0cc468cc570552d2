// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IPolls} from "./interfaces/IPolls.sol";
import {Settlement} from "./Settlement.sol";

/// @title Polls and where they stand
/// @notice See IPolls.
abstract contract Polls is IPolls {
    bytes32 private constant ON_CHAIN_SCOPE_TAG = keccak256("rochdale/scope/chain/v1");

    uint256 internal constant MAX_OPTIONS = 32;

    /// @inheritdoc IPolls
    uint256 public pollCount;
    mapping(uint256 pollId => Poll) internal _polls;
    // Of a secret poll, scores; the totals of all members' scores have at most 40 bits.
    mapping(uint256 pollId => uint64[MAX_OPTIONS]) internal _tallies;

    /// @inheritdoc IPolls
    function scopeOf(uint256 pollId) public view returns (uint256) {
        // Computed anew each time: after a fork of the chain, the two sides have different scopes.
        return uint256(keccak256(abi.encode(ON_CHAIN_SCOPE_TAG, block.chainid, address(this), pollId))) >> 8;
    }

    /// @inheritdoc IPolls
    function poll(uint256 pollId) external view returns (Poll memory) {
        return _polls[pollId];
    }

    /// @inheritdoc IPolls
    function tally(uint256 pollId) public view returns (uint256[] memory totals) {
        Poll storage asked = _polls[pollId];
        if (_isSecret(asked)) {
            // A closed poll with enough ballots was announced: that is how it came to be closed.
            bool opened = asked.state == PollState.Closed && asked.ballots >= asked.terms.secret.minimumTurnout;
            if (!opened) return totals;
        }
        uint64[MAX_OPTIONS] storage counted = _tallies[pollId];
        totals = new uint256[](asked.terms.options);
        for (uint256 option = 0; option < totals.length; ++option) totals[option] = counted[option];
    }

    /// @inheritdoc IPolls
    function outcome(uint256 pollId) external view returns (Outcome, uint8) {
        Poll storage asked = _polls[pollId];
        return
            asked.state == PollState.None ? (Outcome.Undecided, Settlement.NO_OPTION) : (asked.outcome, asked.option);
    }

    /// @dev Ends a poll with the outcome that its totals have.
    function _settle(uint256 pollId, Poll storage settled, uint256[] memory totals) internal {
        (Outcome result, uint8 option) = Settlement.outcome(settled, totals);
        _end(pollId, settled, result, option, totals);
    }

    /// @dev Ends a poll without having looked into its ballots.
    function _endUnread(uint256 pollId, Poll storage ended) internal {
        _end(pollId, ended, Outcome.NoQuorum, Settlement.NO_OPTION, new uint256[](0));
    }

    function _end(uint256 pollId, Poll storage ended, Outcome result, uint8 option, uint256[] memory totals) private {
        ended.state = PollState.Closed;
        ended.outcome = result;
        ended.option = option;
        emit PollClosed(pollId, result, option, totals);
    }

    function _require(uint256 pollId, PollState required) internal view returns (Poll storage found) {
        found = _polls[pollId];
        if (found.state != required) revert WrongPollState(pollId, found.state, required);
    }

    /// @dev Open, within its period, and with ballots of this kind.
    function _requireVoting(uint256 pollId, bool secret) internal view returns (Poll storage current) {
        current = _require(pollId, PollState.Open);
        if (block.timestamp >= current.closesAt) revert VotingOver(pollId, current.closesAt);
        if (_isSecret(current) != secret) revert WrongPollKind(pollId);
    }

    function _isSecret(Poll storage asked) internal view returns (bool) {
        return asked.terms.secret.ciphertexts != 0;
    }
}
