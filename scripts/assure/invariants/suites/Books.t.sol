// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "../../../../contracts/interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "../../../../contracts/interfaces/ILaborLedger.sol";
import {LaborLedger} from "../../../../contracts/LaborLedger.sol";
import {CHEATS, Cheats} from "./Cheats.sol";
import {ReferenceTree} from "./ReferenceTree.sol";
import {ConstantVerifier} from "./StandIns.sol";
import {IChecked, WalkingSuite} from "./Suite.sol";

/// @title Random steps of attesters and an admin, and the ledger as the events alone tell it
/// @dev Any proof is taken: what is shown holds whatever attesters can prove.
contract BooksHandler is IChecked {
    enum State {
        None,
        Pending,
        Withdrawn,
        Accepted,
        Struck
    }

    struct Posted {
        State state;
        address author;
        uint256 root;
        uint24 day;
        uint32 total;
        uint256 groupTotals;
        uint256 corrects;
        address requester;
        uint256 round;
    }

    uint256 private constant ATTESTERS = 5;
    uint256 private constant DAYS = 3;
    uint24 private constant FIRST_DAY = 20_000;

    LaborLedger public immutable ledger;

    Posted[] private _sheets;
    uint256[] private _leaves;
    uint256 private _required = 1;
    // Round 0 is the acceptance.
    mapping(uint256 sheetId => mapping(uint256 round => uint256)) private _signatures;
    mapping(uint256 sheetId => mapping(uint256 round => mapping(address attester => bool))) private _signed;

    constructor() {
        CHEATS.warp(20_010 days);
        ILaborLedger.SheetInstance[] memory instances = new ILaborLedger.SheetInstance[](1);
        instances[0] = ILaborLedger.SheetInstance(25, new ConstantVerifier(6, true));
        // Kind 0 is in group 1; a cap and a minimum of rows.
        uint256 policy = 1 | (1440 << 128) | (3 << 152);
        ledger = new LaborLedger(address(this), 1 days, 3600, 1, policy, instances);
        for (uint256 i = 0; i < ATTESTERS; ++i) ledger.grantRole(ledger.ATTESTER_ROLE(), _attester(i));
        _sheets.push();
    }

    modifier by(uint256 attester) {
        CHEATS.recordLogs();
        CHEATS.prank(_attester(attester));
        _;
        _readEvents();
    }

    function post(uint256 attester, uint256 seed) external by(attester) {
        ILaborLedger.SheetClaim memory claim = _claim(seed);
        bool stands = _stands(claim.root);
        try ledger.post(claim, _proof()) {
            require(!stands, "one sheet stands twice");
        } catch {
            _forgetEvents();
            require(stands, "a new sheet is refused");
        }
    }

    function correct(uint256 attester, uint256 sheetId, uint256 seed) external by(attester) {
        ILaborLedger.SheetClaim memory claim = _claim(seed);
        sheetId = _pick(sheetId);
        bool allowed = _sheets[sheetId].state == State.Accepted && !_stands(claim.root);
        try ledger.postCorrection(sheetId, claim, _proof()) {
            require(allowed, "a correction of what is not in the books, or of a sheet that stands");
        } catch {
            _forgetEvents();
            require(!allowed, "a correction is refused");
        }
    }

    function countersign(uint256 attester, uint256 sheetId) external {
        sheetId = _pick(sheetId);
        Posted storage signed = _sheets[sheetId];
        address signer = _attester(attester);
        bool allowed = signed.state == State.Pending && signed.author != signer && !_signed[sheetId][0][signer];
        if (signed.corrects != 0) allowed = allowed && _sheets[signed.corrects].state == State.Accepted;
        _countersign(attester, sheetId, signed.corrects, allowed);
    }

    function withdraw(uint256 attester, uint256 sheetId) external {
        sheetId = _pick(sheetId);
        Posted storage withdrawn = _sheets[sheetId];
        address account = attester % 2 == 0 ? withdrawn.author : _attester(attester);
        bool allowed = withdrawn.state == State.Pending && withdrawn.author == account;
        CHEATS.recordLogs();
        CHEATS.prank(account);
        try ledger.withdraw(sheetId) {
            require(allowed, "a sheet is withdrawn by another than its author, or too late");
            _readEvents();
        } catch {
            _forgetEvents();
            require(!allowed, "an author cannot withdraw");
        }
    }

    function requestStrike(uint256 attester, uint256 sheetId) external by(attester) {
        sheetId = _pick(sheetId);
        bool allowed = _sheets[sheetId].state == State.Accepted && _sheets[sheetId].requester == address(0);
        try ledger.requestStrike(sheetId) {
            require(allowed, "a strike is requested of what is not in the books, or twice");
        } catch {
            _forgetEvents();
            require(!allowed, "a request to strike is refused");
        }
    }

    function countersignStrike(uint256 attester, uint256 sheetId) external {
        sheetId = _pick(sheetId);
        Posted storage accused = _sheets[sheetId];
        address signer = _attester(attester);
        bool allowed =
            accused.state == State.Accepted &&
                accused.requester != address(0) &&
                accused.requester != signer &&
                !_signed[sheetId][accused.round][signer];
        _countersignStrike(attester, sheetId, allowed);
    }

    function withdrawStrike(uint256 attester, uint256 sheetId) external by(attester) {
        sheetId = _pick(sheetId);
        bool allowed = _sheets[sheetId].state == State.Accepted && _sheets[sheetId].requester == _attester(attester);
        try ledger.withdrawStrike(sheetId) {
            require(allowed, "a request to strike is withdrawn by somebody else");
        } catch {
            _forgetEvents();
            require(!allowed, "a request to strike cannot be withdrawn");
        }
    }

    function require_(uint256 countersignatures) external {
        _required = 1 + (countersignatures % 3);
        ledger.setRequiredCountersignatures(uint32(_required));
    }

    /// @inheritdoc IChecked
    function checkReached() external view {
        uint256[5] memory inState;
        uint256 corrections = 0;
        uint256 strikes = 0;
        for (uint256 id = 1; id < _sheets.length; ++id) {
            ++inState[uint8(_sheets[id].state)];
            if (_sheets[id].state != State.Accepted && _sheets[id].state != State.Struck) continue;
            if (_sheets[id].corrects != 0) ++corrections;
            if (_sheets[id].state == State.Struck && !_correctionHasEnough(id)) ++strikes;
        }
        for (uint256 state = 1; state < 5; ++state) require(inState[state] != 0, "no sheet is in some state");
        require(corrections != 0, "no correction was accepted");
        require(strikes != 0, "no sheet was struck");
    }

    /// @inheritdoc IChecked
    function check() external {
        require(ledger.root() == ReferenceTree.root(_leaves), "root is not that of the tree of the events");
        require(ledger.size() == _leaves.length, "size is not the number of accepted sheets");
        for (uint24 day = FIRST_DAY; day < FIRST_DAY + DAYS; ++day) _checkBooks(day);
        for (uint256 id = 1; id < _sheets.length; ++id) {
            Posted storage posted = _sheets[id];
            require(uint8(ledger.sheet(id).state) == uint8(posted.state), "a sheet's state is not what its events say");
            if (posted.state == State.Pending) _checkNotStuck(id, posted.author);
        }
    }

    function _checkBooks(uint24 day) private view {
        ILaborLedger.Books memory books = ledger.books(day);
        uint256[10] memory sums;
        for (uint256 id = 1; id < _sheets.length; ++id) {
            Posted storage posted = _sheets[id];
            if (posted.state != State.Accepted || posted.day != day) continue;
            ++sums[0];
            sums[1] += posted.total;
            for (uint256 g = 0; g < 8; ++g) sums[2 + g] += (posted.groupTotals >> (31 * g)) & (2 ** 31 - 1);
        }
        require(books.sheets == sums[0] && books.total == sums[1], "books are not the sum of the accepted sheets");
        for (uint256 g = 0; g < 8; ++g) require(books.groups[g] == sums[2 + g], "books of a group are not their sum");
    }

    /// @dev Whatever others do, who wrote a sheet can always take it back.
    function _checkNotStuck(uint256 sheetId, address author) private {
        uint256 snapshot = CHEATS.snapshotState();
        CHEATS.prank(author);
        ledger.withdraw(sheetId);
        CHEATS.revertToState(snapshot);
    }

    function _countersign(uint256 attester, uint256 sheetId, uint256 corrects, bool allowed) private {
        uint256[4][] memory siblings = corrects == 0 ? new uint256[4][](0) : _siblings(corrects);
        _actAs(attester);
        bool done;
        if (corrects == 0) {
            try ledger.countersign(sheetId) {
                done = true;
            } catch {}
        } else {
            try ledger.countersignCorrection(sheetId, siblings) {
                done = true;
            } catch {}
        }
        _finish(done, allowed, "a countersignature");
    }

    function _countersignStrike(uint256 attester, uint256 sheetId, bool allowed) private {
        uint256[4][] memory siblings = _siblings(sheetId);
        _actAs(attester);
        bool done;
        try ledger.countersignStrike(sheetId, siblings) {
            done = true;
        } catch {}
        _finish(done, allowed, "a countersignature to strike");
    }

    function _actAs(uint256 attester) private {
        CHEATS.recordLogs();
        CHEATS.prank(_attester(attester));
    }

    function _finish(bool done, bool allowed, string memory what) private {
        if (!done) _forgetEvents();
        require(done == allowed, string.concat(what, allowed ? " is refused" : " counts that should not"));
        if (done) _readEvents();
    }

    function _readEvents() private {
        Cheats.Log[] memory logs = CHEATS.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(ledger) || logs[i].topics.length < 2) continue;
            uint256 sheetId = uint256(logs[i].topics[1]);
            bytes32 name = logs[i].topics[0];
            if (name == ILaborLedger.SheetPosted.selector) _readPosted(logs[i]);
            else if (name == ILaborLedger.SheetCountersigned.selector) _readSignature(logs[i], sheetId, 0);
            else if (name == ILaborLedger.SheetAccepted.selector) _readAccepted(sheetId, uint256(logs[i].topics[2]));
            else if (name == ILaborLedger.SheetWithdrawn.selector) _sheets[sheetId].state = State.Withdrawn;
            else if (name == ILaborLedger.StrikeRequested.selector) {
                _sheets[sheetId].requester = address(uint160(uint256(logs[i].topics[2])));
                ++_sheets[sheetId].round;
            } else if (name == ILaborLedger.StrikeCountersigned.selector) {
                _readSignature(logs[i], sheetId, _sheets[sheetId].round);
            } else if (name == ILaborLedger.StrikeWithdrawn.selector) _sheets[sheetId].requester = address(0);
            else if (name == ILaborLedger.SheetStruck.selector) _readStruck(sheetId, uint256(logs[i].topics[2]));
        }
    }

    function _readPosted(Cheats.Log memory log) private {
        Posted storage posted = _sheets.push();
        posted.state = State.Pending;
        posted.author = address(uint160(uint256(log.topics[2])));
        (posted.root, posted.day, posted.total, posted.groupTotals, posted.corrects) = abi.decode(
            log.data,
            (uint256, uint24, uint32, uint256, uint256)
        );
        require(uint256(log.topics[1]) == _sheets.length - 1, "sheets are not numbered one after the other");
    }

    function _readSignature(Cheats.Log memory log, uint256 sheetId, uint256 round) private {
        address signer = address(uint160(uint256(log.topics[2])));
        require(!_signed[sheetId][round][signer], "one attester counts twice");
        address own = round == 0 ? _sheets[sheetId].author : _sheets[sheetId].requester;
        require(signer != own, "an author countersigns their own");
        _signed[sheetId][round][signer] = true;
        ++_signatures[sheetId][round];
    }

    function _readAccepted(uint256 sheetId, uint256 index) private {
        require(_signatures[sheetId][0] >= _required, "a sheet is accepted with too few signatures");
        _sheets[sheetId].state = State.Accepted;
        if (index == _leaves.length) _leaves.push();
        require(_leaves[index] == 0, "a sheet takes the leaf of one that stands");
        _leaves[index] = _sheets[sheetId].root;
    }

    function _readStruck(uint256 sheetId, uint256 index) private {
        require(_leaves[index] == _sheets[sheetId].root, "a leaf is struck that is another sheet's");
        // By a strike of its own, or in the same call by its correction, whose signatures are looked at when that is accepted.
        uint256 round = _sheets[sheetId].round;
        bool isOwn = round != 0 && _signatures[sheetId][round] >= _required && _sheets[sheetId].requester != address(0);
        require(isOwn || _correctionHasEnough(sheetId), "a sheet is struck with too few signatures");
        _sheets[sheetId].state = State.Struck;
        _leaves[index] = 0;
    }

    function _correctionHasEnough(uint256 sheetId) private view returns (bool) {
        for (uint256 id = 1; id < _sheets.length; ++id)
            if (_sheets[id].corrects == sheetId && _signatures[id][0] >= _required) return true;
        return false;
    }

    function _forgetEvents() private {
        CHEATS.getRecordedLogs();
    }

    function _siblings(uint256 sheetId) private view returns (uint256[4][] memory path) {
        for (uint256 index = 0; index < _leaves.length; ++index)
            if (_leaves[index] == _sheets[sheetId].root) return ReferenceTree.siblings(_leaves, index);
    }

    function _stands(uint256 root) private view returns (bool) {
        for (uint256 id = 1; id < _sheets.length; ++id) {
            State state = _sheets[id].state;
            if (_sheets[id].root == root && (state == State.Pending || state == State.Accepted)) return true;
        }
        return false;
    }

    /// @dev Mostly one of the latest, so that sheets come to an end.
    function _pick(uint256 seed) private view returns (uint256) {
        uint256 count = _sheets.length;
        return seed % 3 == 0 ? (seed % (count + 1)) % count : count - 1 - (seed % (count < 4 ? count : 4));
    }

    /// @dev Of few roots, so that they come again; totals as large as they may be, so that lanes would run over.
    function _claim(uint256 seed) private pure returns (ILaborLedger.SheetClaim memory claim) {
        uint256 random = uint256(keccak256(abi.encode(seed)));
        claim.root = 1 + (seed % 200);
        claim.groupTotals = random >> 8;
        claim.total = uint32(random % 2 ** 31);
        claim.day = FIRST_DAY + uint24(random % DAYS);
        claim.rows = 25;
    }

    function _proof() private pure returns (IGroth16Verifier.Proof memory) {}

    function _attester(uint256 seed) private pure returns (address) {
        return address(uint160(0xA77E57E0 + (seed % ATTESTERS)));
    }
}

/// @title A ledger with five attesters
contract BooksTest is WalkingSuite {
    function _steps() internal pure override returns (bytes4[] memory steps) {
        steps = new bytes4[](15);
        (steps[0], steps[1], steps[2]) = (
            BooksHandler.post.selector,
            BooksHandler.correct.selector,
            BooksHandler.withdraw.selector
        );
        (steps[3], steps[4]) = (BooksHandler.withdrawStrike.selector, BooksHandler.require_.selector);
        (steps[5], steps[6]) = (BooksHandler.requestStrike.selector, BooksHandler.withdraw.selector);
        for (uint256 i = 7; i < 11; ++i) steps[i] = BooksHandler.countersign.selector;
        for (uint256 i = 11; i < 15; ++i) steps[i] = BooksHandler.countersignStrike.selector;
    }

    function setUp() external {
        handler = new BooksHandler();
    }

    function invariant_booksAreWhatTheirEventsSay() external {
        handler.check();
    }
}
