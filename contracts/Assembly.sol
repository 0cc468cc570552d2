// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IAssembly} from "./interfaces/IAssembly.sol";
import {ICommune} from "./interfaces/ICommune.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "./interfaces/ILaborLedger.sol";
import {Parameters} from "./Parameters.sol";
import {RequiredContracts} from "./RequiredContracts.sol";

/// @title Decisions of a commune
/// @notice See IAssembly.
contract Assembly is IAssembly, AccessControlDefaultAdminRules {
    /// @inheritdoc IAssembly
    bytes32 public constant CONVENER_ROLE = keccak256("rochdale/convener");

    bytes32 private constant ON_CHAIN_SCOPE_TAG = keccak256("rochdale/scope/chain/v1");

    uint8 private constant NO_OPTION = 255;
    uint256 private constant MAX_OPTIONS = 32;
    uint256 private constant MAX_QUOTA_POLICIES = 4;

    /// @inheritdoc IAssembly
    ICommune public immutable commune;
    /// @inheritdoc IAssembly
    ILaborLedger public immutable ledger;
    /// @inheritdoc IAssembly
    IGroth16Verifier public immutable membershipVerifier;
    // Filled by the constructor and never written again.
    mapping(uint8 records => IGroth16Verifier) private _quotaVerifiers;

    /// @inheritdoc IAssembly
    uint256 public pollCount;
    mapping(uint256 pollId => Poll) private _polls;
    mapping(uint256 pollId => uint32[MAX_OPTIONS]) private _tallies;
    /// @inheritdoc IAssembly
    mapping(uint256 pollId => mapping(uint256 nullifier => bool)) public nullifierUsed;

    /// @param admin who names conveners
    /// @param adminDelay seconds between naming a new admin and their taking over
    /// @param commune_ whose members vote
    /// @param ledger_ that quota proofs are made against
    /// @param membershipVerifier_ for the circuit `membership`
    /// @param quotaInstances verifiers for the instances of the circuit `quota`; may be empty
    constructor(
        address admin,
        uint48 adminDelay,
        ICommune commune_,
        ILaborLedger ledger_,
        IGroth16Verifier membershipVerifier_,
        QuotaInstance[] memory quotaInstances
    ) AccessControlDefaultAdminRules(adminDelay, admin) {
        RequiredContracts.requireContract(address(commune_));
        RequiredContracts.requireContract(address(ledger_));
        RequiredContracts.requireVerifier(membershipVerifier_, Parameters.MEMBERSHIP_SIGNALS);
        commune = commune_;
        ledger = ledger_;
        membershipVerifier = membershipVerifier_;
        for (uint256 i = 0; i < quotaInstances.length; ++i) {
            (uint8 records, IGroth16Verifier verifier) = (quotaInstances[i].records, quotaInstances[i].verifier);
            if (records == 0 || address(_quotaVerifiers[records]) != address(0)) revert InvalidQuotaInstance(records);
            RequiredContracts.requireVerifier(verifier, Parameters.QUOTA_SIGNALS);
            _quotaVerifiers[records] = verifier;
        }
    }

    /// @inheritdoc IAssembly
    function propose(PollTerms calldata terms) external onlyRole(CONVENER_ROLE) returns (uint256 pollId) {
        _requireTerms(terms);
        pollId = ++pollCount;
        Poll storage proposed = _polls[pollId];
        proposed.terms = terms;
        proposed.state = PollState.Proposed;
        proposed.option = NO_OPTION;
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
    }

    /// @inheritdoc IAssembly
    function vote(
        uint256 pollId,
        uint256 nullifier,
        uint8 option,
        IGroth16Verifier.Proof calldata proof,
        QuotaProof[] calldata quotaProofs
    ) external {
        Poll storage current = _require(pollId, PollState.Open);
        if (block.timestamp >= current.closesAt) revert VotingOver(pollId, current.closesAt);
        if (option >= current.terms.options) revert InvalidOption(option, current.terms.options);
        if (nullifier >= Parameters.FIELD_ORDER) revert InvalidNullifier(nullifier);
        if (nullifierUsed[pollId][nullifier]) revert NullifierUsed(pollId, nullifier);

        _requireProofs(current, pollId, nullifier, option, proof, quotaProofs);

        nullifierUsed[pollId][nullifier] = true;
        ++_tallies[pollId][option];
        ++current.ballots;
        emit VoteCast(pollId, nullifier, option);
    }

    /// @inheritdoc IAssembly
    function close(uint256 pollId) external {
        Poll storage closed = _require(pollId, PollState.Open);
        if (block.timestamp < closed.closesAt) revert VotingNotOver(pollId, closed.closesAt);
        uint256[] memory ballots = tally(pollId);
        (Outcome result, uint8 option) = _settle(closed, ballots);
        closed.state = PollState.Closed;
        closed.outcome = result;
        closed.option = option;
        emit PollClosed(pollId, result, option, ballots);
    }

    /// @inheritdoc IAssembly
    function scopeOf(uint256 pollId) public view returns (uint256) {
        // Computed anew each time: after a fork of the chain, the two sides have different scopes.
        return uint256(keccak256(abi.encode(ON_CHAIN_SCOPE_TAG, block.chainid, address(this), pollId))) >> 8;
    }

    /// @inheritdoc IAssembly
    function poll(uint256 pollId) external view returns (Poll memory) {
        return _polls[pollId];
    }

    /// @inheritdoc IAssembly
    function tally(uint256 pollId) public view returns (uint256[] memory ballots) {
        uint32[MAX_OPTIONS] storage counted = _tallies[pollId];
        ballots = new uint256[](_polls[pollId].terms.options);
        for (uint256 option = 0; option < ballots.length; ++option) ballots[option] = counted[option];
    }

    /// @inheritdoc IAssembly
    function outcome(uint256 pollId) external view returns (Outcome, uint8) {
        Poll storage asked = _polls[pollId];
        return asked.state == PollState.None ? (Outcome.Undecided, NO_OPTION) : (asked.outcome, asked.option);
    }

    /// @inheritdoc IAssembly
    function quotaVerifier(uint8 records) external view returns (IGroth16Verifier) {
        return _quotaVerifiers[records];
    }

    /// @dev Every proof must fit the poll's own root, scope and policy, this option and this nullifier.
    function _requireProofs(
        Poll storage current,
        uint256 pollId,
        uint256 nullifier,
        uint8 option,
        IGroth16Verifier.Proof calldata proof,
        QuotaProof[] calldata quotaProofs
    ) private view {
        uint256 root = current.root;
        uint256 scope = scopeOf(pollId);
        uint256 policy = current.policy;

        uint256[] memory signals = new uint256[](Parameters.MEMBERSHIP_SIGNALS);
        (signals[0], signals[1], signals[2], signals[3], signals[4]) = (nullifier, root, scope, option, policy);
        if (!membershipVerifier.verify(proof, signals)) revert InvalidMembershipProof(pollId, nullifier);

        uint256[] storage quotaPolicies = current.terms.quotaPolicies;
        uint256 count = quotaPolicies.length;
        if (quotaProofs.length != count) revert WrongQuotaProofCount(quotaProofs.length, count);
        if (count == 0) return;

        signals = new uint256[](Parameters.QUOTA_SIGNALS);
        (signals[0], signals[1], signals[3], signals[4], signals[5]) = (nullifier, root, scope, option, policy);
        for (uint256 place = 0; place < count; ++place) {
            QuotaProof calldata quotaProof = quotaProofs[place];
            signals[2] = quotaProof.ledgerRoot;
            signals[6] = quotaPolicies[place];
            if (!_meetsQuota(quotaProof, signals)) revert InvalidQuotaProof(pollId, nullifier, place);
        }
    }

    function _meetsQuota(QuotaProof calldata quotaProof, uint256[] memory signals) private view returns (bool) {
        IGroth16Verifier verifier = _quotaVerifiers[quotaProof.records];
        if (address(verifier) == address(0)) revert UnknownQuotaInstance(quotaProof.records);
        if (!ledger.isKnownRoot(quotaProof.ledgerRoot)) revert UnknownLedgerRoot(quotaProof.ledgerRoot);
        return verifier.verify(quotaProof.proof, signals);
    }

    function _settle(Poll storage closed, uint256[] memory ballots) private view returns (Outcome, uint8) {
        PollTerms storage terms = closed.terms;
        (uint256 cast, uint256 electorate) = (closed.ballots, closed.electorate);
        (uint8 abstainOption, uint8 blockOption) = (terms.abstainOption, terms.blockOption);

        if (!_reaches(cast, electorate, terms.quorum)) return (Outcome.NoQuorum, NO_OPTION);
        if (blockOption != NO_OPTION && ballots[blockOption] >= terms.blockLimit) return (Outcome.Blocked, NO_OPTION);

        uint8 leading = NO_OPTION;
        uint256 most = 0;
        for (uint8 option = 0; option < ballots.length; ++option) {
            if (option == abstainOption || option == blockOption) continue;
            if (ballots[option] > most) {
                (leading, most) = (option, ballots[option]);
            } else if (ballots[option] == most) {
                // Level with the most so far: nobody leads until an option has more.
                leading = NO_OPTION;
            }
        }
        if (leading == NO_OPTION) return (Outcome.NotCarried, NO_OPTION);

        uint256 whole = cast;
        if (terms.thresholdOfElectorate) whole = electorate;
        else if (abstainOption != NO_OPTION) whole -= ballots[abstainOption];
        return _reaches(most, whole, terms.threshold) ? (Outcome.Carried, leading) : (Outcome.NotCarried, NO_OPTION);
    }

    function _reaches(uint256 part, uint256 whole, Fraction storage fraction) private view returns (bool) {
        uint256 left = part * fraction.denominator;
        uint256 right = whole * fraction.numerator;
        return fraction.strict ? left > right : left >= right;
    }

    function _require(uint256 pollId, PollState required) private view returns (Poll storage found) {
        found = _polls[pollId];
        if (found.state != required) revert WrongPollState(pollId, found.state, required);
    }

    function _requireTerms(PollTerms calldata terms) private pure {
        _requireOptions(terms.options, terms.abstainOption, terms.blockOption);
        if ((terms.blockOption == NO_OPTION) != (terms.blockLimit == 0)) revert InvalidBlockLimit(terms.blockLimit);
        if (terms.classes == 0) revert NoClasses();
        if (terms.admittedBy >> Parameters.DAY_BITS != 0) revert InvalidDay(terms.admittedBy);
        uint256 count = terms.quotaPolicies.length;
        if (count > MAX_QUOTA_POLICIES) revert TooManyQuotaPolicies(count, MAX_QUOTA_POLICIES);
        for (uint256 i = 0; i < count; ++i) {
            uint256 quotaPolicy = terms.quotaPolicies[i];
            // A threshold of 0 asks for nothing: a proof of it need not even be about this ledger.
            if (quotaPolicy >> Parameters.QUOTA_POLICY_BITS != 0 || quotaPolicy >> Parameters.THRESHOLD_OFFSET == 0)
                revert InvalidQuotaPolicy(quotaPolicy);
        }
        _requireFraction(terms.quorum);
        _requireFraction(terms.threshold);
        if (terms.votingPeriod == 0) revert NoVotingPeriod();
    }

    function _requireOptions(uint8 options, uint8 abstainOption, uint8 blockOption) private pure {
        uint256 special = 0;
        if (abstainOption != NO_OPTION) {
            if (abstainOption >= options) revert InvalidSpecialOption(abstainOption, options);
            ++special;
        }
        if (blockOption != NO_OPTION) {
            if (blockOption >= options || blockOption == abstainOption) {
                revert InvalidSpecialOption(blockOption, options);
            }
            ++special;
        }
        if (options < 2 || options > MAX_OPTIONS || options == special) revert InvalidOptionCount(options);
    }

    function _requireFraction(Fraction calldata fraction) private pure {
        (uint32 numerator, uint32 denominator) = (fraction.numerator, fraction.denominator);
        if (denominator == 0 || numerator > denominator || (fraction.strict && numerator == denominator)) {
            revert InvalidFraction(fraction);
        }
    }
}
