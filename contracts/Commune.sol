// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {ICommune} from "./interfaces/ICommune.sol";
import {IRootHistory} from "./interfaces/IRootHistory.sol";
import {LeanQuinaryTree} from "./LeanQuinaryTree.sol";
import {Parameters} from "./Parameters.sol";
import {RootHistory} from "./RootHistory.sol";

/// @title The roll of a commune
/// @notice See ICommune.
contract Commune is ICommune, AccessControlDefaultAdminRules, RootHistory {
    using LeanQuinaryTree for LeanQuinaryTree.Tree;

    /// @inheritdoc ICommune
    bytes32 public constant STEWARD_ROLE = keccak256("rochdale/steward");

    /// @inheritdoc ICommune
    bool public endRootsOnRemoval = true;

    LeanQuinaryTree.Tree private _roll;
    uint32[16] private _membersOfClass;
    // Index + 1, so that 0 says "not on the roll": one slot a member.
    mapping(uint256 commitment => uint256) private _places;

    /// @param admin who names stewards and sets the rules for roots
    /// @param adminDelay seconds between naming a new admin and their taking over
    /// @param window seconds for which a superseded root stays good
    constructor(
        address admin,
        uint48 adminDelay,
        uint32 window
    ) AccessControlDefaultAdminRules(adminDelay, admin) RootHistory(window) {}

    /// @inheritdoc ICommune
    function admit(uint256 commitment, uint256 attributes) external onlyRole(STEWARD_ROLE) returns (uint256 index) {
        index = _roll.size;
        uint256[] memory leaves = new uint256[](1);
        leaves[0] = _enter(commitment, attributes, index, _today());
        _setRoot(_roll.insert(Parameters.ROLL_LEVELS, leaves));
    }

    /// @inheritdoc ICommune
    function admitMany(Admission[] calldata admissions) external onlyRole(STEWARD_ROLE) returns (uint256 firstIndex) {
        uint256 count = admissions.length;
        if (count == 0) revert NoAdmissions();
        firstIndex = _roll.size;
        uint256 today = _today();
        uint256[] memory leaves = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            leaves[i] = _enter(admissions[i].commitment, admissions[i].attributes, firstIndex + i, today);
        }
        _setRoot(_roll.insert(Parameters.ROLL_LEVELS, leaves));
    }

    /// @inheritdoc ICommune
    function changeAttributes(
        uint256 commitment,
        uint256 oldAttributes,
        uint256 newAttributes,
        uint256[4][] calldata siblings
    ) external onlyRole(STEWARD_ROLE) {
        uint256 index = indexOf(commitment);
        if (newAttributes == oldAttributes) revert AttributesUnchanged(commitment, oldAttributes);
        _requireWellFormed(oldAttributes);
        _requireNewAttributes(newAttributes, _today());

        _update(index, _leaf(commitment, oldAttributes), _leaf(commitment, newAttributes), siblings);
        // The path has shown that oldAttributes are the member's: the counter of that class is not 0.
        --_membersOfClass[_classOf(oldAttributes)];
        ++_membersOfClass[_classOf(newAttributes)];
        emit MemberChanged(index, commitment, newAttributes);
    }

    /// @inheritdoc ICommune
    function replaceCommitment(
        uint256 commitment,
        uint256 attributes,
        uint256 newCommitment,
        uint256[4][] calldata siblings
    ) external onlyRole(STEWARD_ROLE) {
        uint256 index = indexOf(commitment);
        _requireWellFormed(attributes);
        uint256 newAttributes = _classOf(attributes) | (_today() << Parameters.CLASS_WIDTH);
        _requireNewCommitment(newCommitment);

        delete _places[commitment];
        _places[newCommitment] = index + 1;
        _update(index, _leaf(commitment, attributes), _leaf(newCommitment, newAttributes), siblings);
        if (endRootsOnRemoval) _endSupersededRoots();
        emit MemberChanged(index, newCommitment, newAttributes);
    }

    /// @inheritdoc ICommune
    function remove(
        uint256 commitment,
        uint256 attributes,
        uint256[4][] calldata siblings
    ) external onlyRole(STEWARD_ROLE) {
        uint256 index = indexOf(commitment);
        _requireWellFormed(attributes);

        delete _places[commitment];
        _update(index, _leaf(commitment, attributes), 0, siblings);
        --_membersOfClass[_classOf(attributes)];
        if (endRootsOnRemoval) _endSupersededRoots();
        emit MemberRemoved(index, commitment);
    }

    /// @inheritdoc ICommune
    function endSupersededRoots() external onlyRole(STEWARD_ROLE) {
        _endSupersededRoots();
    }

    /// @inheritdoc ICommune
    function setEndRootsOnRemoval(bool ends) external onlyRole(DEFAULT_ADMIN_ROLE) {
        endRootsOnRemoval = ends;
        emit EndRootsOnRemovalSet(ends);
    }

    /// @inheritdoc IRootHistory
    function setRootWindow(uint32 window) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setRootWindow(window);
    }

    /// @inheritdoc ICommune
    function size() external view returns (uint256) {
        return _roll.size;
    }

    /// @inheritdoc ICommune
    function isMember(uint256 commitment) external view returns (bool) {
        return _places[commitment] != 0;
    }

    /// @inheritdoc ICommune
    function indexOf(uint256 commitment) public view returns (uint256) {
        uint256 place = _places[commitment];
        if (place == 0) revert NotMember(commitment);
        return place - 1;
    }

    /// @inheritdoc ICommune
    function membersOfClass(uint256 class) external view returns (uint256) {
        if (class >= Parameters.CLASS_COUNT) revert InvalidClass(class);
        return _membersOfClass[class];
    }

    /// @inheritdoc ICommune
    function electorate(uint16 classes) external view returns (uint256 members) {
        for (uint256 class = 0; class < Parameters.CLASS_COUNT; ++class) {
            if ((classes >> class) & 1 != 0) members += _membersOfClass[class];
        }
    }

    /// @dev Books a new member and gives the leaf, which the caller inserts at `index`.
    function _enter(
        uint256 commitment,
        uint256 attributes,
        uint256 index,
        uint256 today
    ) private returns (uint256 leaf) {
        _requireNewCommitment(commitment);
        _requireNewAttributes(attributes, today);
        _places[commitment] = index + 1;
        ++_membersOfClass[_classOf(attributes)];
        emit MemberAdmitted(index, commitment, attributes);
        return _leaf(commitment, attributes);
    }

    function _update(uint256 index, uint256 oldLeaf, uint256 newLeaf, uint256[4][] calldata siblings) private {
        _setRoot(_roll.update(root(), index, oldLeaf, newLeaf, siblings));
    }

    function _requireNewCommitment(uint256 commitment) private view {
        if (commitment == 0 || commitment >= Parameters.FIELD_ORDER) revert InvalidCommitment(commitment);
        uint256 place = _places[commitment];
        if (place != 0) revert AlreadyMember(commitment, place - 1);
    }

    function _requireNewAttributes(uint256 attributes, uint256 today) private pure {
        _requireWellFormed(attributes);
        uint256 admitted = attributes >> Parameters.CLASS_WIDTH;
        if (admitted > today) revert AdmittedInFuture(admitted, today);
    }

    /// @dev Asked of old attributes too: Poseidon reduces its inputs, so attributes + r would give the same leaf but another class.
    function _requireWellFormed(uint256 attributes) private pure {
        if (
            _classOf(attributes) >= Parameters.CLASS_COUNT ||
            attributes >> (Parameters.CLASS_WIDTH + Parameters.DAY_BITS) != 0
        ) revert InvalidAttributes(attributes);
    }

    function _leaf(uint256 commitment, uint256 attributes) private pure returns (uint256) {
        return PoseidonT3.hash([commitment, attributes]);
    }

    function _classOf(uint256 attributes) private pure returns (uint256) {
        return attributes & ((1 << Parameters.CLASS_WIDTH) - 1);
    }

    function _today() private view returns (uint256) {
        return block.timestamp / 1 days;
    }
}
