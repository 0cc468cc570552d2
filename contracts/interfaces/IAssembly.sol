// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ICommune} from "./ICommune.sol";
import {IGroth16Verifier} from "./IGroth16Verifier.sol";
import {ILaborLedger} from "./ILaborLedger.sol";
import {IRequiredContracts} from "./IRequiredContracts.sol";

/// @title Decisions of a commune: one member, one vote
/// @notice A convener proposes a poll and opens it. Opening freezes the roll: who was on it then may vote once, by a proof that does
/// not tell who it is. A ballot's choice is public, its voter is not. After the voting period anyone closes the poll, and the
/// contract works out the outcome.
/// @dev Whoever sends a ballot is of no account: it counts by its proof. A proof is bound to this chain, this contract, this poll and
/// the option, so a copied one can only ever cast the same ballot.
interface IAssembly is IRequiredContracts {
    /// @notice A share of a whole, and how it is compared.
    /// @param numerator at most the denominator; with strict, below it
    /// @param denominator not 0
    /// @param strict true for "more than", false for "at least"
    struct Fraction {
        uint32 numerator;
        uint32 denominator;
        bool strict;
    }

    /// @notice What a poll asks and by what rules.
    /// @param subject hash of, or pointer to, the text that is voted on
    /// @param options number of options, 2 to 32
    /// @param classes set of the classes that may vote; bit i stands for class i
    /// @param admittedBy last day of admission with which a member may vote (days since 1970-01-01)
    /// @param quotaPolicies quotas that each voter proves, at most 4, each as the circuit takes it and below 2^100
    /// @param quorum share of the electorate that must have voted
    /// @param threshold share that the leading option needs
    /// @param thresholdOfElectorate whether that is a share of the electorate; else of the ballots cast, abstentions not counted
    /// @param abstainOption the option that is an abstention; 255 for none
    /// @param blockOption the option that is a block; 255 for none
    /// @param blockLimit number of blocks that stop the proposal; at least 1 with a blockOption, 0 without
    /// @param votingPeriod seconds from opening to closing, at least 1
    struct PollTerms {
        bytes32 subject;
        uint8 options;
        uint16 classes;
        uint32 admittedBy;
        uint256[] quotaPolicies;
        Fraction quorum;
        Fraction threshold;
        bool thresholdOfElectorate;
        uint8 abstainOption;
        uint8 blockOption;
        uint32 blockLimit;
        uint32 votingPeriod;
    }

    /// @notice Where a poll stands. It stays Open after its period until someone closes it, but takes no more ballots.
    enum PollState {
        None,
        Proposed,
        Withdrawn,
        Open,
        Closed
    }

    /// @notice How a poll ended.
    /// @dev Undecided until it is closed. NoQuorum: too few voted. Blocked: there was a quorum, and at least blockLimit blocks.
    /// NotCarried: no option leads alone (only abstentions were cast, say, or two options are level), or the leading one misses the
    /// threshold. Carried: the leading option won.
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
    /// @param electorate members of the classes when it was opened
    /// @param ballots cast so far
    /// @param root of the frozen roll
    /// @param policy that each voter's proof satisfies
    struct Poll {
        PollTerms terms;
        PollState state;
        Outcome outcome;
        uint8 option;
        uint64 closesAt;
        uint32 electorate;
        uint32 ballots;
        uint256 root;
        uint256 policy;
    }

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

    /// @notice A poll was proposed.
    /// @param pollId of the poll
    /// @param convener who proposed it
    /// @param terms what it asks and by what rules
    event PollProposed(uint256 indexed pollId, address indexed convener, PollTerms terms);

    /// @notice A poll was taken back before it was opened.
    /// @param pollId of the poll
    event PollWithdrawn(uint256 indexed pollId);

    /// @notice A poll takes ballots from now on.
    /// @param pollId of the poll
    /// @param root of the frozen roll
    /// @param policy that each voter's proof satisfies
    /// @param electorate members of the classes now
    /// @param closesAt first second at which it takes no more ballots
    event PollOpened(uint256 indexed pollId, uint256 root, uint256 policy, uint256 electorate, uint64 closesAt);

    /// @notice A ballot was cast.
    /// @param pollId of the poll
    /// @param nullifier that stands for the voter in this poll only
    /// @param option the voter's choice
    event VoteCast(uint256 indexed pollId, uint256 indexed nullifier, uint8 option);

    /// @notice A poll ended.
    /// @param pollId of the poll
    /// @param outcome how it ended
    /// @param option the option that carried; 255 if none did
    /// @param tally ballots of each option
    event PollClosed(uint256 indexed pollId, Outcome outcome, uint8 option, uint256[] tally);

    /// @notice Two verifiers were given for one number of records, or one for 0 records.
    /// @param records the value given
    error InvalidQuotaInstance(uint8 records);

    /// @notice A poll has 2 to 32 options, and one at least that is neither an abstention nor a block.
    /// @param options the value given
    error InvalidOptionCount(uint8 options);

    /// @notice An abstain or block option is one of the options or 255, and the two are not one.
    /// @param option the value given
    /// @param options number of options
    error InvalidSpecialOption(uint8 option, uint8 options);

    /// @notice The limit is at least 1 with a block option, and 0 without.
    /// @param blockLimit the value given
    error InvalidBlockLimit(uint32 blockLimit);

    /// @notice No class may vote.
    error NoClasses();

    /// @notice A day is below 2^20.
    /// @param day the value given
    error InvalidDay(uint256 day);

    /// @notice A poll asks for at most 4 quotas.
    /// @param given number of quota policies
    /// @param limit the most that there may be
    error TooManyQuotaPolicies(uint256 given, uint256 limit);

    /// @notice A quota policy is below 2^100, and its threshold is not 0.
    /// @param quotaPolicy the value given
    error InvalidQuotaPolicy(uint256 quotaPolicy);

    /// @notice A fraction's denominator is not 0, and its numerator is at most the denominator; "more than" the whole never comes true.
    /// @param fraction the value given
    error InvalidFraction(Fraction fraction);

    /// @notice A poll is open for one second at least.
    error NoVotingPeriod();

    /// @notice The poll does not stand where this step needs it.
    /// @param pollId the value given
    /// @param state where the poll stands; None if there is no such poll
    /// @param required where it would have to stand
    error WrongPollState(uint256 pollId, PollState state, PollState required);

    /// @notice A poll cannot be opened before its admittedBy: else one could join it after it was opened.
    /// @param admittedBy of the terms
    /// @param today the day of this block
    error AdmittedByInFuture(uint256 admittedBy, uint256 today);

    /// @notice Nobody could vote.
    /// @param classes of the terms; none of them has a member
    error NoElectorate(uint16 classes);

    /// @notice The voting period is over.
    /// @param pollId of the poll
    /// @param closedAt first second at which it took no more ballots
    error VotingOver(uint256 pollId, uint64 closedAt);

    /// @notice The voting period is not over.
    /// @param pollId of the poll
    /// @param closesAt first second at which the poll can be closed
    error VotingNotOver(uint256 pollId, uint64 closesAt);

    /// @notice The poll has no such option.
    /// @param option the value given
    /// @param options number of options
    error InvalidOption(uint8 option, uint8 options);

    /// @notice A nullifier is below r; one nullifier has one encoding.
    /// @param nullifier the value given
    error InvalidNullifier(uint256 nullifier);

    /// @notice This member has voted.
    /// @param pollId of the poll
    /// @param nullifier that stands for the member
    error NullifierUsed(uint256 pollId, uint256 nullifier);

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

    /// @notice The membership proof does not prove this ballot: another poll, root, option or nullifier, or no proof at all.
    /// @param pollId of the poll
    /// @param nullifier the value given
    error InvalidMembershipProof(uint256 pollId, uint256 nullifier);

    /// @notice A quota proof does not prove this policy for this ballot.
    /// @param pollId of the poll
    /// @param nullifier the value given
    /// @param place of the policy in the terms, from 0
    error InvalidQuotaProof(uint256 pollId, uint256 nullifier, uint256 place);

    /// @notice Proposes a poll. Only for conveners.
    /// @dev Reverts with InvalidOptionCount, InvalidSpecialOption, InvalidBlockLimit, NoClasses, InvalidDay, TooManyQuotaPolicies,
    /// InvalidQuotaPolicy, InvalidFraction or NoVotingPeriod.
    /// @param terms what it asks and by what rules
    /// @return pollId counted from 1
    function propose(PollTerms calldata terms) external returns (uint256 pollId);

    /// @notice Takes a poll back before it is opened. Only for conveners.
    /// @dev Reverts with WrongPollState.
    /// @param pollId of a proposed poll
    function withdraw(uint256 pollId) external;

    /// @notice Opens a poll: freezes the roll, the policy and the electorate. Only for conveners.
    /// @dev The policy is classes + 2^16 * admittedBy + 2^36: one use. The electorate is all members of the classes, also those
    /// admitted after admittedBy. Reverts with WrongPollState, AdmittedByInFuture or NoElectorate.
    /// @param pollId of a proposed poll
    function open(uint256 pollId) external;

    /// @notice Casts a ballot. For anyone who has the proofs.
    /// @dev The signals of the membership proof are nullifier, root, scope, message and policy, with the root and policy frozen when
    /// the poll was opened, the scope of scopeOf and the option as the message. Those of a quota proof are nullifier, member root,
    /// ledger root, scope, message, policy and quota policy: the same nullifier shows that it is the same member's.
    /// Reverts with WrongPollState, VotingOver, InvalidOption, InvalidNullifier, NullifierUsed, WrongQuotaProofCount,
    /// UnknownQuotaInstance, UnknownLedgerRoot, InvalidMembershipProof or InvalidQuotaProof.
    /// @param pollId of an open poll
    /// @param nullifier of the voter at the poll's scope, slot 0
    /// @param option the choice, below the number of options
    /// @param proof of membership
    /// @param quotaProofs one for each quota policy of the terms, in their order
    function vote(
        uint256 pollId,
        uint256 nullifier,
        uint8 option,
        IGroth16Verifier.Proof calldata proof,
        QuotaProof[] calldata quotaProofs
    ) external;

    /// @notice Closes a poll whose period is over and settles the outcome. For anyone.
    /// @dev First the quorum (people who voted, abstentions and blocks included), then the blocks, then the leading option: the one
    /// with most ballots among those that are neither abstention nor block. Abstentions count for the quorum only. Reverts with
    /// WrongPollState or VotingNotOver.
    /// @param pollId of an open poll
    function close(uint256 pollId) external;

    /// @notice The scope of a poll's nullifiers: keccak256(abi.encode(keccak256("rochdale/scope/chain/v1"), chain id, this contract,
    /// poll id)) >> 8.
    /// @param pollId any number
    /// @return scope below 2^248
    function scopeOf(uint256 pollId) external view returns (uint256 scope);

    /// @notice A poll.
    /// @param pollId any number
    /// @return found with state None if there is no such poll
    function poll(uint256 pollId) external view returns (Poll memory found);

    /// @notice Ballots of each option so far.
    /// @param pollId any number
    /// @return ballots one entry an option; empty if there is no such poll
    function tally(uint256 pollId) external view returns (uint256[] memory ballots);

    /// @notice How a poll ended.
    /// @param pollId any number
    /// @return result Undecided until it is closed
    /// @return option the option that carried; 255 if none did
    function outcome(uint256 pollId) external view returns (Outcome result, uint8 option);

    /// @notice Tells whether a ballot was cast under this nullifier.
    /// @param pollId any number
    /// @param nullifier any number
    /// @return used whether it was
    function nullifierUsed(uint256 pollId, uint256 nullifier) external view returns (bool used);

    /// @notice Number of polls ever proposed.
    /// @return polls also the id of the last one
    function pollCount() external view returns (uint256 polls);

    /// @notice The commune whose members vote.
    /// @return its contract
    function commune() external view returns (ICommune);

    /// @notice The ledger that quota proofs are made against.
    /// @return its contract
    function ledger() external view returns (ILaborLedger);

    /// @notice The verifier of membership proofs; it never changes.
    /// @return its contract
    function membershipVerifier() external view returns (IGroth16Verifier);

    /// @notice The verifier of quota proofs over so many records; it never changes.
    /// @param records size of the instance
    /// @return its contract; 0 if there is none
    function quotaVerifier(uint8 records) external view returns (IGroth16Verifier);

    /// @notice The role that proposes, withdraws and opens polls.
    /// @return role its identifier
    function CONVENER_ROLE() external view returns (bytes32 role);
}
