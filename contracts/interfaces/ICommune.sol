// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ILeanQuinaryTree} from "./ILeanQuinaryTree.sol";
import {IRootHistory} from "./IRootHistory.sol";

/// @title The roll of a commune: who its members are, as a tree of commitments
/// @notice A member is a commitment P1(secret) with attributes: class + 2^8 * admitted, where class is 0 to 15 and admitted is the
/// day of admission (days since 1970-01-01, UTC, at most today). The leaf is P2(commitment, attributes).
/// Stewards keep the roll; the admin names stewards and sets the rules for roots.
/// @dev Only the frontier of the tree is stored. Whoever changes or removes a member gives the siblings along its path, which anyone
/// can rebuild from the events.
interface ICommune is IRootHistory, ILeanQuinaryTree {
    /// @notice One member to admit.
    /// @param commitment P1(secret), not 0 and below r
    /// @param attributes class + 2^8 * admitted
    struct Admission {
        uint256 commitment;
        uint256 attributes;
    }

    /// @notice A member joined the roll.
    /// @param index place of the leaf
    /// @param commitment of the member
    /// @param attributes of the member
    event MemberAdmitted(uint256 indexed index, uint256 commitment, uint256 attributes);

    /// @notice A leaf changed: the member's attributes, or the commitment that stands for the member.
    /// @param index place of the leaf
    /// @param commitment that stands there from now on
    /// @param attributes that stand there from now on
    event MemberChanged(uint256 indexed index, uint256 commitment, uint256 attributes);

    /// @notice A member left the roll; the leaf is 0 from now on and its place stays empty.
    /// @param index place of the leaf
    /// @param commitment of the member
    event MemberRemoved(uint256 indexed index, uint256 commitment);

    /// @notice It was set whether removing a member or replacing a commitment ends superseded roots.
    /// @param ends the setting
    event EndRootsOnRemovalSet(bool ends);

    /// @notice A commitment is a field element other than 0.
    /// @param commitment the value given
    error InvalidCommitment(uint256 commitment);

    /// @notice Attributes are class + 2^8 * admitted with a class below 16 and a day below 2^20.
    /// @param attributes the value given
    error InvalidAttributes(uint256 attributes);

    /// @notice Nobody can have been admitted on a day that is still to come.
    /// @param admitted the day given
    /// @param today the day of this block
    error AdmittedInFuture(uint256 admitted, uint256 today);

    /// @notice The commitment is on the roll already.
    /// @param commitment the value given
    /// @param index where it stands
    error AlreadyMember(uint256 commitment, uint256 index);

    /// @notice The commitment is not on the roll.
    /// @param commitment the value given
    error NotMember(uint256 commitment);

    /// @notice The member has these attributes already.
    /// @param commitment of the member
    /// @param attributes the value given
    error AttributesUnchanged(uint256 commitment, uint256 attributes);

    /// @notice A list of admissions was empty.
    error NoAdmissions();

    /// @notice There are 16 classes, 0 to 15.
    /// @param class the value given
    error InvalidClass(uint256 class);

    /// @notice Admits one member. Only for stewards.
    /// @dev Reverts with InvalidCommitment, InvalidAttributes, AdmittedInFuture, AlreadyMember or TreeFull.
    /// @param commitment of the member, not 0, below r and not on the roll
    /// @param attributes class + 2^8 * admitted
    /// @return index place of the new leaf
    function admit(uint256 commitment, uint256 attributes) external returns (uint256 index);

    /// @notice Admits many members in the order given, all of them or none. Only for stewards.
    /// @dev Reverts as admit does, and with NoAdmissions. One transaction computes the root once, so this is cheaper than many.
    /// @param admissions at least one
    /// @return firstIndex place of the first new leaf; the others follow it
    function admitMany(Admission[] calldata admissions) external returns (uint256 firstIndex);

    /// @notice Gives a member other attributes. Only for stewards.
    /// @dev Superseded roots stay good for the window; see endSupersededRoots. Reverts with NotMember, AttributesUnchanged,
    /// InvalidAttributes, AdmittedInFuture, WrongPathLength or WrongPath (also for wrong oldAttributes).
    /// @param commitment of the member
    /// @param oldAttributes that the member has
    /// @param newAttributes that the member shall have
    /// @param siblings one entry a level from the leaf upwards: the four other children, in order
    function changeAttributes(
        uint256 commitment,
        uint256 oldAttributes,
        uint256 newAttributes,
        uint256[4][] calldata siblings
    ) external;

    /// @notice Puts a new commitment in the place of one whose secret was lost or stolen. Only for stewards.
    /// @dev The class stays, the day of admission becomes today: a scope whose policy has an earlier admittedBy cannot be used a
    /// second time with the new secret. Ends superseded roots if endRootsOnRemoval says so. Reverts with NotMember,
    /// InvalidAttributes, InvalidCommitment, AlreadyMember (for the new commitment), WrongPathLength or WrongPath.
    /// @param commitment that stands on the roll
    /// @param attributes that stand there with it
    /// @param newCommitment not 0, below r and not on the roll
    /// @param siblings as for changeAttributes
    function replaceCommitment(
        uint256 commitment,
        uint256 attributes,
        uint256 newCommitment,
        uint256[4][] calldata siblings
    ) external;

    /// @notice Takes a member off the roll. Only for stewards.
    /// @dev The place stays empty for ever; the commitment may be admitted again elsewhere. Ends superseded roots if
    /// endRootsOnRemoval says so. Reverts with NotMember, InvalidAttributes, WrongPathLength or WrongPath.
    /// @param commitment of the member
    /// @param attributes of the member
    /// @param siblings as for changeAttributes
    function remove(uint256 commitment, uint256 attributes, uint256[4][] calldata siblings) external;

    /// @notice Makes every root but the current one bad at once. Only for stewards.
    function endSupersededRoots() external;

    /// @notice Sets whether remove and replaceCommitment end superseded roots at once. Only for the admin.
    /// @param ends true (as at the start): proofs of a removed member fail at once, and others that are under way must be made anew;
    /// false: a removed member can prove membership until the window has passed
    function setEndRootsOnRemoval(bool ends) external;

    /// @notice Whether remove and replaceCommitment end superseded roots at once.
    /// @return ends the setting
    function endRootsOnRemoval() external view returns (bool ends);

    /// @notice Number of leaves ever inserted, removed ones included.
    /// @return leaves also the index of the next leaf
    function size() external view returns (uint256 leaves);

    /// @notice Tells whether a commitment is on the roll.
    /// @param commitment any number
    /// @return member false for removed and replaced ones
    function isMember(uint256 commitment) external view returns (bool member);

    /// @notice Where a commitment stands on the roll.
    /// @dev Reverts with NotMember.
    /// @param commitment of a member
    /// @return index place of the leaf
    function indexOf(uint256 commitment) external view returns (uint256 index);

    /// @notice Number of members of one class.
    /// @dev Reverts with InvalidClass.
    /// @param class 0 to 15
    /// @return members of that class now
    function membersOfClass(uint256 class) external view returns (uint256 members);

    /// @notice Number of members of a set of classes.
    /// @param classes bit i stands for class i
    /// @return members of those classes now, on whatever day they were admitted
    function electorate(uint16 classes) external view returns (uint256 members);

    /// @notice The role that keeps the roll.
    /// @return role its identifier
    function STEWARD_ROLE() external view returns (bytes32 role);
}
