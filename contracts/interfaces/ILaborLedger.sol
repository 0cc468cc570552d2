// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./IGroth16Verifier.sol";
import {ILeanQuinaryTree} from "./ILeanQuinaryTree.sol";
import {IRequiredContracts} from "./IRequiredContracts.sol";
import {IRootHistory} from "./IRootHistory.sol";

/// @title The ledger of a commune's labor: a tree whose leaves are the roots of labor sheets
/// @notice An attester posts a sheet with a proof that its rows keep to the commune's rules and add up to the totals that it shows; the
/// rows stay private. Other attesters countersign it. With enough countersignatures its root becomes a leaf of the ledger, only then its
/// records count in a proof, and its totals are added to the open books of its period. An accepted sheet is struck out the same way: one
/// attester asks for it, others countersign. A correction is a strike-out and a new sheet in one: it takes the place of the wrong one.
/// @dev A signature counts when it is made: an attester who loses the role later does not take it back. How many are required is
/// looked up at each countersignature; lowering the number accepts nothing by itself, the next countersignature does. A sheet is bound
/// by the policy under which it was posted, whatever the policy becomes.
interface ILaborLedger is IRootHistory, ILeanQuinaryTree, IRequiredContracts {
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
    /// @param day on which its period ends (days since 1970-01-01)
    /// @param total minutes of all its rows, certificates not counted
    /// @param strikeRequester who asked for it to be struck; 0 when nobody does
    /// @param strikeCountersignatures so far, the requester not counted
    /// @param corrects id of the accepted sheet whose place it is to take, or took; 0 for none
    /// @param groupTotals minutes of its groups of kinds: group g, from 0, has the 31 bits from 31 * g on; 0 for one that is kept back
    struct Sheet {
        uint256 root;
        address author;
        SheetState state;
        uint16 index;
        uint16 countersignatures;
        uint24 day;
        uint32 total;
        address strikeRequester;
        uint32 strikeCountersignatures;
        uint64 corrects;
        uint256 groupTotals;
    }

    /// @notice What a sheet's proof shows of it.
    /// @param root of its tree of records, not 0 and below r
    /// @param groupTotals minutes of its groups of kinds, as in Sheet; below 2^248
    /// @param total minutes of all its rows, certificates not counted; below 2^31
    /// @param day on which its period ends (days since 1970-01-01), below 2^20
    /// @param rows which instance of the circuit made the proof
    struct SheetClaim {
        uint256 root;
        uint256 groupTotals;
        uint32 total;
        uint24 day;
        uint8 rows;
    }

    /// @notice A verifier of sheet proofs.
    /// @param rows that its circuit takes
    /// @param verifier of that circuit
    struct SheetInstance {
        uint8 rows;
        IGroth16Verifier verifier;
    }

    /// @notice The open books of one period: sums over its accepted sheets.
    /// @param sheets number of them
    /// @param total minutes of all their rows, certificates not counted
    /// @param groups minutes of each group of kinds; what a sheet keeps back is in the total only
    struct Books {
        uint32 sheets;
        uint48 total;
        uint48[8] groups;
    }

    /// @notice A sheet was posted and waits for countersignatures.
    /// @param sheetId of the sheet
    /// @param author who posted it
    /// @param sheetRoot root of its tree of records
    /// @param day on which its period ends
    /// @param total minutes of all its rows
    /// @param groupTotals minutes of its groups of kinds, as in Sheet
    /// @param corrects id of the accepted sheet whose place it is to take; 0 for none
    event SheetPosted(
        uint256 indexed sheetId,
        address indexed author,
        uint256 sheetRoot,
        uint24 day,
        uint32 total,
        uint256 groupTotals,
        uint256 corrects
    );

    /// @notice A sheet was countersigned.
    /// @param sheetId of the sheet
    /// @param attester who signed
    event SheetCountersigned(uint256 indexed sheetId, address indexed attester);

    /// @notice A sheet has enough countersignatures and is part of the ledger and of the books from now on.
    /// @param sheetId of the sheet
    /// @param index its leaf in the ledger: the next one, or for a correction the leaf of the sheet that was struck just before
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

    /// @notice A sheet was struck out and is in the books no more. Its leaf is 0 from now on, or its correction's, whose SheetAccepted
    /// follows in the same transaction.
    /// @param sheetId of the sheet
    /// @param index its leaf in the ledger
    event SheetStruck(uint256 indexed sheetId, uint256 indexed index);

    /// @notice The number of countersignatures was set.
    /// @param required by attesters other than the author
    event RequiredCountersignaturesSet(uint32 required);

    /// @notice The rules for sheets were set.
    /// @param sheetPolicy that each sheet satisfies which is posted from now on
    event SheetPolicySet(uint256 sheetPolicy);

    /// @notice A ledger takes proofs of one instance of the circuit at least.
    error NoSheetInstances();

    /// @notice An instance has 1 to 125 rows, and there is one verifier for each number of rows.
    /// @param rows the value given
    error InvalidSheetInstance(uint8 rows);

    /// @notice A sheet policy has at most 159 bits, groups from 0 to 9, a cap of 1 or more, and 1 to 125 minimum rows.
    /// @param sheetPolicy the value given
    error InvalidSheetPolicy(uint256 sheetPolicy);

    /// @notice A kind keeps its group for ever: the books of the past were kept under it. A kind that has none yet can be given one.
    /// @param kind of labor
    /// @param current its group now
    /// @param given the other one
    error KindGroupChanged(uint256 kind, uint256 current, uint256 given);

    /// @notice The root of a sheet is a field element other than 0.
    /// @param sheetRoot the value given
    error InvalidSheetRoot(uint256 sheetRoot);

    /// @notice A day is below 2^20.
    /// @param day the value given
    error InvalidDay(uint256 day);

    /// @notice The minutes of a sheet are below 2^31, and those of its groups below 2^248 as they are packed.
    /// @param total the value given
    /// @param groupTotals the value given
    error InvalidTotals(uint32 total, uint256 groupTotals);

    /// @notice There is no verifier for this number of rows.
    /// @param rows the value given
    error UnknownSheetInstance(uint8 rows);

    /// @notice The proof does not prove this sheet: another total, day, policy, ledger or author, or no proof at all.
    /// @param sheetRoot the value given
    error InvalidSheetProof(uint256 sheetRoot);

    /// @notice A sheet with this root is pending or accepted.
    /// @param sheetRoot the value given
    /// @param sheetId the sheet that stands
    error SheetStands(uint256 sheetRoot, uint256 sheetId);

    /// @notice The sheet does not stand where this step needs it.
    /// @param sheetId the value given
    /// @param state where the sheet stands; None if there is no such sheet
    /// @param required where it would have to stand
    error WrongSheetState(uint256 sheetId, SheetState state, SheetState required);

    /// @notice This sheet is to take another's place: countersign it with countersignCorrection.
    /// @param sheetId the value given
    /// @param corrects id of the sheet that it corrects
    error IsCorrection(uint256 sheetId, uint256 corrects);

    /// @notice This sheet corrects none: countersign it with countersign.
    /// @param sheetId the value given
    error IsNoCorrection(uint256 sheetId);

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

    /// @notice Posts a sheet. Only for attesters.
    /// @dev The signals of the proof are root, total, groupTotals, day, message and policy, with sheetMessage(sender) and the policy now.
    /// Reverts with InvalidSheetRoot, InvalidDay, InvalidTotals, SheetStands, UnknownSheetInstance or InvalidSheetProof. A root may be
    /// posted again once it was withdrawn or struck.
    /// @param claim what the proof shows
    /// @param proof made for the sender
    /// @return sheetId counted from 1
    function post(SheetClaim calldata claim, IGroth16Verifier.Proof calldata proof) external returns (uint256 sheetId);

    /// @notice Posts a sheet that is to take the place of an accepted one, of any author and period. Only for attesters.
    /// @dev Several may wait for one sheet; the first to be accepted counts, and its author can take each other one back. Reverts with
    /// WrongSheetState (of the sheet that is corrected) and as post does.
    /// @param correctedId of an accepted sheet
    /// @param claim what the proof shows
    /// @param proof made for the sender
    /// @return sheetId counted from 1
    function postCorrection(
        uint256 correctedId,
        SheetClaim calldata claim,
        IGroth16Verifier.Proof calldata proof
    ) external returns (uint256 sheetId);

    /// @notice Countersigns a pending sheet; with the last signature required it becomes part of the ledger and of its period's books.
    /// Only for attesters other than its author, once each.
    /// @dev Reverts with WrongSheetState, IsCorrection, CannotCountersignOwn, AlreadyCountersigned or TreeFull.
    /// @param sheetId of a pending sheet that is no correction
    function countersign(uint256 sheetId) external;

    /// @notice Countersigns a pending correction; with the last signature required the wrong sheet is struck out, the right one takes its
    /// leaf, the books follow, and all superseded roots end at once. Only for attesters other than the correction's author, once each.
    /// @dev A strike that was requested of the wrong sheet ends with it. Reverts with WrongSheetState (of the correction, or of the sheet
    /// that it corrects), IsNoCorrection, CannotCountersignOwn, AlreadyCountersigned, WrongPathLength or WrongPath.
    /// @param sheetId of a pending correction
    /// @param siblings of the leaf of the sheet that is corrected: one entry a level from the leaf upwards, the four other children in
    /// order; read only when this is the last signature required
    function countersignCorrection(uint256 sheetId, uint256[4][] calldata siblings) external;

    /// @notice Takes a pending sheet back. Only for its author, attester still or not.
    /// @dev Reverts with WrongSheetState or NotAuthor.
    /// @param sheetId of a pending sheet
    function withdraw(uint256 sheetId) external;

    /// @notice Asks for an accepted sheet to be struck out. Only for attesters, its author included.
    /// @dev Reverts with WrongSheetState or StrikeAlreadyRequested.
    /// @param sheetId of an accepted sheet
    function requestStrike(uint256 sheetId) external;

    /// @notice Countersigns a request to strike; with the last signature required the leaf becomes 0, the sheet leaves the books, and all
    /// superseded roots end at once. Only for attesters other than the one who asked, once each.
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

    /// @notice Sets the rules for the sheets that are posted from now on. Only for the admin.
    /// @dev Reverts with InvalidSheetPolicy or KindGroupChanged.
    /// @param policy group of each kind (32 times 4 bits: 0 not permitted, 1 to 8 a group, 9 a certificate) + 2^128 * cap (24 bits:
    /// most minutes of a row) + 2^152 * minimumRows (7 bits: fewest rows that a public total may stand for)
    function setSheetPolicy(uint256 policy) external;

    /// @notice The rules for sheets that are posted now.
    /// @return policy as setSheetPolicy takes it
    function sheetPolicy() external view returns (uint256 policy);

    /// @notice The message that a sheet's proof is bound to, so that only its author can post it, and only here:
    /// keccak256(abi.encode(keccak256("rochdale/sheet/v1"), chain id, this contract, author)) >> 8.
    /// @param author who is to post the sheet
    /// @return message below 2^248
    function sheetMessage(address author) external view returns (uint256 message);

    /// @notice The verifier of proofs of sheets of so many rows; it never changes.
    /// @param rows size of the instance
    /// @return its contract; 0 if there is none
    function sheetVerifier(uint8 rows) external view returns (IGroth16Verifier);

    /// @notice The open books of one period.
    /// @param day on which the period ends
    /// @return sums over its accepted sheets; 0 if it has none
    function books(uint24 day) external view returns (Books memory sums);

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

    /// @notice Number of leaves ever inserted, those of struck sheets included. A correction adds none.
    /// @return leaves also the index of the next leaf
    function size() external view returns (uint256 leaves);

    /// @notice The role that posts and countersigns.
    /// @return role its identifier
    function ATTESTER_ROLE() external view returns (bytes32 role);
}
