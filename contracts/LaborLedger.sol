// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "./interfaces/ILaborLedger.sol";
import {IRootHistory} from "./interfaces/IRootHistory.sol";
import {LeanQuinaryTree} from "./LeanQuinaryTree.sol";
import {OpenBooks} from "./OpenBooks.sol";
import {Parameters} from "./Parameters.sol";
import {RequiredContracts} from "./RequiredContracts.sol";
import {RootHistory} from "./RootHistory.sol";

/// @title The ledger of a commune's labor
/// @notice See ILaborLedger.
contract LaborLedger is ILaborLedger, AccessControlDefaultAdminRules, RootHistory {
    using LeanQuinaryTree for LeanQuinaryTree.Tree;
    using OpenBooks for OpenBooks.Period;

    /// @inheritdoc ILaborLedger
    bytes32 public constant ATTESTER_ROLE = keccak256("rochdale/attester");

    bytes32 private constant SHEET_TAG = keccak256("rochdale/sheet/v1");

    // Round 0 is the sheet's acceptance; each request to strike opens the next, so that the signatures of one that was
    // withdrawn are void.
    uint256 private constant ACCEPTANCE = 0;

    /// @inheritdoc ILaborLedger
    uint32 public requiredCountersignatures;

    /// @inheritdoc ILaborLedger
    uint256 public sheetPolicy;
    // Filled by the constructor and never written again.
    mapping(uint8 rows => IGroth16Verifier) private _sheetVerifiers;

    LeanQuinaryTree.Tree private _ledger;
    mapping(uint24 day => OpenBooks.Period) private _books;
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
    /// @param policy rules for sheets, as setSheetPolicy takes them
    /// @param sheetInstances verifiers for the instances of the circuit `sheet`, at least one
    constructor(
        address admin,
        uint48 adminDelay,
        uint32 window,
        uint32 required,
        uint256 policy,
        SheetInstance[] memory sheetInstances
    ) AccessControlDefaultAdminRules(adminDelay, admin) RootHistory(window) {
        _setRequiredCountersignatures(required);
        _setSheetPolicy(policy);
        if (sheetInstances.length == 0) revert NoSheetInstances();
        for (uint256 i = 0; i < sheetInstances.length; ++i) {
            (uint8 rows, IGroth16Verifier verifier) = (sheetInstances[i].rows, sheetInstances[i].verifier);
            if (rows == 0 || rows > Parameters.MAX_ROWS || address(_sheetVerifiers[rows]) != address(0)) {
                revert InvalidSheetInstance(rows);
            }
            RequiredContracts.requireVerifier(verifier, Parameters.SHEET_SIGNALS);
            _sheetVerifiers[rows] = verifier;
        }
    }

    /// @inheritdoc ILaborLedger
    function post(
        SheetClaim calldata claim,
        IGroth16Verifier.Proof calldata proof
    ) external onlyRole(ATTESTER_ROLE) returns (uint256 sheetId) {
        sheetId = _post(0, claim, proof);
    }

    /// @inheritdoc ILaborLedger
    function postCorrection(
        uint256 correctedId,
        SheetClaim calldata claim,
        IGroth16Verifier.Proof calldata proof
    ) external onlyRole(ATTESTER_ROLE) returns (uint256 sheetId) {
        _require(correctedId, SheetState.Accepted);
        sheetId = _post(correctedId, claim, proof);
    }

    /// @inheritdoc ILaborLedger
    function countersign(uint256 sheetId) external onlyRole(ATTESTER_ROLE) {
        Sheet storage signed = _require(sheetId, SheetState.Pending);
        if (signed.corrects != 0) revert IsCorrection(sheetId, signed.corrects);
        if (!_countersign(sheetId, signed)) return;

        uint32 index = _ledger.size;
        uint256[] memory leaves = new uint256[](1);
        leaves[0] = signed.root;
        _setRoot(_ledger.insert(Parameters.LEDGER_LEVELS, leaves));
        // A ledger has at most 5^5 leaves.
        _accept(sheetId, signed, uint16(index));
    }

    /// @inheritdoc ILaborLedger
    function countersignCorrection(uint256 sheetId, uint256[4][] calldata siblings) external onlyRole(ATTESTER_ROLE) {
        Sheet storage signed = _require(sheetId, SheetState.Pending);
        uint256 correctedId = signed.corrects;
        if (correctedId == 0) revert IsNoCorrection(sheetId);
        // It may have been struck or corrected since: what is gone cannot be replaced, and nobody signs for nothing.
        Sheet storage corrected = _require(correctedId, SheetState.Accepted);
        if (!_countersign(sheetId, signed)) return;

        _strike(correctedId, corrected, signed.root, siblings);
        _accept(sheetId, signed, corrected.index);
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

        if (countersignatures >= requiredCountersignatures) _strike(sheetId, accused, 0, siblings);
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

    /// @inheritdoc ILaborLedger
    function setSheetPolicy(uint256 policy) external onlyRole(DEFAULT_ADMIN_ROLE) {
        _setSheetPolicy(policy);
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
    function sheetMessage(address author) public view returns (uint256) {
        // Computed anew each time: after a fork of the chain, the two sides have different messages.
        return uint256(keccak256(abi.encode(SHEET_TAG, block.chainid, address(this), author))) >> 8;
    }

    /// @inheritdoc ILaborLedger
    function sheetVerifier(uint8 rows) external view returns (IGroth16Verifier) {
        return _sheetVerifiers[rows];
    }

    /// @inheritdoc ILaborLedger
    function books(uint24 day) external view returns (Books memory) {
        return _books[day].read();
    }

    /// @inheritdoc ILaborLedger
    function size() external view returns (uint256) {
        return _ledger.size;
    }

    function _post(
        uint256 correctedId,
        SheetClaim calldata claim,
        IGroth16Verifier.Proof calldata proof
    ) private returns (uint256 sheetId) {
        _requireRanges(claim);
        uint256 sheetRoot = claim.root;
        if (standingSheet[sheetRoot] != 0) revert SheetStands(sheetRoot, standingSheet[sheetRoot]);
        _requireProof(claim, proof);

        sheetId = ++sheetCount;
        standingSheet[sheetRoot] = sheetId;
        Sheet storage posted = _sheets[sheetId];
        posted.root = sheetRoot;
        posted.author = msg.sender;
        posted.state = SheetState.Pending;
        posted.day = claim.day;
        posted.total = claim.total;
        posted.groupTotals = claim.groupTotals;
        // A plain sheet leaves this slot untouched until somebody asks for a strike.
        if (correctedId != 0) posted.corrects = uint64(correctedId);
        emit SheetPosted(sheetId, msg.sender, sheetRoot, claim.day, claim.total, claim.groupTotals, correctedId);
    }

    /// @dev Books the sender's signature and says whether it is the last one that the sheet needs.
    function _countersign(uint256 sheetId, Sheet storage signed) private returns (bool enough) {
        if (signed.author == msg.sender) revert CannotCountersignOwn(sheetId, msg.sender);
        _sign(sheetId, ACCEPTANCE);
        uint32 countersignatures = ++signed.countersignatures;
        emit SheetCountersigned(sheetId, msg.sender);
        enough = countersignatures >= requiredCountersignatures;
    }

    function _accept(uint256 sheetId, Sheet storage accepted, uint16 index) private {
        accepted.state = SheetState.Accepted;
        accepted.index = index;
        _books[accepted.day].add(accepted.total, accepted.groupTotals);
        emit SheetAccepted(sheetId, index, accepted.root);
    }

    /// @dev Puts another leaf, or 0, in the place of a sheet's.
    function _strike(uint256 sheetId, Sheet storage struck, uint256 newLeaf, uint256[4][] calldata siblings) private {
        uint256 sheetRoot = struck.root;
        uint16 index = struck.index;
        struck.state = SheetState.Struck;
        delete standingSheet[sheetRoot];
        _books[struck.day].remove(struck.total, struck.groupTotals);
        _setRoot(_ledger.update(root(), index, sheetRoot, newLeaf, siblings));
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

    /// @dev A true proof is of values in these ranges (the circuit settles it), so that no honest sheet is refused here. The books rely
    /// on the ranges and do not take the word of a proving key for them; the root 0 is an empty place in the ledger.
    function _requireRanges(SheetClaim calldata claim) private pure {
        if (claim.root == 0 || claim.root >= Parameters.FIELD_ORDER) revert InvalidSheetRoot(claim.root);
        if (claim.day >> Parameters.DAY_BITS != 0) revert InvalidDay(claim.day);
        if (
            claim.total >> Parameters.SHEET_TOTAL_BITS != 0 ||
            claim.groupTotals >> (Parameters.GROUP_COUNT * Parameters.SHEET_TOTAL_BITS) != 0
        ) revert InvalidTotals(claim.total, claim.groupTotals);
    }

    /// @dev The proof binds all that is claimed, together with who posts it and where (message) and the rules of the commune (policy):
    /// a claim that differs in anything needs another proof. The verifier refuses signals that are not below r. It is called by
    /// STATICCALL and fixed for ever, so that nothing can come back in from here.
    function _requireProof(SheetClaim calldata claim, IGroth16Verifier.Proof calldata proof) private view {
        IGroth16Verifier verifier = _sheetVerifiers[claim.rows];
        if (address(verifier) == address(0)) revert UnknownSheetInstance(claim.rows);
        uint256[] memory signals = new uint256[](Parameters.SHEET_SIGNALS);
        (signals[0], signals[1], signals[2]) = (claim.root, claim.total, claim.groupTotals);
        (signals[3], signals[4], signals[5]) = (claim.day, sheetMessage(msg.sender), sheetPolicy);
        if (!verifier.verify(proof, signals)) revert InvalidSheetProof(claim.root);
    }

    function _setRequiredCountersignatures(uint32 required) private {
        if (required == 0) revert InvalidRequiredCountersignatures(required);
        requiredCountersignatures = required;
        emit RequiredCountersignaturesSet(required);
    }

    function _setSheetPolicy(uint256 policy) private {
        uint256 capOffset = Parameters.KIND_COUNT * Parameters.KIND_GROUP_BITS;
        uint256 minimumOffset = capOffset + Parameters.AMOUNT_BITS;
        uint256 cap = (policy >> capOffset) & ((1 << Parameters.AMOUNT_BITS) - 1);
        // With the bits above it: a policy of more than 159 bits has a larger minimum than any sheet has rows.
        uint256 minimumRows = policy >> minimumOffset;
        if (cap == 0 || minimumRows == 0 || minimumRows > Parameters.MAX_ROWS) revert InvalidSheetPolicy(policy);

        uint256 current = sheetPolicy;
        uint256 mask = (1 << Parameters.KIND_GROUP_BITS) - 1;
        for (uint256 kind = 0; kind < Parameters.KIND_COUNT; ++kind) {
            uint256 offset = kind * Parameters.KIND_GROUP_BITS;
            uint256 before = (current >> offset) & mask;
            uint256 given = (policy >> offset) & mask;
            if (given > Parameters.CERTIFICATE_GROUP) revert InvalidSheetPolicy(policy);
            if (before != 0 && given != before) revert KindGroupChanged(kind, before, given);
        }
        sheetPolicy = policy;
        emit SheetPolicySet(policy);
    }
}
