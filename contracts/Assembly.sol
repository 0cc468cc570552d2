// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {BallotBatches} from "./BallotBatches.sol";
import {DecidedCalls} from "./DecidedCalls.sol";
import {IAssembly} from "./interfaces/IAssembly.sol";
import {ICommune} from "./interfaces/ICommune.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {Parameters} from "./Parameters.sol";
import {QuotaProofs} from "./QuotaProofs.sol";
import {RequiredContracts} from "./RequiredContracts.sol";
import {RequiredTerms} from "./RequiredTerms.sol";
import {SecretBallots} from "./SecretBallots.sol";
import {Settlement} from "./Settlement.sol";

/// @title Decisions of a commune
/// @notice See IAssembly.
contract Assembly is IAssembly, SecretBallots, AccessControlDefaultAdminRules {
    /// @inheritdoc IAssembly
    bytes32 public constant CONVENER_ROLE = keccak256("rochdale/convener");

    /// @inheritdoc IAssembly
    ICommune public immutable commune;
    /// @inheritdoc IAssembly
    TimelockController public immutable timelock;
    /// @inheritdoc IAssembly
    IGroth16Verifier public immutable membershipVerifier;

    mapping(uint256 pollId => mapping(uint256 nullifier => bool)) private _voted;
    /// @inheritdoc IAssembly
    mapping(uint256 pollId => bytes32) public callsOperation;

    /// @param admin who names conveners
    /// @param adminDelay seconds between naming a new admin and their taking over
    /// @param contracts that it works with
    /// @param quotaInstances verifiers for the instances of the circuit `quota`; may be empty
    /// @param ballotInstances verifiers for the instances of the circuit `ballot`; may be empty
    constructor(
        address admin,
        uint48 adminDelay,
        Contracts memory contracts,
        QuotaInstance[] memory quotaInstances,
        BallotInstance[] memory ballotInstances
    )
        QuotaProofs(contracts.ledger, quotaInstances)
        SecretBallots(contracts.trustees, contracts.decryptVerifier, ballotInstances)
        AccessControlDefaultAdminRules(adminDelay, admin)
    {
        RequiredContracts.requireContract(address(contracts.commune));
        RequiredContracts.requireVerifier(contracts.membershipVerifier, Parameters.MEMBERSHIP_SIGNALS);
        if (address(contracts.timelock) != address(0)) RequiredContracts.requireContract(address(contracts.timelock));
        commune = contracts.commune;
        timelock = contracts.timelock;
        membershipVerifier = contracts.membershipVerifier;
    }

    /// @inheritdoc IAssembly
    function propose(PollTerms calldata terms) external onlyRole(CONVENER_ROLE) returns (uint256 pollId) {
        RequiredTerms.requireTerms(terms);
        uint8 ciphertexts = terms.secret.ciphertexts;
        if (ciphertexts != 0 && address(ballotVerifier(ciphertexts)) == address(0))
            revert InvalidCiphertextCount(ciphertexts, terms.options);
        if (terms.calls != 0 && address(timelock) == address(0)) revert InvalidCalls(terms.calls, terms.callsOption);
        pollId = ++pollCount;
        Poll storage proposed = _polls[pollId];
        proposed.terms = terms;
        proposed.state = PollState.Proposed;
        proposed.option = Settlement.NO_OPTION;
        emit PollProposed(pollId, msg.sender, terms);
    }

    /// @inheritdoc IAssembly
    function withdraw(uint256 pollId) external onlyRole(CONVENER_ROLE) {
        _require(pollId, PollState.Proposed).state = PollState.Withdrawn;
        emit PollWithdrawn(pollId);
    }

    /// @inheritdoc IAssembly
    function open(uint256 pollId) external onlyRole(CONVENER_ROLE) {
        Poll storage opened = _require(pollId, PollState.Proposed);
        (uint16 classes, uint256 admittedBy) = (opened.terms.classes, opened.terms.admittedBy);
        uint256 today = block.timestamp / 1 days;
        if (admittedBy > today) revert AdmittedByInFuture(admittedBy, today);
        uint256 electorate = commune.electorate(classes);
        if (electorate == 0) revert NoElectorate(classes);

        // One use: slot 0 is the only one below the limit, so a member has one nullifier here.
        uint256 policy = uint256(classes) | (admittedBy << 16) | (1 << 36);
        uint256 root = commune.root();
        uint64 closesAt = uint64(block.timestamp) + opened.terms.votingPeriod;
        opened.state = PollState.Open;
        opened.closesAt = closesAt;
        opened.electorate = uint32(electorate);
        opened.root = root;
        opened.policy = policy;
        emit PollOpened(pollId, root, policy, electorate, closesAt);
        if (_isSecret(opened)) _openSecret(pollId, opened);
    }

    /// @inheritdoc IAssembly
    function vote(
        uint256 pollId,
        uint256 nullifier,
        uint8 option,
        IGroth16Verifier.Proof calldata proof,
        QuotaProof[] calldata quotaProofs
    ) external {
        Poll storage current = _requireVoting(pollId, false);
        if (option >= current.terms.options) revert InvalidOption(option, current.terms.options);
        if (nullifier >= Parameters.FIELD_ORDER) revert InvalidNullifier(nullifier);
        if (_voted[pollId][nullifier]) revert NullifierUsed(pollId, nullifier);

        // Every proof must fit the poll's own root, scope and policy, this option and this nullifier.
        uint256 scope = scopeOf(pollId);
        uint256[] memory signals = new uint256[](Parameters.MEMBERSHIP_SIGNALS);
        (signals[0], signals[1], signals[2]) = (nullifier, current.root, scope);
        (signals[3], signals[4]) = (option, current.policy);
        if (!membershipVerifier.verify(proof, signals)) revert InvalidMembershipProof(pollId, nullifier);
        _requireQuotas(current, pollId, nullifier, scope, option, quotaProofs);

        _voted[pollId][nullifier] = true;
        ++_tallies[pollId][option];
        ++current.ballots;
        emit VoteCast(pollId, nullifier, option, proof);
    }

    /// @inheritdoc IAssembly
    function voteMany(uint256 pollId, PublicVote[] calldata votes) external {
        Poll storage current = _requireVoting(pollId, false);
        BallotBatches.vote(
            current,
            _voted[pollId],
            _tallies[pollId],
            _quotaVerifiers,
            BallotBatches.Destination(pollId, scopeOf(pollId), ledger, membershipVerifier),
            votes
        );
    }

    /// @inheritdoc IAssembly
    function close(uint256 pollId) external {
        Poll storage closed = _require(pollId, PollState.Open);
        if (block.timestamp < closed.closesAt) revert VotingNotOver(pollId, closed.closesAt);
        if (_isSecret(closed)) _closeSecret(pollId, closed);
        else _settle(pollId, closed, tally(pollId));
    }

    /// @inheritdoc IAssembly
    function scheduleCalls(
        uint256 pollId,
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads
    ) external {
        DecidedCalls.Decision memory decision = _decision(pollId);
        bytes32 operation = DecidedCalls.schedule(targets, values, payloads, decision);
        callsOperation[pollId] = operation;
        emit CallsScheduled(pollId, operation);
    }

    /// @inheritdoc IAssembly
    function nullifierUsed(uint256 pollId, uint256 nullifier) external view returns (bool) {
        return _voted[pollId][nullifier] || ballotHash(pollId, nullifier) != 0;
    }

    /// @dev That the poll's calls are to be made, and were not scheduled before.
    function _decision(uint256 pollId) private view returns (DecidedCalls.Decision memory) {
        Poll storage decided = _require(pollId, PollState.Closed);
        bytes32 calls = decided.terms.calls;
        // The option is 255 where none carried, and so it is in terms without calls: the hash is what tells.
        if (calls == 0 || decided.option != decided.terms.callsOption) revert CallsNotCarried(pollId);
        // The timelock would take calls again that were cancelled there; a poll decides once.
        if (callsOperation[pollId] != 0) revert CallsAlreadyScheduled(pollId);
        return DecidedCalls.Decision({pollId: pollId, calls: calls, timelock: timelock});
    }
}
