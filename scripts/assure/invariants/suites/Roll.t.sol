// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {Commune} from "../../../../contracts/Commune.sol";
import {ICommune} from "../../../../contracts/interfaces/ICommune.sol";
import {IRootHistory} from "../../../../contracts/interfaces/IRootHistory.sol";
import {Parameters} from "../../../../contracts/Parameters.sol";
import {CHEATS, Cheats} from "./Cheats.sol";
import {ReferenceTree} from "./ReferenceTree.sol";
import {IChecked, Suite, WalkingSuite} from "./Suite.sol";

/// @title Random steps of a steward and an admin, and the roll as the events alone tell it
contract RollHandler is IChecked {
    /// @param root that was superseded
    /// @param at when
    /// @param ended whether superseded roots were ended since
    struct Superseded {
        uint256 root;
        uint256 at;
        bool ended;
    }

    uint256 private constant MOST_LEAVES = 140;

    Commune public immutable commune;

    // From events only; a commitment of 0 was removed.
    uint256[] private _commitments;
    uint256[] private _attributes;
    uint256[] private _leaves;
    Superseded[] private _superseded;
    uint256 private _root;
    uint256 private _window = 3600;
    bool private _endsOnRemoval = true;

    constructor(uint256 members) {
        CHEATS.warp(20_000 days);
        commune = new Commune(address(this), 1 days, uint32(_window));
        commune.grantRole(commune.STEWARD_ROLE(), address(this));
        if (members != 0) _admitMany(0, members);
    }

    modifier recorded() {
        CHEATS.recordLogs();
        _;
        _readEvents();
        uint256 current = commune.root();
        if (current != _root) {
            if (_root != 0) _superseded.push(Superseded(_root, block.timestamp, false));
            _root = current;
        }
    }

    function admit(uint256 seed, uint256 attributes) external recorded {
        if (_commitments.length >= MOST_LEAVES) return;
        (uint256 commitment, uint256 given) = (_commitmentOf(seed), _attributesOf(attributes));
        bool isNew = !_isOnRoll(commitment);
        try commune.admit(commitment, given) returns (uint256 index) {
            require(isNew, "one commitment twice on the roll");
            require(index == _commitments.length, "a leaf out of order");
        } catch {
            _forgetEvents();
            require(!isNew, "a new member is refused");
        }
    }

    function admitMany(uint256 seed, uint256 count) external {
        if (_commitments.length < MOST_LEAVES) _admitMany(seed, count % 8);
    }

    function _admitMany(uint256 seed, uint256 count) private recorded {
        ICommune.Admission[] memory admissions = new ICommune.Admission[](count);
        bool areNew = count != 0;
        for (uint256 i = 0; i < count; ++i) {
            unchecked {
                admissions[i] = ICommune.Admission(_commitmentOf(seed + i), _attributesOf(seed >> i));
            }
            if (_isOnRoll(admissions[i].commitment)) areNew = false;
            for (uint256 j = 0; j < i; ++j) if (admissions[j].commitment == admissions[i].commitment) areNew = false;
        }
        try commune.admitMany(admissions) {
            require(areNew, "one commitment twice on the roll");
        } catch {
            _forgetEvents();
            require(!areNew, "new members are refused");
        }
    }

    function admitMalformed(uint256 seed, uint256 attributes, uint256 kind) external recorded {
        uint256 commitment = _commitmentOf(seed);
        if (kind % 5 == 0) commitment = 0;
        else if (kind % 5 == 1) commitment += Parameters.FIELD_ORDER;
        else if (kind % 5 == 2) attributes = 16 + (attributes % 240);
        else if (kind % 5 == 3) attributes = (block.timestamp / 1 days + 1 + (attributes % 9)) << 8;
        else attributes = 1 << (28 + (attributes % 200));
        try commune.admit(commitment, attributes) {
            revert("a malformed member is admitted");
        } catch {
            _forgetEvents();
        }
    }

    function change(uint256 place, uint256 attributes) external recorded {
        (bool found, uint256 index) = _memberAt(place);
        if (!found) return;
        uint256 given = _attributesOf(attributes);
        if (given == _attributes[index]) return;
        commune.changeAttributes(_commitments[index], _attributes[index], given, _siblings(index));
    }

    function replace(uint256 place, uint256 seed) external recorded {
        (bool found, uint256 index) = _memberAt(place);
        if (!found) return;
        uint256 commitment = _commitmentOf(seed);
        bool isNew = !_isOnRoll(commitment);
        try commune.replaceCommitment(_commitments[index], _attributes[index], commitment, _siblings(index)) {
            require(isNew, "one commitment twice on the roll");
            if (_endsOnRemoval) _endAll();
        } catch {
            _forgetEvents();
            require(!isNew, "a new commitment is refused");
        }
    }

    function remove(uint256 place) external recorded {
        (bool found, uint256 index) = _memberAt(place);
        if (!found) return;
        commune.remove(_commitments[index], _attributes[index], _siblings(index));
        if (_endsOnRemoval) _endAll();
    }

    /// @dev What the steward says of a member must be so: another class would book the removal under it.
    function removeMistaken(uint256 place, uint256 attributes, uint256 sibling, uint256 level) external recorded {
        (bool found, uint256 index) = _memberAt(place);
        if (!found) return;
        uint256[4][] memory siblings = _siblings(index);
        uint256 given = _attributesOf(attributes);
        if (given == _attributes[index]) siblings[level % siblings.length][level % 4] ^= 1 + (sibling % 1000);
        try commune.remove(_commitments[index], given, siblings) {
            revert("a member is removed by a wrong path");
        } catch {
            _forgetEvents();
        }
    }

    function end() external recorded {
        commune.endSupersededRoots();
        _endAll();
    }

    function setWindow(uint256 window) external {
        _window = window % 2 hours;
        commune.setRootWindow(uint32(_window));
    }

    function setEndsOnRemoval(uint256 ends) external {
        _endsOnRemoval = ends % 2 == 0;
        commune.setEndRootsOnRemoval(_endsOnRemoval);
    }

    function wait_(uint256 time) external {
        CHEATS.warp(block.timestamp + (time % 1 hours));
    }

    /// @inheritdoc IChecked
    function checkReached() external view {
        uint256 removed = 0;
        for (uint256 i = 0; i < _commitments.length; ++i) if (_commitments[i] == 0) ++removed;
        require(removed > 3 && _commitments.length - removed > 25, "too few members came or went");
        uint256 known = 0;
        for (uint256 i = 0; i < _superseded.length; ++i) if (commune.isKnownRoot(_superseded[i].root)) ++known;
        require(known != 0 && known < _superseded.length, "no superseded root is known, or all are");
    }

    /// @inheritdoc IChecked
    function check() external view {
        require(commune.root() == ReferenceTree.root(_leaves), "root is not that of the tree of the events");
        require(commune.size() == _commitments.length, "size is not the number of admissions");
        uint256[16] memory ofClass;
        for (uint256 i = 0; i < _commitments.length; ++i) {
            if (_commitments[i] == 0) continue;
            require(commune.indexOf(_commitments[i]) == i, "a member has two places or none");
            ++ofClass[_attributes[i] & 0xff];
        }
        uint256 all = 0;
        for (uint256 class = 0; class < 16; ++class) {
            require(commune.membersOfClass(class) == ofClass[class], "a class has a member too many or too few");
            all += ofClass[class];
        }
        require(commune.electorate(type(uint16).max) == all, "electorate is not the number of members");
        _checkRoots();
    }

    function _checkRoots() private view {
        require(!commune.isKnownRoot(0), "the root of nothing is known");
        require(_root == 0 || commune.isKnownRoot(_root), "the current root is not known");
        for (uint256 i = 0; i < _superseded.length; ++i) {
            uint256 root = _superseded[i].root;
            bool known = root == _root;
            for (uint256 j = i; j < _superseded.length; ++j) {
                Superseded storage other = _superseded[j];
                if (other.root == root && !other.ended && block.timestamp - other.at < _window) known = true;
            }
            require(commune.isKnownRoot(root) == known, "a superseded root is known too long or not long enough");
        }
    }

    function _readEvents() private {
        Cheats.Log[] memory logs = CHEATS.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].emitter != address(commune)) continue;
            bytes32 name = logs[i].topics[0];
            if (name == ICommune.MemberAdmitted.selector) {
                _commitments.push();
                _attributes.push();
                _leaves.push();
                _put(logs[i]);
            } else if (name == ICommune.MemberChanged.selector) {
                _put(logs[i]);
            } else if (name == ICommune.MemberRemoved.selector) {
                uint256 index = uint256(logs[i].topics[1]);
                (_commitments[index], _leaves[index]) = (0, 0);
            }
        }
    }

    /// @dev The engine keeps those of calls that were undone as well.
    function _forgetEvents() private {
        CHEATS.getRecordedLogs();
    }

    function _put(Cheats.Log memory log) private {
        uint256 index = uint256(log.topics[1]);
        (uint256 commitment, uint256 attributes) = abi.decode(log.data, (uint256, uint256));
        (_commitments[index], _attributes[index]) = (commitment, attributes);
        _leaves[index] = PoseidonT3.hash([commitment, attributes]);
    }

    function _endAll() private {
        // Also the one that this call superseded, which is booked after it.
        for (uint256 i = 0; i < _superseded.length; ++i) _superseded[i].ended = true;
        uint256 current = commune.root();
        if (current != _root && _root != 0) _superseded.push(Superseded(_root, block.timestamp, true));
        _root = current;
    }

    function _siblings(uint256 index) private view returns (uint256[4][] memory) {
        return ReferenceTree.siblings(_leaves, index);
    }

    function _isOnRoll(uint256 commitment) private view returns (bool) {
        for (uint256 i = 0; i < _commitments.length; ++i) if (_commitments[i] == commitment) return true;
        return false;
    }

    function _memberAt(uint256 place) private view returns (bool found, uint256 index) {
        uint256 count = _commitments.length;
        for (uint256 i = 0; i < count; ++i) {
            index = addmod(place, i, count);
            if (_commitments[index] != 0) return (true, index);
        }
    }

    /// @dev Of few, so that they come again.
    function _commitmentOf(uint256 seed) private pure returns (uint256) {
        return (uint256(keccak256(abi.encode(seed % 300))) % (Parameters.FIELD_ORDER - 1)) + 1;
    }

    function _attributesOf(uint256 seed) private view returns (uint256) {
        return (seed % 16) | ((block.timestamp / 1 days - ((seed >> 8) % 100)) << 8);
    }
}

/// @title A roll from its first member on
contract RollTest is WalkingSuite {
    /// @dev Each step hashes a whole tree.
    function _length() internal pure override returns (uint256) {
        return 200;
    }

    function _steps() internal pure override returns (bytes4[] memory steps) {
        steps = new bytes4[](10);
        (steps[0], steps[1]) = (RollHandler.admit.selector, RollHandler.admitMany.selector);
        (steps[2], steps[3]) = (RollHandler.change.selector, RollHandler.replace.selector);
        (steps[4], steps[5]) = (RollHandler.remove.selector, RollHandler.removeMistaken.selector);
        (steps[6], steps[7]) = (RollHandler.admitMalformed.selector, RollHandler.wait_.selector);
        (steps[8], steps[9]) = (RollHandler.setWindow.selector, RollHandler.setEndsOnRemoval.selector);
    }

    function setUp() external {
        handler = new RollHandler(0);
    }

    function invariant_rollIsWhatItsEventsSay() external {
        handler.check();
    }
}

/// @title A roll that grows over the capacity of three levels
/// @dev Without a walk: the engine keeps all that one call hashes, and of such a tree that takes more memory than there is.
contract LargeRollTest is Suite {
    function setUp() external {
        handler = new RollHandler(121);
    }

    function invariant_largeRollIsWhatItsEventsSay() external {
        handler.check();
    }
}
