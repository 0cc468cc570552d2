// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ILeanQuinaryTree} from "./ILeanQuinaryTree.sol";
import {IRootHistory} from "./IRootHistory.sol";

/// @title The ledger of a commune's labor: a tree whose leaves are the roots of labor sheets
/// @notice An attester posts the root of a sheet; other attesters countersign it. With enough countersignatures it becomes a leaf of
/// the ledger, and only then its records count in a proof. An accepted sheet is struck out the same way: one attester asks for it,
/// others countersign.
/// @dev A signature counts when it is made: an attester who loses the role later does not take it back. How many are required is
/// looked up at each countersignature; lowering the number accepts nothing by itself, the next countersignature does.
interface ILaborLedger is IRootHistory, ILeanQuinaryTree {
    /// @notice Where a sheet stands.
    enum SheetState {
        None,
        Pending,
        Withdrawn,
        Accepted,
        Struck
    }

    /// @notice A sheet.
    /// @param root of its tree of records
    /// @param author who posted it
    /// @param state where it stands
    /// @param index its leaf in the ledger; has a meaning only when it was accepted
    /// @param countersignatures so far, its author not counted
    /// @param strikeRequester who asked for it to be struck; 0 when nobody does
    /// @param strikeCountersignatures so far, the requester not counted
    struct Sheet {
        uint256 root;
        address author;
        SheetState state;
        uint32 index;
        uint32 countersignatures;
        address strikeRequester;
        uint32 strikeCountersignatures;
    }

    /// @notice A sheet was posted and waits for countersignatures.
    /// @param sheetId of the sheet
    /// @param author who posted it
    /// @param sheetRoot root of its tree of records
    event SheetPosted(uint256 indexed sheetId, address indexed author, uint256 sheetRoot);

    /// @notice A sheet was countersigned.
    /// @param sheetId of the sheet
    /// @param attester who signed
    event SheetCountersigned(uint256 indexed sheetId, address indexed attester);

    /// @notice A sheet has enough countersignatures and is part of the ledger from now on.
    /// @param sheetId of the sheet
    /// @param index its leaf in the ledger
    /// @param sheetRoot the value of that leaf
    event SheetAccepted(uint256 indexed sheetId, uint256 indexed index, uint256 sheetRoot);

    /// @notice A sheet was taken back by its author before it was accepted.
    /// @param sheetId of the sheet
    event SheetWithdrawn(uint256 indexed sheetId);

    /// @notice An attester asks for an accepted sheet to be struck out.
    /// @param sheetId of the sheet
    /// @param attester who asks
    event StrikeRequested(uint256 indexed sheetId, address indexed attester);

    /// @notice A request to strike was countersigned.
    /// @param sheetId of the sheet
    /// @param attester who signed
    event StrikeCountersigned(uint256 indexed sheetId, address indexed attester);

    /// @notice A request to strike was taken back by the one who made it.
    /// @param sheetId of the sheet
    event StrikeWithdrawn(uint256 indexed sheetId);

    /// @notice A sheet was struck out: its leaf is 0 from now on.
    /// @param sheetId of the sheet
    /// @param index its leaf in the ledger
    event SheetStruck(uint256 indexed sheetId, uint256 indexed index);

    /// @notice The number of countersignatures was set.
    /// @param required by attesters other than the author
    event RequiredCountersignaturesSet(uint32 required);

    /// @notice The root of a sheet is a field element other than 0.
    /// @param sheetRoot the value given
    error InvalidSheetRoot(uint256 sheetRoot);

    /// @notice A sheet with this root is pending or accepted.
    /// @param sheetRoot the value given
    /// @param sheetId the sheet that stands
    error SheetStands(uint256 sheetRoot, uint256 sheetId);

    /// @notice The sheet does not stand where this step needs it.
    /// @param sheetId the value given
    /// @param state where the sheet stands; None if there is no such sheet
    /// @param required where it would have to stand
    error WrongSheetState(uint256 sheetId, SheetState state, SheetState required);

    /// @notice Who posts a sheet or asks for a strike cannot be the second pair of eyes.
    /// @param sheetId of the sheet
    /// @param account the sender
    error CannotCountersignOwn(uint256 sheetId, address account);

    /// @notice No account counts twice.
    /// @param sheetId of the sheet
    /// @param account the sender
    error AlreadyCountersigned(uint256 sheetId, address account);

    /// @notice Only the author may take a sheet back.
    /// @param sheetId of the sheet
    /// @param account the sender
    /// @param author of the sheet
    error NotAuthor(uint256 sheetId, address account, address author);

    /// @notice A request to strike this sheet stands already: countersign that one.
    /// @param sheetId of the sheet
    /// @param requester who made it
    error StrikeAlreadyRequested(uint256 sheetId, address requester);

    /// @notice Nobody asks for this sheet to be struck.
    /// @param sheetId of the sheet
    error StrikeNotRequested(uint256 sheetId);

    /// @notice Only who asked for a strike may take the request back.
    /// @param sheetId of the sheet
    /// @param account the sender
    /// @param requester who made the request
    error NotStrikeRequester(uint256 sheetId, address account, address requester);

    /// @notice Dual control needs at least one countersignature.
    /// @param required the value given
    error InvalidRequiredCountersignatures(uint32 required);

    /// @notice Posts the root of a sheet. Only for attesters.
    /// @dev Reverts with InvalidSheetRoot or SheetStands. A root may be posted again once it was withdrawn or struck.
    /// @param sheetRoot not 0 and below r
    /// @return sheetId counted from 1
    function post(uint256 sheetRoot) external returns (uint256 sheetId);

    /// @notice Countersigns a pending sheet; with the last signature required it becomes part of the ledger. Only for attesters
    /// other than its author, once each.
    /// @dev Reverts with WrongSheetState, CannotCountersignOwn, AlreadyCountersigned or TreeFull.
    /// @param sheetId of a pending sheet
    function countersign(uint256 sheetId) external;

    /// @notice Takes a pending sheet back. Only for its author, attester still or not.
    /// @dev Reverts with WrongSheetState or NotAuthor.
    /// @param sheetId of a pending sheet
    function withdraw(uint256 sheetId) external;

    /// @notice Asks for an accepted sheet to be struck out. Only for attesters, its author included.
    /// @dev Reverts with WrongSheetState or StrikeAlreadyRequested.
    /// @param sheetId of an accepted sheet
    function requestStrike(uint256 sheetId) external;

    /// @notice Countersigns a request to strike; with the last signature required the leaf becomes 0 and all superseded roots end at
    /// once. Only for attesters other than the one who asked, once each.
    /// @dev Reverts with WrongSheetState, StrikeNotRequested, CannotCountersignOwn, AlreadyCountersigned, WrongPathLength or WrongPath.
    /// @param sheetId of an accepted sheet
    /// @param siblings one entry a level from the leaf upwards: the four other children, in order; read only when this is the last
    /// signature required
    function countersignStrike(uint256 sheetId, uint256[4][] calldata siblings) external;

    /// @notice Takes a request to strike back; the signatures under it are void. Only for the one who made it.
    /// @dev Reverts with WrongSheetState, StrikeNotRequested or NotStrikeRequester.
    /// @param sheetId of an accepted sheet
    function withdrawStrike(uint256 sheetId) external;

    /// @notice Sets how many attesters other than the author must countersign. Only for the admin.
    /// @dev Reverts with InvalidRequiredCountersignatures.
    /// @param required at least 1
    function setRequiredCountersignatures(uint32 required) external;

    /// @notice How many attesters other than the author must countersign.
    /// @return required at least 1
    function requiredCountersignatures() external view returns (uint32 required);

    /// @notice Number of sheets ever posted.
    /// @return sheets also the id of the last one
    function sheetCount() external view returns (uint256 sheets);

    /// @notice A sheet.
    /// @param sheetId any number
    /// @return found with state None if there is no such sheet
    function sheet(uint256 sheetId) external view returns (Sheet memory found);

    /// @notice The pending or accepted sheet that has this root.
    /// @param sheetRoot any number
    /// @return sheetId 0 if none stands
    function standingSheet(uint256 sheetRoot) external view returns (uint256 sheetId);

    /// @notice Number of leaves ever inserted, struck ones included.
    /// @return leaves also the index of the next leaf
    function size() external view returns (uint256 leaves);

    /// @notice The role that posts and countersigns.
    /// @return role its identifier
    function ATTESTER_ROLE() external view returns (bytes32 role);
}
