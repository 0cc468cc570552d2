// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Assembly} from "../../../../contracts/Assembly.sol";
import {Commune} from "../../../../contracts/Commune.sol";
import {IAssembly} from "../../../../contracts/interfaces/IAssembly.sol";
import {IGroth16Verifier} from "../../../../contracts/interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "../../../../contracts/interfaces/ILaborLedger.sol";
import {IPolls} from "../../../../contracts/interfaces/IPolls.sol";
import {IPollTerms} from "../../../../contracts/interfaces/IPollTerms.sol";
import {IQuotaProofs} from "../../../../contracts/interfaces/IQuotaProofs.sol";
import {ISecretBallots} from "../../../../contracts/interfaces/ISecretBallots.sol";
import {ITrustees} from "../../../../contracts/interfaces/ITrustees.sol";
import {Parameters} from "../../../../contracts/Parameters.sol";
import {Trustees} from "../../../../contracts/Trustees.sol";
import {CHEATS} from "./Cheats.sol";
import {Draws} from "./Draws.sol";
import {ConstantVerifier, Deeds, ExpectingVerifier} from "./StandIns.sol";
import {IChecked, WalkingSuite} from "./Suite.sol";

/// @title Knows the ledger roots 1 to 9
contract KnownRoots {
    function isKnownRoot(uint256 root) external pure returns (bool) {
        return root != 0 && root < 10;
    }
}

/// @title Random polls, ballots and calls, and what they should come to
/// @dev Verifiers take only the statements that the model expects: with the poll's own root, policy and scope.
contract PollsHandler is IChecked {
    using Draws for Draws.Source;

    struct Model {
        IPolls.PollState state;
        IPolls.Outcome outcome;
        uint8 option;
        uint64 closesAt;
        uint256 electorate;
        uint256 root;
        uint256 policy;
        uint256 ballots;
        uint256[6] tally;
        uint256 scheduledAt;
        uint256 deeds;
    }

    struct Ballot {
        uint256 nullifier;
        uint8 option;
        bool holds;
        IGroth16Verifier.Proof proof;
        IQuotaProofs.QuotaProof[] quotaProofs;
    }

    uint8 private constant NONE = 255;
    uint256 private constant MEMBERS = 12;
    uint256 private constant MOST_POLLS = 200;
    uint256 private constant DELAY = 1 days;

    Assembly public immutable polls;
    Commune private immutable _commune;
    TimelockController private immutable _timelock;
    Deeds private immutable _deeds;
    ExpectingVerifier private immutable _membership;
    ExpectingVerifier[2] private _quota;

    uint256 private _pollCount;
    uint256[2] private _ofClass;
    uint256 private _proofCount;
    // The engine brings its own back after each step.
    uint256 private _chain = 31337;
    uint256[5] private _outcomes;
    uint256 private _batches;
    uint256 private _deedCount;
    mapping(uint256 pollId => Model) private _models;
    mapping(uint256 pollId => IPollTerms.PollTerms) private _terms;
    mapping(uint256 pollId => mapping(uint256 nullifier => bool)) private _voted;

    constructor() {
        CHEATS.warp(20_000 days);
        _commune = new Commune(address(this), 1 days, 3600);
        _commune.grantRole(_commune.STEWARD_ROLE(), address(this));
        address[] memory anyone = new address[](1);
        _timelock = new TimelockController(DELAY, new address[](0), anyone, address(this));
        _deeds = new Deeds(address(_timelock));
        _membership = new ExpectingVerifier(Parameters.MEMBERSHIP_SIGNALS);
        IQuotaProofs.QuotaInstance[] memory quotas = new IQuotaProofs.QuotaInstance[](2);
        for (uint256 i = 0; i < 2; ++i) {
            _quota[i] = new ExpectingVerifier(Parameters.QUOTA_SIGNALS);
            quotas[i] = IQuotaProofs.QuotaInstance(i == 0 ? 1 : 4, _quota[i]);
        }
        ITrustees.DealInstance[] memory deals = new ITrustees.DealInstance[](1);
        deals[0] = ITrustees.DealInstance(5, new ConstantVerifier(29, true));
        IAssembly.Contracts memory parts = IAssembly.Contracts({
            commune: _commune,
            ledger: ILaborLedger(address(new KnownRoots())),
            trustees: _trustees(deals),
            timelock: _timelock,
            membershipVerifier: _membership,
            decryptVerifier: new ConstantVerifier(Parameters.DECRYPT_SIGNALS, true)
        });
        polls = new Assembly(address(this), 1 days, parts, quotas, new ISecretBallots.BallotInstance[](0));
        polls.grantRole(polls.CONVENER_ROLE(), address(this));
        _timelock.grantRole(_timelock.PROPOSER_ROLE(), address(polls));
        _timelock.renounceRole(_timelock.DEFAULT_ADMIN_ROLE(), address(this));
        for (uint256 i = 0; i < 5; ++i) admit(i);
    }

    /// @dev The roll goes on while polls run: it must not matter to them.
    function admit(uint256 seed) public {
        if (_commune.size() >= MEMBERS) return;
        _commune.admit(1 + _commune.size(), (seed % 2) | ((block.timestamp / 1 days) << 8));
        ++_ofClass[seed % 2];
    }

    function propose(uint256 seed) external {
        // Mostly when the one before is over, so that polls have time for ballots.
        IPolls.PollState last = _models[_pollCount].state;
        bool isBusy = last == IPolls.PollState.Proposed || last == IPolls.PollState.Open;
        if (_pollCount >= MOST_POLLS || (isBusy && seed % 6 != 0)) return;
        IPollTerms.PollTerms memory terms = _draw(Draws.Source(seed), _pollCount + 1);
        uint256 pollId = polls.propose(terms);
        require(pollId == ++_pollCount, "polls are not numbered one after the other");
        _terms[pollId] = terms;
        _models[pollId].state = IPolls.PollState.Proposed;
        _models[pollId].option = NONE;
    }

    function withdraw(uint256 poll) external {
        uint256 pollId = _pick(poll);
        Model storage model = _models[pollId];
        bool allowed = model.state == IPolls.PollState.Proposed && poll % 4 == 0;
        if (model.state == IPolls.PollState.Proposed && !allowed) return;
        try polls.withdraw(pollId) {
            require(allowed, "a poll is withdrawn after it was opened");
            model.state = IPolls.PollState.Withdrawn;
        } catch {
            require(!allowed, "a poll cannot be withdrawn");
        }
    }

    function open(uint256 poll) external {
        uint256 pollId = _pick(poll);
        Model storage model = _models[pollId];
        IPollTerms.PollTerms storage terms = _terms[pollId];
        uint256 electorate = (terms.classes & 1) * _ofClass[0] + (terms.classes >> 1) * _ofClass[1];
        bool allowed = model.state == IPolls.PollState.Proposed && electorate != 0;
        try polls.open(pollId) {
            require(allowed, "a poll is opened twice, or for nobody");
            model.state = IPolls.PollState.Open;
            model.electorate = electorate;
            model.closesAt = uint64(block.timestamp) + terms.votingPeriod;
            model.root = _commune.root();
            model.policy = terms.classes + uint256(terms.admittedBy) * 2 ** 16 + 2 ** 36;
        } catch {
            require(!allowed, "a poll cannot be opened");
        }
    }

    function vote(uint256 poll, uint256 seed) external {
        uint256 pollId = _pick(poll);
        Ballot[] memory ballots = new Ballot[](1);
        ballots[0] = _ballot(pollId, Draws.Source(seed));
        bool allowed = _mayVote(pollId, ballots);
        _expect(pollId, ballots);
        Ballot memory one = ballots[0];
        try polls.vote(pollId, one.nullifier, one.option, one.proof, one.quotaProofs) {
            require(allowed, "a ballot counts that should not");
            _count(pollId, ballots);
        } catch {
            require(!allowed, "a ballot is refused");
        }
    }

    function voteMany(uint256 poll, uint256 seed) external {
        uint256 pollId = _pick(poll);
        Draws.Source memory source = Draws.Source(seed);
        Ballot[] memory ballots = new Ballot[](source.below(5));
        IAssembly.PublicVote[] memory votes = new IAssembly.PublicVote[](ballots.length);
        for (uint256 i = 0; i < ballots.length; ++i) {
            ballots[i] = _ballot(pollId, source);
            votes[i] = IAssembly.PublicVote(
                ballots[i].nullifier,
                ballots[i].option,
                ballots[i].proof,
                ballots[i].quotaProofs
            );
        }
        bool allowed = _mayVote(pollId, ballots);
        _expect(pollId, ballots);
        try polls.voteMany(pollId, votes) {
            require(allowed, "ballots in a batch count that should not");
            if (ballots.length > 1) ++_batches;
            _count(pollId, ballots);
        } catch {
            require(!allowed, "a batch of ballots is refused");
        }
    }

    function close(uint256 poll) external {
        uint256 pollId = _pick(poll);
        Model storage model = _models[pollId];
        bool allowed = model.state == IPolls.PollState.Open && block.timestamp >= model.closesAt;
        try polls.close(pollId) {
            require(allowed, "a poll is closed before its time");
            model.state = IPolls.PollState.Closed;
            (model.outcome, model.option) = _settled(model, _terms[pollId]);
            ++_outcomes[uint8(model.outcome)];
        } catch {
            require(!allowed, "a poll cannot be closed");
        }
    }

    function schedule(uint256 poll, uint256 change) external {
        uint256 pollId = _pickAny(poll);
        bool allowed = _mayAct(pollId) && change % 4 != 0;
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _calls(pollId);
        if (change % 4 == 0) payloads[0] = abi.encodeCall(Deeds.act, (pollId + 1));
        try polls.scheduleCalls(pollId, targets, values, payloads) {
            require(allowed, "calls are scheduled that were not decided, or twice");
            _models[pollId].scheduledAt = block.timestamp;
        } catch {
            require(!allowed, "decided calls cannot be scheduled");
        }
    }

    function act(uint256 poll) external {
        uint256 pollId = _pickAny(poll);
        Model storage model = _models[pollId];
        bool isDue = model.scheduledAt != 0 && block.timestamp >= model.scheduledAt + DELAY && model.deeds == 0;
        require(_act(pollId) == isDue, "decided calls are made too early, twice or not at all");
        if (!isDue) return;
        model.deeds = 1;
        ++_deedCount;
    }

    function wait_(uint256 time) external {
        CHEATS.warp(block.timestamp + ((time >> 8) % (time % 3 == 0 ? 2 days : 2 hours)));
    }

    /// @dev After a fork of the chain each side has scopes of its own.
    function fork(uint256 side) external {
        _chain = side % 2 == 0 ? 1337 : 31337;
    }

    /// @inheritdoc IChecked
    function checkReached() external view {
        for (uint256 outcome = 1; outcome < 5; ++outcome) require(_outcomes[outcome] != 0, "no poll had some outcome");
        require(_batches != 0, "no batch was taken");
        require(_deedCount != 0, "no decided call was made");
    }

    /// @inheritdoc IChecked
    function check() external {
        require(polls.pollCount() == _pollCount, "a poll from nowhere");
        for (uint256 pollId = 1; pollId <= _pollCount; ++pollId) {
            _checkFrozen(pollId);
            _checkBallots(pollId);
            _checkDeeds(pollId);
            _checkNotStuck(pollId);
        }
    }

    function _checkFrozen(uint256 pollId) private view {
        IPolls.Poll memory poll = polls.poll(pollId);
        Model storage model = _models[pollId];
        require(keccak256(abi.encode(poll.terms)) == keccak256(abi.encode(_terms[pollId])), "terms of a poll changed");
        require(poll.state == model.state, "a poll is in another state");
        require(poll.root == model.root && poll.policy == model.policy, "root or policy of a poll changed");
        require(poll.electorate == model.electorate, "electorate of a poll changed");
        require(poll.closesAt == model.closesAt, "end of a poll changed");
        require(poll.outcome == model.outcome && poll.option == model.option, "outcome is not the model's");
    }

    function _checkBallots(uint256 pollId) private view {
        Model storage model = _models[pollId];
        uint256[] memory tally = polls.tally(pollId);
        uint256 all = 0;
        for (uint256 option = 0; option < tally.length; ++option) {
            require(tally[option] == model.tally[option], "an option has more or fewer ballots than were cast for it");
            all += tally[option];
        }
        require(all == model.ballots && polls.poll(pollId).ballots == all, "turnout is not the sum of the tally");
        uint256 voters = 0;
        for (uint256 member = 0; member < MEMBERS; ++member) {
            uint256 nullifier = _nullifier(pollId, member);
            bool used = polls.nullifierUsed(pollId, nullifier);
            require(used == _voted[pollId][nullifier], "a nullifier is used or not as nobody voted");
            if (used) ++voters;
        }
        require(voters == all, "one member counts more than once");
    }

    function _checkDeeds(uint256 pollId) private view {
        uint256 deeds = _deeds.done(pollId);
        require(deeds == _models[pollId].deeds && deeds < 2, "calls were made that were not due, or twice");
        require(deeds == 0 || _wasCarried(pollId), "calls were made that no poll decided");
    }

    /// @dev From everywhere there is a way to the end, for which nobody's help is needed but of who runs polls.
    function _checkNotStuck(uint256 pollId) private {
        IPolls.PollState state = _models[pollId].state;
        uint256 snapshot = CHEATS.snapshotState();
        if (state == IPolls.PollState.Proposed) polls.withdraw(pollId);
        if (state == IPolls.PollState.Open) {
            if (block.timestamp < _models[pollId].closesAt) CHEATS.warp(_models[pollId].closesAt);
            polls.close(pollId);
        }
        if (_mayAct(pollId)) {
            (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _calls(pollId);
            polls.scheduleCalls(pollId, targets, values, payloads);
            CHEATS.warp(block.timestamp + DELAY);
            require(_act(pollId), "decided calls can never be made");
        }
        CHEATS.revertToState(snapshot);
    }

    function _mayVote(uint256 pollId, Ballot[] memory ballots) private view returns (bool) {
        Model storage model = _models[pollId];
        if (model.state != IPolls.PollState.Open || block.timestamp >= model.closesAt || ballots.length == 0)
            return false;
        for (uint256 i = 0; i < ballots.length; ++i) {
            if (!ballots[i].holds || ballots[i].option >= _terms[pollId].options) return false;
            if (_voted[pollId][ballots[i].nullifier]) return false;
            for (uint256 j = 0; j < i; ++j) if (ballots[j].nullifier == ballots[i].nullifier) return false;
        }
        return true;
    }

    function _count(uint256 pollId, Ballot[] memory ballots) private {
        for (uint256 i = 0; i < ballots.length; ++i) {
            _voted[pollId][ballots[i].nullifier] = true;
            ++_models[pollId].tally[ballots[i].option];
            ++_models[pollId].ballots;
        }
    }

    /// @dev A ballot of some member for some option, and now and then one that must not count.
    function _ballot(uint256 pollId, Draws.Source memory source) private returns (Ballot memory ballot) {
        uint256 count = _terms[pollId].quotaPolicies.length;
        ballot.nullifier = _nullifier(pollId, source.below(MEMBERS));
        ballot.option = _option(source);
        ballot.holds = true;
        ballot.proof.a[0] = ++_proofCount;
        if (source.once(12)) {
            ballot.nullifier += Parameters.FIELD_ORDER;
            ballot.holds = false;
        } else if (source.once(12)) {
            // A proof that the verifier does not know.
            ballot.proof.a[1] = 1;
            ballot.holds = false;
        }
        if (source.once(12)) {
            ++count;
            ballot.holds = false;
        }
        ballot.quotaProofs = new IQuotaProofs.QuotaProof[](count);
        for (uint256 i = 0; i < count; ++i) {
            ballot.quotaProofs[i].records = source.once(2) ? 1 : 4;
            ballot.quotaProofs[i].ledgerRoot = 1 + source.below(9);
            ballot.quotaProofs[i].proof.a[0] = ++_proofCount;
            if (!source.once(12)) continue;
            ballot.quotaProofs[i].ledgerRoot = source.once(2) ? 0 : 10;
            ballot.holds = false;
        }
    }

    /// @dev Mostly one of two that may be level, one to abstain with (1) or one to block with (2); now and then one that there is not.
    function _option(Draws.Source memory source) private pure returns (uint8) {
        uint8[8] memory options = [0, 0, 0, 3, 3, 1, 1, 2];
        return source.once(8) ? uint8(source.below(7)) : options[source.below(8)];
    }

    /// @dev Tells the verifiers what is true: each ballot's statement, made from what is frozen in the model.
    function _expect(uint256 pollId, Ballot[] memory ballots) private {
        CHEATS.chainId(_chain);
        uint256[] memory proofs = new uint256[](ballots.length);
        uint256[][] memory signals = new uint256[][](ballots.length);
        for (uint256 i = 0; i < ballots.length; ++i) {
            proofs[i] = ballots[i].proof.a[1] == 0 ? ballots[i].proof.a[0] : 0;
            signals[i] = new uint256[](5);
            (signals[i][0], signals[i][1], signals[i][2]) = (
                ballots[i].nullifier,
                _models[pollId].root,
                _scope(pollId)
            );
            (signals[i][3], signals[i][4]) = (ballots[i].option, _models[pollId].policy);
        }
        _membership.expect(proofs, signals);
        for (uint256 k = 0; k < 2; ++k) _expectQuotas(pollId, ballots, k);
    }

    function _expectQuotas(uint256 pollId, Ballot[] memory ballots, uint256 instance) private {
        uint256[] memory policies = _terms[pollId].quotaPolicies;
        uint256 count = 0;
        uint256[] memory proofs = new uint256[](3 * ballots.length);
        uint256[][] memory signals = new uint256[][](3 * ballots.length);
        for (uint256 i = 0; i < ballots.length; ++i) {
            IQuotaProofs.QuotaProof[] memory given = ballots[i].quotaProofs;
            for (uint256 place = 0; place < given.length && place < policies.length; ++place) {
                if (given[place].records != (instance == 0 ? 1 : 4)) continue;
                proofs[count] = given[place].proof.a[0];
                uint256[] memory own = new uint256[](7);
                (own[0], own[1], own[2]) = (ballots[i].nullifier, _models[pollId].root, given[place].ledgerRoot);
                (own[3], own[4], own[5]) = (_scope(pollId), ballots[i].option, _models[pollId].policy);
                own[6] = policies[place];
                signals[count++] = own;
            }
        }
        assembly ("memory-safe") {
            mstore(proofs, count)
            mstore(signals, count)
        }
        _quota[instance].expect(proofs, signals);
    }

    function _draw(
        Draws.Source memory source,
        uint256 pollId
    ) private view returns (IPollTerms.PollTerms memory terms) {
        terms.subject = bytes32(source.seed);
        terms.options = uint8(4 + source.below(3));
        terms.classes = uint16(1 + source.below(3));
        terms.admittedBy = uint32(block.timestamp / 1 days - source.below(3));
        terms.quotaPolicies = new uint256[](source.below(3));
        for (uint256 i = 0; i < terms.quotaPolicies.length; ++i)
            terms.quotaPolicies[i] = (1 + source.below(9)) << Parameters.THRESHOLD_OFFSET;
        (terms.quorum, terms.threshold) = (_fraction(source, 3), _fraction(source, 1));
        terms.thresholdOfElectorate = source.once(3);
        terms.abstainOption = source.once(2) ? 1 : NONE;
        if (source.once(2)) (terms.blockOption, terms.blockLimit) = (2, uint32(1 + source.below(2)));
        else terms.blockOption = NONE;
        terms.votingPeriod = uint32(1 + source.below(1 days));
        terms.callsOption = NONE;
        if (source.once(6)) return terms;
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _calls(pollId);
        terms.calls = keccak256(abi.encode(targets, values, payloads));
        terms.callsOption = uint8(source.once(4) ? source.below(terms.options) : 0);
    }

    /// @dev At most 1 / divisor, or a little more.
    function _fraction(Draws.Source memory source, uint256 divisor) private pure returns (IPollTerms.Fraction memory) {
        uint32 denominator = uint32(1 + source.below(6));
        uint32 numerator = uint32(source.below(denominator / divisor + 1));
        return IPollTerms.Fraction(numerator, denominator, numerator != denominator && source.once(2));
    }

    function _settled(
        Model storage model,
        IPollTerms.PollTerms storage terms
    ) private view returns (IPolls.Outcome, uint8) {
        if (!_reaches(model.ballots, model.electorate, terms.quorum)) return (IPolls.Outcome.NoQuorum, NONE);
        if (terms.blockOption != NONE && model.tally[terms.blockOption] >= terms.blockLimit)
            return (IPolls.Outcome.Blocked, NONE);
        uint256 whole = model.electorate;
        if (!terms.thresholdOfElectorate) {
            whole = 0;
            for (uint8 option = 0; option < terms.options; ++option)
                if (option != terms.abstainOption) whole += model.tally[option];
        }
        for (uint8 option = 0; option < terms.options; ++option) {
            if (_leads(model, terms, option) && _reaches(model.tally[option], whole, terms.threshold))
                return (IPolls.Outcome.Carried, option);
        }
        return (IPolls.Outcome.NotCarried, NONE);
    }

    /// @dev More than each other option that can carry.
    function _leads(Model storage model, IPollTerms.PollTerms storage terms, uint8 option) private view returns (bool) {
        if (option == terms.abstainOption || option == terms.blockOption || model.tally[option] == 0) return false;
        for (uint8 other = 0; other < terms.options; ++other) {
            if (other == option || other == terms.abstainOption || other == terms.blockOption) continue;
            if (model.tally[other] >= model.tally[option]) return false;
        }
        return true;
    }

    function _reaches(uint256 part, uint256 whole, IPollTerms.Fraction storage needed) private view returns (bool) {
        uint256 least = (whole * needed.numerator + needed.denominator - 1) / needed.denominator;
        bool isExact = whole * needed.numerator == least * needed.denominator;
        return needed.strict && isExact ? part > least : part >= least;
    }

    function _mayAct(uint256 pollId) private view returns (bool) {
        return _wasCarried(pollId) && _models[pollId].scheduledAt == 0;
    }

    function _wasCarried(uint256 pollId) private view returns (bool) {
        Model storage model = _models[pollId];
        bool hasCalls = _terms[pollId].calls != 0 && model.state == IPolls.PollState.Closed;
        return hasCalls && model.outcome == IPolls.Outcome.Carried && model.option == _terms[pollId].callsOption;
    }

    function _calls(
        uint256 pollId
    ) private view returns (address[] memory targets, uint256[] memory values, bytes[] memory payloads) {
        (targets, values, payloads) = (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], payloads[0]) = (address(_deeds), abi.encodeCall(Deeds.act, (pollId)));
    }

    function _act(uint256 pollId) private returns (bool done) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _calls(pollId);
        bytes32 salt = keccak256(abi.encode(address(polls), pollId));
        try _timelock.executeBatch(targets, values, payloads, 0, salt) {
            return true;
        } catch {
            return false;
        }
    }

    function _scope(uint256 pollId) private view returns (uint256) {
        bytes32 tag = keccak256("rochdale/scope/chain/v1");
        return uint256(keccak256(abi.encode(tag, block.chainid, address(polls), pollId))) / 256;
    }

    function _nullifier(uint256 pollId, uint256 member) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(pollId, member))) % Parameters.FIELD_ORDER;
    }

    /// @dev Mostly the latest; 0 before there is one, which is no poll.
    function _pick(uint256 seed) private view returns (uint256) {
        if (_pollCount == 0 || seed % 16 == 0) return _pollCount + 1;
        return seed % 4 == 0 ? 1 + ((seed >> 8) % _pollCount) : _pollCount;
    }

    /// @dev Calls come after the poll.
    function _pickAny(uint256 seed) private view returns (uint256) {
        uint256 back = (seed >> 8) % 6;
        return back < _pollCount ? _pollCount - back : 1;
    }

    function _trustees(ITrustees.DealInstance[] memory deals) private returns (ITrustees) {
        return new Trustees(address(this), 1 days, deals);
    }
}

/// @title An assembly with public polls
contract PollsTest is WalkingSuite {
    /// @dev Polls are long, and only few end near a threshold.
    function _length() internal pure override returns (uint256) {
        return 2000;
    }

    function _steps() internal pure override returns (bytes4[] memory steps) {
        steps = new bytes4[](21);
        steps[20] = PollsHandler.fork.selector;
        (steps[0], steps[1], steps[2]) = (
            PollsHandler.propose.selector,
            PollsHandler.open.selector,
            PollsHandler.close.selector
        );
        (steps[3], steps[4], steps[5]) = (
            PollsHandler.propose.selector,
            PollsHandler.open.selector,
            PollsHandler.close.selector
        );
        (steps[6], steps[7]) = (PollsHandler.schedule.selector, PollsHandler.schedule.selector);
        (steps[8], steps[9]) = (PollsHandler.act.selector, PollsHandler.act.selector);
        (steps[10], steps[11]) = (PollsHandler.withdraw.selector, PollsHandler.admit.selector);
        (steps[12], steps[13]) = (PollsHandler.wait_.selector, PollsHandler.wait_.selector);
        for (uint256 i = 14; i < 17; ++i) steps[i] = PollsHandler.voteMany.selector;
        for (uint256 i = 17; i < 20; ++i) steps[i] = PollsHandler.vote.selector;
    }

    function setUp() external {
        handler = new PollsHandler();
    }

    function invariant_pollsComeToWhatWasCast() external {
        handler.check();
    }
}
