// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ICommune} from "./ICommune.sol";
import {IGroth16Verifier} from "./IGroth16Verifier.sol";
import {ILaborLedger} from "./ILaborLedger.sol";
import {IRequiredContracts} from "./IRequiredContracts.sol";
import {ISecretBallots} from "./ISecretBallots.sol";
import {ITrustees} from "./ITrustees.sol";

/// @title Decisions of a commune: one member, one vote
/// @notice A convener proposes a poll and opens it. Opening freezes the roll: who was on it then may vote once, by a proof that does
/// not tell who it is. A ballot's choice is public or secret, its voter is secret always. After the voting period anyone closes the poll, and
/// the contract works out the outcome: at once from public ballots, from secret ones when trustees have opened their sum.
/// @dev Whoever sends a ballot is of no account: it counts by its proof. A proof is bound to this chain, this contract, this poll and
/// the option or the ciphertexts, so a copied one can only ever cast the same ballot.
interface IAssembly is ISecretBallots, IRequiredContracts {
    /// @notice The contracts that an assembly works with.
    /// @param commune whose members vote
    /// @param ledger that quota proofs are made against
    /// @param trustees whose committees hold the keys of secret polls
    /// @param timelock that makes the calls that polls decide on; 0 for none
    /// @param membershipVerifier for the circuit `membership`
    /// @param decryptVerifier for the circuit `decrypt`
    struct Contracts {
        ICommune commune;
        ILaborLedger ledger;
        ITrustees trustees;
        TimelockController timelock;
        IGroth16Verifier membershipVerifier;
        IGroth16Verifier decryptVerifier;
    }

    /// @notice A public ballot among many, as vote takes one.
    /// @param nullifier of the voter at the poll's scope, slot 0
    /// @param option the choice, below the number of options
    /// @param proof of membership
    /// @param quotaProofs one for each quota policy of the terms, in their order
    struct PublicVote {
        uint256 nullifier;
        uint8 option;
        IGroth16Verifier.Proof proof;
        QuotaProof[] quotaProofs;
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

    /// @notice A public ballot was cast.
    /// @param pollId of the poll
    /// @param nullifier that stands for the voter in this poll only
    /// @param option the voter's choice
    /// @param proof of membership
    event VoteCast(uint256 indexed pollId, uint256 indexed nullifier, uint8 option, IGroth16Verifier.Proof proof);

    /// @notice The timelock was told to make the calls that a poll decided on.
    /// @param pollId of the poll
    /// @param operation by which the timelock knows them
    event CallsScheduled(uint256 indexed pollId, bytes32 operation);

    /// @notice A poll cannot be opened before its admittedBy: else one could join it after it was opened.
    /// @param admittedBy of the terms
    /// @param today the day of this block
    error AdmittedByInFuture(uint256 admittedBy, uint256 today);

    /// @notice Nobody could vote.
    /// @param classes of the terms; none of them has a member
    error NoElectorate(uint16 classes);

    /// @notice The poll has no such option.
    /// @param option the value given
    /// @param options number of options
    error InvalidOption(uint8 option, uint8 options);

    /// @notice The membership proof does not prove this ballot: another poll, root, option or nullifier, or no proof at all.
    /// @param pollId of the poll
    /// @param nullifier the value given
    error InvalidMembershipProof(uint256 pollId, uint256 nullifier);

    /// @notice The option that sets the poll's calls going has not carried, or the poll has no calls.
    /// @param pollId of the poll
    error CallsNotCarried(uint256 pollId);

    /// @notice These are not the calls of the terms.
    /// @param pollId of the poll
    /// @param given hash of the calls given
    /// @param required hash in the terms
    error WrongCalls(uint256 pollId, bytes32 given, bytes32 required);

    /// @notice A poll's calls are scheduled once.
    /// @param pollId of the poll
    error CallsAlreadyScheduled(uint256 pollId);

    /// @notice Proposes a poll. Only for conveners.
    /// @dev Reverts with an error of IPollTerms.
    /// @param terms what it asks and by what rules
    /// @return pollId counted from 1
    function propose(PollTerms calldata terms) external returns (uint256 pollId);

    /// @notice Takes a poll back before it is opened. Only for conveners.
    /// @dev Reverts with WrongPollState.
    /// @param pollId of a proposed poll
    function withdraw(uint256 pollId) external;

    /// @notice Opens a poll: freezes the roll, the policy and the electorate. Only for conveners.
    /// @dev The policy is classes + 2^16 * admittedBy + 2^36: one use. The electorate is all members of the classes, also those
    /// admitted after admittedBy. Of secret ballots it freezes their rule and the committee's key as well. Reverts with WrongPollState,
    /// AdmittedByInFuture, NoElectorate, ElectorateTooSmall, LanesWouldOverflow or CommitteeNotReady.
    /// @param pollId of a proposed poll
    function open(uint256 pollId) external;

    /// @notice Casts a public ballot. For anyone who has the proofs.
    /// @dev The signals of the membership proof are nullifier, root, scope, message and policy, with the root and policy frozen when
    /// the poll was opened, the scope of scopeOf and the option as the message. Those of a quota proof are nullifier, member root,
    /// ledger root, scope, message, policy and quota policy: the same nullifier shows that it is the same member's.
    /// Reverts with WrongPollState, VotingOver, WrongPollKind, InvalidOption, InvalidNullifier, NullifierUsed, WrongQuotaProofCount,
    /// UnknownQuotaInstance, UnknownLedgerRoot, InvalidMembershipProof or InvalidQuotaProof.
    /// @param pollId of an open poll with public ballots
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

    /// @notice Casts many public ballots, at about a third of the cost. For anyone who has the proofs.
    /// @dev Each counts as if vote had been called with it, in this order, and has the same events. All or none of them count: with
    /// one that is refused the call reverts as vote does, or with NoBallots. Of proofs that do not hold the first is named, one of membership before
    /// one of a quota, and the ballots can be sent again without it. So that it can be named, the call needs twice the gas that checking takes.
    /// @param pollId of an open poll with public ballots
    /// @param votes the ballots, one at least, each of another voter
    function voteMany(uint256 pollId, PublicVote[] calldata votes) external;

    /// @notice Closes a poll whose period is over. Public ballots are settled at once; for secret ones decryption begins. For anyone.
    /// @dev First the quorum (people who voted, abstentions and blocks included), then the blocks, then the leading option: the one
    /// with most ballots among those that are neither abstention nor block. Abstentions count for the quorum only. With fewer secret
    /// ballots than minimumTurnout the poll ends with NoQuorum, and nothing is decrypted. Reverts with WrongPollState or VotingNotOver.
    /// @param pollId of an open poll
    function close(uint256 pollId) external;

    /// @notice Has the timelock make the calls that a poll decided on, after its delay. For anyone, once.
    /// @dev The timelock's operation has no predecessor, and the salt keccak256(abi.encode(this contract, poll id)). Reverts with
    /// WrongPollState, CallsNotCarried, CallsAlreadyScheduled or WrongCalls, or with the timelock's own errors.
    /// @param pollId of a closed poll whose callsOption carried
    /// @param targets contracts to call, in this order
    /// @param values wei to send with each call
    /// @param payloads encoded calls
    function scheduleCalls(
        uint256 pollId,
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads
    ) external;

    /// @notice The timelock's operation that makes the calls of a poll.
    /// @param pollId any number
    /// @return operation 0 before it is scheduled
    function callsOperation(uint256 pollId) external view returns (bytes32 operation);

    /// @notice Tells whether a ballot, public or secret, was cast under this nullifier.
    /// @param pollId any number
    /// @param nullifier any number
    /// @return used whether it was
    function nullifierUsed(uint256 pollId, uint256 nullifier) external view returns (bool used);

    /// @notice The commune whose members vote.
    /// @return its contract
    function commune() external view returns (ICommune);

    /// @notice The timelock that makes the calls that polls decide on; it never changes.
    /// @return its contract; 0 if there is none
    function timelock() external view returns (TimelockController);

    /// @notice The verifier of membership proofs; it never changes.
    /// @return its contract
    function membershipVerifier() external view returns (IGroth16Verifier);

    /// @notice The role that proposes, withdraws and opens polls.
    /// @return role its identifier
    function CONVENER_ROLE() external view returns (bytes32 role);
}
