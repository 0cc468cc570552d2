// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IPollTerms} from "./IPollTerms.sol";

/// @title Polls and where they stand
/// @notice Proposed, opened, closed, with secret ballots decrypted, and settled.
interface IPolls is IPollTerms {
    /// @notice Where a poll stands. It stays Open after its period until someone closes it, but takes no more ballots.
    /// @dev Decrypting: voting is over, and the trustees open the sum of the secret ballots. Abandoned: too few of them did in time.
    enum PollState {
        None,
        Proposed,
        Withdrawn,
        Open,
        Closed,
        Decrypting,
        Abandoned
    }

    /// @notice How a poll ended.
    /// @dev Undecided until it is closed, and for ever when it was abandoned. NoQuorum: too few voted. Blocked: there was a quorum, and at
    /// least blockLimit blocks. NotCarried: no option leads alone (only abstentions were cast, say, or two options are level), or the
    /// leading one misses the threshold. Carried: the leading option won.
    enum Outcome {
        Undecided,
        NoQuorum,
        Blocked,
        NotCarried,
        Carried
    }

    /// @notice A poll.
    /// @param terms what it asks and by what rules
    /// @param state where it stands
    /// @param outcome how it ended
    /// @param option the option that carried; 255 if none did (yet)
    /// @param closesAt first second at which it takes no more ballots; 0 before it is opened
    /// @param openBy first second at which it can be given up for want of trustees; 0 before its sum is to be decrypted
    /// @param electorate members of the classes when it was opened
    /// @param ballots cast so far; one that replaces another is no further one
    /// @param root of the frozen roll
    /// @param policy that each voter's proof satisfies
    /// @param ballotRule that each secret ballot keeps to, as the circuit takes it; 0 before the poll is opened and for public ballots
    /// @param key that secret ballots are encrypted under; 0, 0 before the poll is opened and for public ballots
    struct Poll {
        PollTerms terms;
        PollState state;
        Outcome outcome;
        uint8 option;
        uint64 closesAt;
        uint64 openBy;
        uint32 electorate;
        uint32 ballots;
        uint256 root;
        uint256 policy;
        uint256 ballotRule;
        uint256[2] key;
    }

    /// @notice A poll ended.
    /// @param pollId of the poll
    /// @param outcome how it ended
    /// @param option the option that carried; 255 if none did
    /// @param tally ballots of each option, or totals of its scores; empty where secret ballots were too few to be decrypted
    event PollClosed(uint256 indexed pollId, Outcome outcome, uint8 option, uint256[] tally);

    /// @notice The poll does not stand where this step needs it.
    /// @param pollId the value given
    /// @param state where the poll stands; None if there is no such poll
    /// @param required where it would have to stand
    error WrongPollState(uint256 pollId, PollState state, PollState required);

    /// @notice This poll's ballots are public and this call is for secret ones, or the other way round.
    /// @param pollId of the poll
    error WrongPollKind(uint256 pollId);

    /// @notice The voting period is over.
    /// @param pollId of the poll
    /// @param closedAt first second at which it took no more ballots
    error VotingOver(uint256 pollId, uint64 closedAt);

    /// @notice The voting period is not over.
    /// @param pollId of the poll
    /// @param closesAt first second at which the poll can be closed
    error VotingNotOver(uint256 pollId, uint64 closesAt);

    /// @notice A nullifier is below r; one nullifier has one encoding.
    /// @param nullifier the value given
    error InvalidNullifier(uint256 nullifier);

    /// @notice This member has voted.
    /// @param pollId of the poll
    /// @param nullifier that stands for the member
    error NullifierUsed(uint256 pollId, uint256 nullifier);

    /// @notice A batch has one ballot at least.
    /// @param pollId of the poll
    error NoBallots(uint256 pollId);

    /// @notice The scope of a poll's nullifiers: keccak256(abi.encode(keccak256("rochdale/scope/chain/v1"), chain id, this contract,
    /// poll id)) >> 8.
    /// @param pollId any number
    /// @return scope below 2^248
    function scopeOf(uint256 pollId) external view returns (uint256 scope);

    /// @notice A poll.
    /// @param pollId any number
    /// @return found with state None if there is no such poll
    function poll(uint256 pollId) external view returns (Poll memory found);

    /// @notice Ballots of each option so far; or with secret ballots the totals of each option's scores, once they are announced.
    /// @param pollId any number
    /// @return totals one entry an option; empty if there is no such poll, and of secret ballots before
    function tally(uint256 pollId) external view returns (uint256[] memory totals);

    /// @notice How a poll ended.
    /// @param pollId any number
    /// @return result Undecided until it is closed, and if it was abandoned
    /// @return option the option that carried; 255 if none did
    function outcome(uint256 pollId) external view returns (Outcome result, uint8 option);

    /// @notice Number of polls ever proposed.
    /// @return polls also the id of the last one
    function pollCount() external view returns (uint256 polls);
}
