// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BabyJubJub} from "../../../../contracts/BabyJubJub.sol";
import {IGroth16Verifier} from "../../../../contracts/interfaces/IGroth16Verifier.sol";
import {ITrustees} from "../../../../contracts/interfaces/ITrustees.sol";
import {Trustees} from "../../../../contracts/Trustees.sol";
import {CHEATS} from "./Cheats.sol";
import {ConstantVerifier} from "./StandIns.sol";
import {IChecked, WalkingSuite} from "./Suite.sol";

/// @title Random steps of trustees, and the key that should come of them
/// @dev Any proof of a dealing is taken. Polynomials have small coefficients, which the model adds up as numbers: the contract adds points.
contract CommitteesHandler is IChecked {
    struct Model {
        ITrustees.CommitteeState state;
        uint256 size;
        uint256 threshold;
        uint256 commitBy;
        uint256 dealBy;
        uint256 recipients;
        uint256 dealers;
        uint256[4] polynomial;
    }

    uint256 private constant MOST_COMMITTEES = 30;
    uint256 private constant PERIOD = 1 hours;

    Trustees public immutable trustees;

    uint256 private _count;
    mapping(uint256 committeeId => Model) private _models;
    // What was committed to, 0 where it is nothing that can be dealt.
    mapping(uint256 committeeId => mapping(uint256 index => uint256)) private _committed;

    constructor() {
        CHEATS.warp(20_000 days);
        ITrustees.DealInstance[] memory instances = new ITrustees.DealInstance[](1);
        instances[0] = ITrustees.DealInstance(5, new ConstantVerifier(29, true));
        trustees = new Trustees(address(this), 1 days, instances);
        trustees.grantRole(trustees.CONVENER_ROLE(), address(this));
    }

    function form(uint256 size, uint256 threshold) external {
        // Mostly when the one before is over.
        ITrustees.CommitteeState last = _models[_count].state;
        bool isBusy = last == ITrustees.CommitteeState.Committing || last == ITrustees.CommitteeState.Dealing;
        if (_count >= MOST_COMMITTEES || (isBusy && size % 8 != 0)) return;
        size >>= 3;
        size %= 7;
        threshold %= 6;
        bool allowed = size > 1 && size < 6 && threshold > 1 && threshold <= size;
        address[] memory accounts = new address[](size);
        for (uint256 i = 0; i < size; ++i) accounts[i] = _account(i + 1);
        try trustees.form(accounts, uint8(threshold), uint32(PERIOD), uint32(PERIOD)) {
            require(allowed, "a committee of a size or threshold that it cannot have");
            Model storage model = _models[++_count];
            model.state = ITrustees.CommitteeState.Committing;
            (model.size, model.threshold, model.commitBy) = (size, threshold, block.timestamp + PERIOD);
        } catch {
            require(!allowed, "a committee is refused");
        }
    }

    /// @param kind which of ten ways; a few of them commit to a key or a polynomial that cannot serve
    function commit(uint256 place, uint256 index, uint256 seed, uint256 kind) external {
        (uint256 id, Model storage model) = _pick(place);
        index = 1 + (index % 6);
        uint256[2] memory key = _times(1 + (seed % 99));
        if (kind % 10 == 0) key = [uint256(0), 1];
        else if (kind % 10 == 1) key[0] += BabyJubJub.SUBGROUP_ORDER;
        else if (kind % 10 == 2) key = _smallOrder();
        bool allowed =
            model.state == ITrustees.CommitteeState.Committing &&
                block.timestamp < model.commitBy &&
                index <= model.size &&
                !_isIn(index, model.recipients) &&
                kind % 10 > 2;
        // The constant 0 would be a key share that is the identity.
        uint256 polynomial = kind % 10 == 3 ? 0 : 1 + (seed % 99);
        bytes32 hash = trustees.commitmentOf(id, uint8(index), _commitments(polynomial, model.threshold), 0);
        CHEATS.prank(_account(index));
        try trustees.commit(id, key, hash) {
            require(allowed, "a trustee commits twice, too late, to another committee or with a bad key");
            model.recipients |= 1 << (index - 1);
            _committed[id][index] = polynomial;
            if (model.recipients == (1 << model.size) - 1) _beginDealing(model);
        } catch {
            require(!allowed, "a trustee cannot commit");
        }
    }

    function endCommitting(uint256 place) external {
        (uint256 id, Model storage model) = _pick(place);
        bool allowed = model.state == ITrustees.CommitteeState.Committing && block.timestamp >= model.commitBy;
        try trustees.endCommitting(id) {
            require(allowed, "committing is ended before its time");
            if (_ones(model.recipients) >= model.threshold) _beginDealing(model);
            else model.state = ITrustees.CommitteeState.Failed;
        } catch {
            require(!allowed, "committing cannot be ended");
        }
    }

    /// @param change now and then another polynomial than was committed to
    function deal(uint256 place, uint256 index, uint256 change) external {
        (uint256 id, Model storage model) = _pick(place);
        index = 1 + (index % 6);
        uint256 polynomial = _committed[id][index] + (change % 8 == 0 ? 1 : 0);
        bool allowed =
            model.state == ITrustees.CommitteeState.Dealing &&
                block.timestamp < model.dealBy &&
                _isIn(index, model.recipients) &&
                !_isIn(index, model.dealers) &&
                polynomial != 0 &&
                change % 8 != 0;
        ITrustees.Dealing memory dealing;
        dealing.commitments = _commitments(polynomial, model.threshold);
        dealing.encryptedShares = new uint256[](model.size);
        IGroth16Verifier.Proof memory proof;
        try trustees.deal(id, uint8(index), dealing, proof) {
            require(allowed, "a dealing counts that should not");
            model.dealers |= 1 << (index - 1);
            for (uint256 k = 0; k < model.threshold && k < 4; ++k) model.polynomial[k] += _coefficient(polynomial, k);
        } catch {
            require(!allowed, "a dealing is refused");
        }
    }

    function finish(uint256 place) external {
        (uint256 id, Model storage model) = _pick(place);
        bool allowed =
            model.state == ITrustees.CommitteeState.Dealing &&
                (block.timestamp >= model.dealBy || model.dealers == model.recipients);
        try trustees.finish(id) {
            require(allowed, "a key is made before all have dealt");
            bool enough = _ones(model.dealers) >= model.threshold;
            model.state = enough ? ITrustees.CommitteeState.Ready : ITrustees.CommitteeState.Failed;
        } catch {
            require(!allowed, "dealing cannot be ended");
        }
    }

    function wait_(uint256 time) external {
        CHEATS.warp(block.timestamp + (time % (PERIOD / 2)));
    }

    /// @inheritdoc IChecked
    function checkReached() external view {
        uint256 ready = 0;
        uint256 failed = 0;
        uint256 partial_ = 0;
        uint256 absent = 0;
        for (uint256 id = 1; id <= _count; ++id) {
            if (_models[id].state == ITrustees.CommitteeState.Failed) ++failed;
            if (_models[id].state != ITrustees.CommitteeState.Ready) continue;
            ++ready;
            if (_models[id].dealers != _models[id].recipients) ++partial_;
            if (_models[id].recipients != (1 << _models[id].size) - 1) ++absent;
        }
        require(ready != 0 && failed != 0, "no committee got its key, or none failed");
        require(partial_ != 0, "no key was made without all dealings");
        require(absent != 0, "no key was made without one who did not commit");
    }

    /// @inheritdoc IChecked
    function check() external {
        require(trustees.committeeCount() == _count, "a committee from nowhere");
        for (uint256 id = 1; id <= _count; ++id) {
            Model storage model = _models[id];
            ITrustees.Committee memory found = trustees.committee(id);
            require(found.state == model.state, "a committee is in another state");
            require(found.recipients == model.recipients && found.dealers == model.dealers, "who took part is not so");
            require(found.threshold == model.threshold && found.size == model.size, "threshold or size changed");
            _checkKey(id, model, found.key);
            _checkNotStuck(id, model.state);
        }
    }

    /// @dev All dealings that were taken make the key, and only trustees who committed have a share.
    function _checkKey(uint256 id, Model storage model, uint256[2] memory key) private view {
        bool ready = model.state == ITrustees.CommitteeState.Ready;
        require(
            _same(key, ready ? _times(model.polynomial[0]) : [uint256(0), 0]),
            "key is not the sum of all dealings"
        );
        for (uint8 index = 1; index <= 5; ++index) {
            uint256 share = 0;
            for (uint256 k = 4; k != 0; --k) share = share * index + model.polynomial[k - 1];
            bool has = ready && _isIn(index, model.recipients);
            uint256[2] memory expected = has ? _times(share) : [uint256(0), 0];
            require(_same(trustees.shareKey(id, index), expected), "a share is not the sum of all dealings");
        }
    }

    /// @dev Anybody ends what its trustees leave undone, when the time is over.
    function _checkNotStuck(uint256 id, ITrustees.CommitteeState state) private {
        uint256 snapshot = CHEATS.snapshotState();
        CHEATS.warp(block.timestamp + PERIOD);
        CHEATS.prank(address(1));
        if (state == ITrustees.CommitteeState.Committing) trustees.endCommitting(id);
        else if (state == ITrustees.CommitteeState.Dealing) trustees.finish(id);
        CHEATS.revertToState(snapshot);
    }

    function _beginDealing(Model storage model) private {
        (model.state, model.dealBy) = (ITrustees.CommitteeState.Dealing, block.timestamp + PERIOD);
    }

    function _commitments(uint256 polynomial, uint256 count) private view returns (uint256[2][] memory points) {
        points = new uint256[2][](count);
        for (uint256 k = 0; k < count; ++k) points[k] = _times(_coefficient(polynomial, k));
    }

    /// @dev Of the fifth and higher ones all are 0: committees have at most 5 trustees here, and few a threshold of 5.
    function _coefficient(uint256 polynomial, uint256 power) private pure returns (uint256) {
        return power < 4 ? polynomial * (power + 1) : 0;
    }

    function _times(uint256 factor) private view returns (uint256[2] memory point) {
        uint256[] memory points = new uint256[](2);
        int256[] memory factors = new int256[](1);
        (points[0], points[1], factors[0]) = (BabyJubJub.GENERATOR_X, BabyJubJub.GENERATOR_Y, int256(factor));
        (point[0], point[1]) = BabyJubJub.combine(points, factors);
    }

    /// @dev (0, -1), of order 2.
    function _smallOrder() private pure returns (uint256[2] memory) {
        return [uint256(0), 21888242871839275222246405745257275088548364400416034343698204186575808495616];
    }

    function _same(uint256[2] memory first, uint256[2] memory second) private pure returns (bool) {
        return first[0] == second[0] && first[1] == second[1];
    }

    function _pick(uint256 seed) private view returns (uint256 id, Model storage model) {
        // 0 before there is one, and now and then: no committee.
        id = seed % 16 == 0 || _count == 0 ? 0 : (seed % 3 == 0 ? 1 + ((seed >> 8) % _count) : _count);
        model = _models[id];
    }

    function _isIn(uint256 index, uint256 mask) private pure returns (bool) {
        return (mask >> (index - 1)) & 1 == 1;
    }

    function _ones(uint256 mask) private pure returns (uint256 ones) {
        for (; mask != 0; mask >>= 1) ones += mask & 1;
    }

    function _account(uint256 index) private pure returns (address) {
        return address(uint160(0x72057EE0 + index));
    }
}

/// @title Committees of up to five trustees
contract CommitteesTest is WalkingSuite {
    function setUp() external {
        handler = new CommitteesHandler();
    }

    function invariant_keysAreMadeOfAllDealings() external {
        handler.check();
    }

    /// @dev Few committees end with some who did not commit and others who did not deal.
    function _length() internal pure override returns (uint256) {
        return 2500;
    }

    function _steps() internal pure override returns (bytes4[] memory steps) {
        steps = new bytes4[](16);
        (steps[14], steps[15]) = (CommitteesHandler.wait_.selector, CommitteesHandler.deal.selector);
        (steps[0], steps[1]) = (CommitteesHandler.form.selector, CommitteesHandler.wait_.selector);
        (steps[2], steps[3]) = (CommitteesHandler.endCommitting.selector, CommitteesHandler.finish.selector);
        for (uint256 i = 4; i < 9; ++i) steps[i] = CommitteesHandler.commit.selector;
        for (uint256 i = 9; i < 14; ++i) steps[i] = CommitteesHandler.deal.selector;
    }
}
