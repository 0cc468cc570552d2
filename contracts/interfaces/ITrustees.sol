// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./IGroth16Verifier.sol";
import {IRequiredContracts} from "./IRequiredContracts.sol";

/// @title Committees of trustees and how each makes its key
/// @notice Ballots are encrypted under a committee's key, of which no trustee has more than a share; any `threshold` of them open a sum
/// together, and fewer learn nothing. A convener forms a committee. First every trustee commits: names a key for messages to them, and the
/// hash of a polynomial. Then everyone who committed deals: opens that hash and gives every other one a share of the polynomial, encrypted,
/// with a proof that all fits together. The committee's key is the sum of what was dealt.
/// @dev Pedersen's key generation over Feldman's commitments. As each polynomial is fixed by a hash before anyone's is seen, the last dealer
/// cannot choose it by the others'; all that is left is not to deal, in the open and by name.
///
/// A trustee has an index from 1 to 9, the place in the list that the committee was formed with. In a bit mask bit i stands for index i + 1.
interface ITrustees is IRequiredContracts {
    /// @notice Where a committee stands.
    enum CommitteeState {
        None,
        Committing,
        Dealing,
        Ready,
        Failed
    }

    /// @notice A committee.
    /// @param state where it stands
    /// @param threshold how many trustees open a sum together
    /// @param size number of trustees
    /// @param recipients mask of those who committed and so have a share of every dealing
    /// @param dealers mask of those whose dealings are in the key
    /// @param commitBy first second at which it is too late to commit
    /// @param dealBy first second at which it is too late to deal; 0 before dealing begins
    /// @param dealPeriod seconds from the end of committing to dealBy
    /// @param key of the committee; 0, 0 until it is ready
    struct Committee {
        CommitteeState state;
        uint8 threshold;
        uint8 size;
        uint16 recipients;
        uint16 dealers;
        uint64 commitBy;
        uint64 dealBy;
        uint32 dealPeriod;
        uint256[2] key;
    }

    /// @notice What a trustee deals.
    /// @param commitments coefficients of the polynomial, each times the generator, lowest first; as many as the threshold
    /// @param ephemeralKey from which the recipients' masks come
    /// @param encryptedShares one for each trustee of the committee; 0 for who is no recipient
    /// @param salt of the commitment
    struct Dealing {
        uint256[2][] commitments;
        uint256[2] ephemeralKey;
        uint256[] encryptedShares;
        bytes32 salt;
    }

    /// @notice A verifier of dealings.
    /// @param trustees the most that its circuit deals to, 2 to 9
    /// @param verifier of that circuit
    struct DealInstance {
        uint8 trustees;
        IGroth16Verifier verifier;
    }

    /// @notice A committee was formed; its trustees may commit from now on.
    /// @param committeeId of the committee
    /// @param convener who formed it
    /// @param trustees in the order of their indexes
    /// @param threshold how many of them open a sum together
    /// @param commitBy first second at which it is too late to commit
    /// @param dealPeriod seconds that they then have to deal
    event CommitteeFormed(
        uint256 indexed committeeId,
        address indexed convener,
        address[] trustees,
        uint8 threshold,
        uint64 commitBy,
        uint32 dealPeriod
    );

    /// @notice A trustee committed.
    /// @param committeeId of the committee
    /// @param index of the trustee
    /// @param encryptionKey that the others' shares are encrypted to
    /// @param commitment as commitmentOf makes it
    event TrusteeCommitted(
        uint256 indexed committeeId,
        uint8 indexed index,
        uint256[2] encryptionKey,
        bytes32 commitment
    );

    /// @notice Committing is over; those who committed may deal from now on.
    /// @param committeeId of the committee
    /// @param recipients mask of those who committed
    /// @param dealBy first second at which it is too late to deal
    event DealingBegun(uint256 indexed committeeId, uint16 recipients, uint64 dealBy);

    /// @notice A trustee dealt, and the proof holds.
    /// @param committeeId of the committee
    /// @param index of the trustee
    /// @param dealing what was dealt
    /// @param proof that its parts fit together
    event Dealt(uint256 indexed committeeId, uint8 indexed index, Dealing dealing, IGroth16Verifier.Proof proof);

    /// @notice The committee is ready: it has a key.
    /// @param committeeId of the committee
    /// @param key that ballots are encrypted under
    /// @param dealers mask of those whose dealings are in it
    /// @param missing mask of those who committed and then did not deal
    event KeyMade(uint256 indexed committeeId, uint256[2] key, uint16 dealers, uint16 missing);

    /// @notice The committee has no key and never will have one.
    /// @param committeeId of the committee
    /// @param missing mask of those who did not commit or, when dealing had begun, of those who committed and then did not deal
    event CommitteeFailed(uint256 indexed committeeId, uint16 missing);

    /// @notice There is no verifier of dealings.
    error NoDealInstances();

    /// @notice A circuit deals to 2 to 9 trustees, and there is one verifier for each of them.
    /// @param trustees the value given
    error InvalidDealInstance(uint8 trustees);

    /// @notice A committee has 2 trustees at least, and at most as many as the largest circuit deals to.
    /// @param given number of trustees
    /// @param limit the most that there may be
    error InvalidCommitteeSize(uint256 given, uint256 limit);

    /// @notice The threshold is 2 at least, so that nobody can open a ballot alone, and at most the number of trustees.
    /// @param threshold the value given
    /// @param trustees number of trustees
    error InvalidThreshold(uint8 threshold, uint256 trustees);

    /// @notice A trustee is an address other than 0, and each has one place.
    /// @param trustee the value given
    error InvalidTrustee(address trustee);

    /// @notice There is one second at least to commit, and one to deal.
    error NoPeriod();

    /// @notice The committee does not stand where this step needs it.
    /// @param committeeId the value given
    /// @param state where the committee stands; None if there is no such committee
    /// @param required where it would have to stand
    error WrongCommitteeState(uint256 committeeId, CommitteeState state, CommitteeState required);

    /// @notice This account has no place in the committee.
    /// @param committeeId of the committee
    /// @param account that called
    error NotTrustee(uint256 committeeId, address account);

    /// @notice A trustee commits once: another key or polynomial after others were seen is what committing is to prevent.
    /// @param committeeId of the committee
    /// @param index of the trustee
    error AlreadyCommitted(uint256 committeeId, uint8 index);

    /// @notice It is too late to commit.
    /// @param committeeId of the committee
    /// @param commitBy first second at which it was
    error CommittingOver(uint256 committeeId, uint64 commitBy);

    /// @notice Trustees may still commit.
    /// @param committeeId of the committee
    /// @param commitBy first second at which they may not
    error CommittingNotOver(uint256 committeeId, uint64 commitBy);

    /// @notice A point's coordinates are below r; one point has one encoding.
    /// @param x the value given
    /// @param y the value given
    error NonCanonicalPoint(uint256 x, uint256 y);

    /// @notice A key is a point of Baby Jubjub.
    /// @param x the value given
    /// @param y the value given
    error PointNotOnCurve(uint256 x, uint256 y);

    /// @notice A key is not the identity: whatever is encrypted to it would be open.
    error PointIsIdentity();

    /// @notice A key is in the subgroup of order l: another would show some bits of whatever is encrypted to it.
    /// @param x the value given
    /// @param y the value given
    error PointNotInSubgroup(uint256 x, uint256 y);

    /// @notice Who did not commit neither deals nor has a share.
    /// @param committeeId of the committee
    /// @param index the value given
    error NotRecipient(uint256 committeeId, uint8 index);

    /// @notice A trustee deals once.
    /// @param committeeId of the committee
    /// @param index of the trustee
    error AlreadyDealt(uint256 committeeId, uint8 index);

    /// @notice It is too late to deal.
    /// @param committeeId of the committee
    /// @param dealBy first second at which it was
    error DealingOver(uint256 committeeId, uint64 dealBy);

    /// @notice Trustees may still deal, and some have not.
    /// @param committeeId of the committee
    /// @param dealBy first second at which they may not
    error DealingNotOver(uint256 committeeId, uint64 dealBy);

    /// @notice A dealing has as many commitments as the threshold.
    /// @param given number of commitments
    /// @param required the threshold
    error WrongCommitmentCount(uint256 given, uint256 required);

    /// @notice A dealing has one entry for each trustee.
    /// @param given number of encrypted shares
    /// @param required number of trustees
    error WrongShareCount(uint256 given, uint256 required);

    /// @notice This is not the polynomial that the trustee committed to, or not its salt.
    /// @param committeeId of the committee
    /// @param index of the trustee
    error WrongCommitment(uint256 committeeId, uint8 index);

    /// @notice A dealing adds something to the key.
    /// @param committeeId of the committee
    /// @param index of the trustee
    error IdentityKeyShare(uint256 committeeId, uint8 index);

    /// @notice The proof does not prove this dealing by this trustee of this committee, here, to these recipients.
    /// @dev Who alone could open the commitment is to blame: the salt was nobody else's.
    /// @param committeeId of the committee
    /// @param index of the trustee
    error InvalidDealing(uint256 committeeId, uint8 index);

    /// @notice Forms a committee. Only for conveners.
    /// @dev Reverts with InvalidCommitteeSize, InvalidThreshold, InvalidTrustee or NoPeriod.
    /// @param trustees 2 to 9 accounts
    /// @param threshold how many of them open a sum together, at least 2
    /// @param commitPeriod seconds that they have to commit, at least 1
    /// @param dealPeriod seconds that they then have to deal, at least 1
    /// @return committeeId counted from 1
    function form(
        address[] calldata trustees,
        uint8 threshold,
        uint32 commitPeriod,
        uint32 dealPeriod
    ) external returns (uint256 committeeId);

    /// @notice Commits the sender. Only for trustees of the committee, each once. When the last one has committed, dealing begins.
    /// @dev Reverts with WrongCommitteeState, CommittingOver, NotTrustee, AlreadyCommitted, NonCanonicalPoint, PointNotOnCurve,
    /// PointIsIdentity or PointNotInSubgroup.
    /// @param committeeId of a committee that is Committing
    /// @param encryptionKey that the others' shares are to be encrypted to
    /// @param commitment as commitmentOf makes it; the salt is for nobody to know before the sender deals
    function commit(uint256 committeeId, uint256[2] calldata encryptionKey, bytes32 commitment) external;

    /// @notice Ends committing whose time is over: dealing begins among those who committed, or there are too few and the committee has
    /// failed. For anyone.
    /// @dev Reverts with WrongCommitteeState or CommittingNotOver.
    /// @param committeeId of a committee that is Committing
    function endCommitting(uint256 committeeId) external;

    /// @notice Deals. For anyone who has the trustee's dealing and its proof.
    /// @dev The proof's signals are those of the circuit `deal`: commitments, ephemeral key, encrypted shares, recipients, context and
    /// the recipients' encryption keys. Where the circuit has more places than the committee, and for coefficients from the threshold on,
    /// points are the identity and shares 0. Reverts with WrongCommitteeState, DealingOver, NotRecipient, AlreadyDealt,
    /// WrongCommitmentCount, WrongShareCount, WrongCommitment, IdentityKeyShare or InvalidDealing.
    /// @param committeeId of a committee that is Dealing
    /// @param index of the trustee
    /// @param dealing what the trustee deals
    /// @param proof that its parts fit together
    function deal(
        uint256 committeeId,
        uint8 index,
        Dealing calldata dealing,
        IGroth16Verifier.Proof calldata proof
    ) external;

    /// @notice Makes the key, when all who committed have dealt or the time to deal is over. For anyone.
    /// @dev With as many dealers as the threshold, and a sum that is not the identity, the committee is Ready; else it has Failed. Whoever
    /// committed has a share, dealer or not. Reverts with WrongCommitteeState or DealingNotOver.
    /// @param committeeId of a committee that is Dealing
    function finish(uint256 committeeId) external;

    /// @notice A committee.
    /// @param committeeId any number
    /// @return found with state None if there is no such committee
    function committee(uint256 committeeId) external view returns (Committee memory found);

    /// @notice The trustees of a committee.
    /// @param committeeId any number
    /// @return trustees in the order of their indexes; empty if there is no such committee
    function trusteesOf(uint256 committeeId) external view returns (address[] memory trustees);

    /// @notice The key that a trustee's shares are encrypted to.
    /// @param committeeId any number
    /// @param index any number
    /// @return key 0, 0 for who did not commit
    function encryptionKey(uint256 committeeId, uint8 index) external view returns (uint256[2] memory key);

    /// @notice A trustee's share of the secret key, times the generator: what a partial decryption is checked against.
    /// @param committeeId any number
    /// @param index any number
    /// @return key 0, 0 for who has no share, and for all before the committee is ready
    function shareKey(uint256 committeeId, uint8 index) external view returns (uint256[2] memory key);

    /// @notice The hash that a trustee committed to.
    /// @param committeeId any number
    /// @param index any number
    /// @return hash 0 for who did not commit
    function commitment(uint256 committeeId, uint8 index) external view returns (bytes32 hash);

    /// @notice The hash that a trustee commits to: keccak256(abi.encode(keccak256("rochdale/commitment/v1"), chain id, this contract,
    /// committee id, index, commitments, salt)).
    /// @param committeeId any number
    /// @param index any number
    /// @param commitments of the polynomial
    /// @param salt 32 random bytes
    /// @return hash of them
    function commitmentOf(
        uint256 committeeId,
        uint8 index,
        uint256[2][] calldata commitments,
        bytes32 salt
    ) external view returns (bytes32 hash);

    /// @notice What a trustee's shares are encrypted for: keccak256(abi.encode(keccak256("rochdale/dealing/v1"), chain id, this contract,
    /// committee id, index)) >> 8.
    /// @param committeeId any number
    /// @param index of the dealer
    /// @return dealingContext below 2^248
    function context(uint256 committeeId, uint8 index) external view returns (uint256 dealingContext);

    /// @notice The verifier of dealings in a committee of this size: of the smallest circuit that is large enough.
    /// @param size number of trustees
    /// @return verifier 0 if there is none
    /// @return places how many trustees its circuit deals to; 0 if there is none
    function dealVerifier(uint8 size) external view returns (IGroth16Verifier verifier, uint8 places);

    /// @notice Number of committees ever formed.
    /// @return committees also the id of the last one
    function committeeCount() external view returns (uint256 committees);

    /// @notice The role that may form committees.
    /// @return role keccak256("rochdale/convener")
    function CONVENER_ROLE() external view returns (bytes32 role);
}
