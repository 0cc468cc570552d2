// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {ILaborLedger} from "./interfaces/ILaborLedger.sol";
import {IRootHistory} from "./interfaces/IRootHistory.sol";
import {LeanQuinaryTree} from "./LeanQuinaryTree.sol";
import {Parameters} from "./Parameters.sol";
import {RootHistory} from "./RootHistory.sol";

/// @title The ledger of a commune's labor
/// @notice See ILaborLedger.
contract LaborLedger is ILaborLedger, AccessControlDefaultAdminRules, RootHistory {
    using LeanQuinaryTree for LeanQuinaryTree.Tree;

    /// @inheritdoc ILaborLedger
    bytes32 public constant ATTESTER_ROLE = keccak256("rochdale/attester");

    // Round 0 is the sheet's acceptance; each request to strike opens the next, so that the signatures of one that was
    // withdrawn are void.
    uint256 private constant ACCEPTANCE = 0;

    /// @inheritdoc ILaborLedger
    uint32 public requiredCountersignatures;

    LeanQuinaryTree.Tree private _ledger;
    /// @inheritdoc ILaborLedger
    uint256 public sheetCount;
    mapping(uint256 sheetId => Sheet) private _sheets;
    /// @inheritdoc ILaborLedger
    mapping(uint256 sheetRoot => uint256) public standingSheet;
    mapping(uint256 sheetId => uint256) private _strikeRounds;
    mapping(uint256 sheetId => mapping(uint256 round => mapping(address attester => bool))) private _signed;

    /// @param admin who names attesters and sets the rules
    /// @param adminDelay seconds between naming a new admin and their taking over
    /// @param window seconds for which a superseded root stays good
    /// @param required countersignatures by attesters other than the author, at least 1
    constructor(
        address admin,
        uint48 adminDelay,
        uint32 window,
        uint32 required
    ) AccessControlDefaultAdminRules(adminDelay, admin) RootHistory(window) {
        _setRequiredCountersignatures(required);
    }

    /// @inheritdoc ILaborLedger
    function post(uint256 sheetRoot) external onlyRole(ATTESTER_ROLE) returns (uint256 sheetId) {
        if (sheetRoot == 0 || sheetRoot >= Parameters.FIELD_ORDER) revert InvalidSheetRoot(sheetRoot);
        if (standingSheet[sheetRoot] != 0) revert SheetStands(sheetRoot, standingSheet[sheetRoot]);

        sheetId = ++sheetCount;
        standingSheet[sheetRoot] = sheetId;
        Sheet storage posted = _sheets[sheetId];
        posted.root = sheetRoot;
        posted.author = msg.sender;
        posted.state = SheetState.Pending;
        emit SheetPosted(sheetId, msg.sender, sheetRoot);
    }

    /// @inheritdoc ILaborLedger
    function countersign(uint256 sheetId) external onlyRole(ATTESTER_ROLE) {
        Sheet storage signed = _require(sheetId, SheetState.Pending);
        if (signed.author == msg.sender) revert CannotCountersignOwn(sheetId, msg.sender);
        _sign(sheetId, ACCEPTANCE);
        uint32 countersignatures = ++signed.countersignatures;
        emit SheetCountersigned(sheetId, msg.sender);

        if (countersignatures >= requiredCountersignatures) _accept(sheetId, signed);
    }

    /// @inheritdoc ILaborLedger
    function withdraw(uint256 sheetId) external {
        Sheet storage withdrawn = _require(sheetId, SheetState.Pending);
        if (withdrawn.author != msg.sender) revert NotAuthor(sheetId, msg.sender, withdrawn.author);
        withdrawn.state = SheetState.Withdrawn;
        delete standingSheet[withdrawn.root];
        emit SheetWithdrawn(sheetId);
    }

    /// @inheritdoc ILaborLedger
    function requestStrike(uint256 sheetId) external onlyRole(ATTESTER_ROLE) {
        Sheet storage accepted = _require(sheetId, SheetState.Accepted);
        if (accepted.strikeRequester != address(0)) revert StrikeAlreadyRequested(sheetId, accepted.strikeRequester);
        accepted.strikeRequester = msg.sender;
        ++_strikeRounds[sheetId];
        emit StrikeRequested(sheetId, msg.sender);
    }

    /// @inheritdoc ILaborLedger
    function countersignStrike(uint256 sheetId, uint256[4][] calldata siblings) external onlyRole(ATTESTER_ROLE) {
        Sheet storage accused = _require(sheetId, SheetState.Accepted);
        if (accused.strikeRequester == address(0)) revert StrikeNotRequested(sheetId);
        if (accused.strikeRequester == msg.sender) revert CannotCountersignOwn(sheetId, msg.sender);
        _sign(sheetId, _strikeRounds[sheetId]);
        uint32 countersignatures = ++accused.strikeCountersignatures;
        emit StrikeCountersigned(sheetId, msg.sender);

        if (countersignatures >= requiredCountersignatures) _strike(sheetId, accused, siblings);
    }

    /// @inheritdoc ILaborLedger
    function withdrawStrike(uint256 sheetId) external {
        Sheet storage accused = _require(sheetId, SheetState.Accepted);
        address requester = accused.strikeRequester;
        if (requester == address(0)) revert StrikeNotRequested(sheetId);
        if (requester != msg.sender) revert NotStrikeRequester(sheetId, msg.sender, requester);
        accused.strikeRequester = address(0);
        accused.strikeCountersignatures = 0;
        emit StrikeWithdrawn(sheetId);
    }

    /// @inheritdoc ILaborLedger
    function setRequiredCountersignatures(uint32 required) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setRequiredCountersignatures(required);
    }

    /// @inheritdoc IRootHistory
    function setRootWindow(uint32 window) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setRootWindow(window);
    }

    /// @inheritdoc ILaborLedger
    function sheet(uint256 sheetId) external view returns (Sheet memory) {
        return _sheets[sheetId];
    }

    /// @inheritdoc ILaborLedger
    function size() external view returns (uint256) {
        return _ledger.size;
    }

    function _accept(uint256 sheetId, Sheet storage accepted) private {
        uint32 index = _ledger.size;
        uint256 sheetRoot = accepted.root;
        accepted.state = SheetState.Accepted;
        accepted.index = index;
        uint256[] memory leaves = new uint256[](1);
        leaves[0] = sheetRoot;
        _setRoot(_ledger.insert(Parameters.LEDGER_LEVELS, leaves));
        emit SheetAccepted(sheetId, index, sheetRoot);
    }

    function _strike(uint256 sheetId, Sheet storage struck, uint256[4][] calldata siblings) private {
        uint256 sheetRoot = struck.root;
        uint32 index = struck.index;
        struck.state = SheetState.Struck;
        delete standingSheet[sheetRoot];
        _setRoot(_ledger.update(root(), index, sheetRoot, 0, siblings));
        _endSupersededRoots();
        emit SheetStruck(sheetId, index);
    }

    /// @dev Books the sender's signature in this round.
    function _sign(uint256 sheetId, uint256 round) private {
        if (_signed[sheetId][round][msg.sender]) revert AlreadyCountersigned(sheetId, msg.sender);
        _signed[sheetId][round][msg.sender] = true;
    }

    function _require(uint256 sheetId, SheetState required) private view returns (Sheet storage found) {
        found = _sheets[sheetId];
        if (found.state != required) revert WrongSheetState(sheetId, found.state, required);
    }

    function _setRequiredCountersignatures(uint32 required) private {
        if (required == 0) revert InvalidRequiredCountersignatures(required);
        requiredCountersignatures = required;
        emit RequiredCountersignaturesSet(required);
    }
}
