// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "./IGroth16Verifier.sol";
import {IPolls} from "./IPolls.sol";
import {IQuotaProofs} from "./IQuotaProofs.sol";
import {ITrustees} from "./ITrustees.sol";

/// @title Secret ballots: cast, added up, opened as a sum
/// @notice A ballot comes encrypted under the key of a committee of trustees, with a proof that its voter is on the frozen roll and that it
/// keeps to the poll's rule. The contract adds ballots up without opening any. When voting is over, each trustee decrypts a part of
/// the sum and proves it; the totals are then announced by anyone who has worked them out, and the contract checks them. A voter may vote
/// again while the poll is open: the later ballot takes the place of the earlier one.
/// @dev Exponential ElGamal on Baby Jubjub: a ciphertext is (r * B, m * B + r * key), in a flat list of four coordinates each.
interface ISecretBallots is IPolls, IQuotaProofs {
    /// @notice A verifier of secret ballots.
    /// @param ciphertexts that its circuit encrypts a ballot in: 1 or 3
    /// @param verifier of that circuit
    struct BallotInstance {
        uint8 ciphertexts;
        IGroth16Verifier verifier;
    }

    /// @notice A ballot that nobody can read.
    /// @param sequence larger than that of the ballot it replaces; the voter's own count, or the time
    /// @param ciphertexts x and y of the first point and of the second, for each ciphertext in turn
    struct SecretBallot {
        uint64 sequence;
        uint256[] ciphertexts;
    }

    /// @notice A secret ballot among many, as castBallot or replaceBallot takes one.
    /// @param nullifier of the voter at the poll's scope, slot 0
    /// @param ballot the ballot that counts from now on
    /// @param previous the ballot that it replaces, as its event told it; one without ciphertexts for a voter's first
    /// @param proof of the ballot
    /// @param quotaProofs of a voter's first ballot, one for each quota policy of the terms, in their order
    struct SecretVote {
        uint256 nullifier;
        SecretBallot ballot;
        SecretBallot previous;
        IGroth16Verifier.Proof proof;
        QuotaProof[] quotaProofs;
    }

    /// @notice A poll takes secret ballots from now on. Comes with PollOpened.
    /// @param pollId of the poll
    /// @param committee of the trustees
    /// @param key of the committee
    /// @param ballotRule that each ballot keeps to, as the circuit takes it
    event SecretPollOpened(uint256 indexed pollId, uint256 committee, uint256[2] key, uint256 ballotRule);

    /// @notice A secret ballot was cast.
    /// @param pollId of the poll
    /// @param nullifier that stands for the voter in this poll only
    /// @param sequence of the ballot
    /// @param ciphertexts of the ballot
    /// @param proof of the ballot
    event BallotCast(
        uint256 indexed pollId,
        uint256 indexed nullifier,
        uint64 sequence,
        uint256[] ciphertexts,
        IGroth16Verifier.Proof proof
    );

    /// @notice A voter voted again; the ballot before counts no more.
    /// @param pollId of the poll
    /// @param nullifier that stands for the voter in this poll only
    /// @param sequence of the new ballot
    /// @param ciphertexts of the new ballot
    /// @param proof of the new ballot
    event BallotReplaced(
        uint256 indexed pollId,
        uint256 indexed nullifier,
        uint64 sequence,
        uint256[] ciphertexts,
        IGroth16Verifier.Proof proof
    );

    /// @notice Voting is over; trustees may decrypt their parts of the sum.
    /// @param pollId of the poll
    /// @param sum of all ballots, in the form of a ballot's ciphertexts
    /// @param openBy first second at which the poll can be given up for want of trustees
    event DecryptionBegun(uint256 indexed pollId, uint256[] sum, uint64 openBy);

    /// @notice A trustee's part of the decryption was proved.
    /// @param pollId of the poll
    /// @param trustee index of the trustee
    /// @param parts one point for each ciphertext: the trustee's share times the first point of the sum
    /// @param proofs one for each part
    event PartlyDecrypted(
        uint256 indexed pollId,
        uint8 indexed trustee,
        uint256[2][] parts,
        IGroth16Verifier.Proof[] proofs
    );

    /// @notice The totals were announced, and they are those of the sum. Comes with PollClosed.
    /// @param pollId of the poll
    /// @param trustees mask of those whose parts it was checked with
    /// @param totals of each option's scores
    event TallyAnnounced(uint256 indexed pollId, uint16 trustees, uint256[] totals);

    /// @notice Too few trustees decrypted in time: the poll stays undecided, and its ballots unread.
    /// @param pollId of the poll
    /// @param posted mask of the trustees who did decrypt
    event PollAbandoned(uint256 indexed pollId, uint16 posted);

    /// @notice A ballot has 1 or 3 ciphertexts, and there is one verifier for each number.
    /// @param ciphertexts the value given
    error InvalidBallotInstance(uint8 ciphertexts);

    /// @notice The committee has no key, or does not have it yet.
    /// @param committee of the terms
    /// @param state where the committee stands
    error CommitteeNotReady(uint256 committee, ITrustees.CommitteeState state);

    /// @notice In so small a circle the totals would tell too much.
    /// @param electorate members of the classes now
    /// @param required minimumElectorate of the terms
    error ElectorateTooSmall(uint256 electorate, uint32 required);

    /// @notice With so many members the total of an option could run into the next one's lane.
    /// @param electorate members of the classes now
    /// @param maxScore of the terms
    /// @param laneWidth bits of a lane
    error LanesWouldOverflow(uint256 electorate, uint8 maxScore, uint256 laneWidth);

    /// @notice Each ciphertext has four coordinates, and the poll says how many ciphertexts a ballot has.
    /// @param given number of coordinates
    /// @param required number of coordinates
    error WrongCiphertextCount(uint256 given, uint256 required);

    /// @notice The proof does not prove this ballot: another poll, root, rule, key, sequence, nullifier or ciphertext, or no proof at all.
    /// @param pollId of the poll
    /// @param nullifier the value given
    error InvalidBallotProof(uint256 pollId, uint256 nullifier);

    /// @notice This is not the ballot that now counts for this nullifier.
    /// @param pollId of the poll
    /// @param nullifier the value given
    error WrongPreviousBallot(uint256 pollId, uint256 nullifier);

    /// @notice A ballot's sequence is larger than that of the one it replaces: an older one never takes its place again.
    /// @param sequence the value given
    /// @param previous of the ballot that now counts
    error SequenceNotLarger(uint64 sequence, uint64 previous);

    /// @notice The committee has no such trustee with a share.
    /// @param committee of the poll
    /// @param trustee the value given
    error NoShare(uint256 committee, uint8 trustee);

    /// @notice The trustee's part is known.
    /// @param pollId of the poll
    /// @param trustee the value given
    error PartAlreadyPosted(uint256 pollId, uint8 trustee);

    /// @notice There is one part and one proof for each ciphertext.
    /// @param parts number of parts given
    /// @param proofs number of proofs given
    /// @param required number of ciphertexts
    error WrongPartCount(uint256 parts, uint256 proofs, uint256 required);

    /// @notice The proof does not prove that this part is this trustee's of this poll's sum.
    /// @param pollId of the poll
    /// @param trustee index of the trustee
    /// @param ciphertext from 0
    error InvalidPartialDecryption(uint256 pollId, uint8 trustee, uint256 ciphertext);

    /// @notice The tally is checked with the parts of exactly as many trustees as the threshold.
    /// @param given number of trustees
    /// @param required the threshold
    error WrongTrusteeCount(uint256 given, uint256 required);

    /// @notice Trustees are named in ascending order, each once.
    /// @param trustee the first one that is not above the one before
    error TrusteesNotAscending(uint8 trustee);

    /// @notice This trustee has not decrypted.
    /// @param pollId of the poll
    /// @param trustee the value given
    error PartNotPosted(uint256 pollId, uint8 trustee);

    /// @notice There is one total for each option.
    /// @param given number of totals
    /// @param required number of options
    error WrongTotalCount(uint256 given, uint256 required);

    /// @notice A total fits into its lane.
    /// @param option from 0
    /// @param total the value given
    error TotalTooLarge(uint256 option, uint256 total);

    /// @notice These are not the totals of the sum.
    /// @param pollId of the poll
    /// @param ciphertext the first one that says otherwise, from 0
    error WrongTally(uint256 pollId, uint256 ciphertext);

    /// @notice Trustees still have time.
    /// @param pollId of the poll
    /// @param openBy first second at which the poll can be given up
    error DecryptionNotOver(uint256 pollId, uint64 openBy);

    /// @notice Enough trustees have decrypted: the totals are there to be announced.
    /// @param pollId of the poll
    /// @param posted mask of the trustees who have decrypted
    error DecryptionComplete(uint256 pollId, uint16 posted);

    /// @notice Casts a secret ballot. For anyone who has the proofs.
    /// @dev The signals of its proof are nullifier, root, scope, policy, key, ballot rule, sequence and ciphertexts: all but the ballot's
    /// own are what the poll has. The message of quota proofs is keccak256(abi.encode(sequence, ciphertexts)) >> 8. Reverts with
    /// WrongPollState, VotingOver, WrongPollKind, InvalidNullifier, NullifierUsed, WrongCiphertextCount, InvalidBallotProof,
    /// WrongQuotaProofCount, UnknownQuotaInstance, UnknownLedgerRoot or InvalidQuotaProof.
    /// @param pollId of an open poll with secret ballots
    /// @param nullifier of the voter at the poll's scope, slot 0
    /// @param ballot the ballot
    /// @param proof of the ballot
    /// @param quotaProofs one for each quota policy of the terms, in their order
    function castBallot(
        uint256 pollId,
        uint256 nullifier,
        SecretBallot calldata ballot,
        IGroth16Verifier.Proof calldata proof,
        QuotaProof[] calldata quotaProofs
    ) external;

    /// @notice Puts a ballot in the place of the one that the same voter cast before. For anyone who has the proof.
    /// @dev Quotas were proved with the first ballot. Reverts with WrongPollState, VotingOver, WrongPollKind, WrongPreviousBallot,
    /// SequenceNotLarger, WrongCiphertextCount or InvalidBallotProof.
    /// @param pollId of an open poll with secret ballots
    /// @param nullifier of the voter at the poll's scope, slot 0
    /// @param ballot the ballot that counts from now on
    /// @param previous the ballot that counted so far, as its event told it
    /// @param proof of the new ballot
    function replaceBallot(
        uint256 pollId,
        uint256 nullifier,
        SecretBallot calldata ballot,
        SecretBallot calldata previous,
        IGroth16Verifier.Proof calldata proof
    ) external;

    /// @notice Casts many secret ballots, at about a third of the cost; some may replace others. For anyone who has the proofs.
    /// @dev Each counts as if castBallot or replaceBallot had been called with it, in this order, and has the same events. All or none
    /// of them count: with one that is refused the call reverts as those do, or with NoBallots. Of proofs that do not hold the first is named, a ballot's own before
    /// one of a quota, and the ballots can be sent again without it. So that it can be named, the call needs twice the gas that checking takes.
    /// @param pollId of an open poll with secret ballots
    /// @param votes the ballots, one at least
    function castBallots(uint256 pollId, SecretVote[] calldata votes) external;

    /// @notice Takes a trustee's parts of the decryption. For anyone who has them with their proofs, also after openBy.
    /// @dev The signals of a proof are the trustee's share key, the part, and the first point of the sum's ciphertext. Reverts with
    /// WrongPollState, PartAlreadyPosted, NoShare, WrongPartCount or InvalidPartialDecryption.
    /// @param pollId of a poll that is Decrypting
    /// @param trustee index of the trustee, from 1
    /// @param parts one for each ciphertext
    /// @param proofs one for each part
    function decrypt(
        uint256 pollId,
        uint8 trustee,
        uint256[2][] calldata parts,
        IGroth16Verifier.Proof[] calldata proofs
    ) external;

    /// @notice Announces the totals, checks them, and settles the outcome. For anyone, also after openBy.
    /// @dev Of each ciphertext n! * second = sum of (n! * lambda_i) * part_i + (n! * m) * B must hold, with the Lagrange weights lambda_i of
    /// the trustees named and the totals in the lanes of m. Quorum and blocks are as with public ballots; the leading option's total is
    /// compared with maxScore for each ballot or each member of the electorate. Reverts with WrongPollState, WrongTrusteeCount,
    /// TrusteesNotAscending, PartNotPosted, WrongTotalCount, TotalTooLarge or WrongTally.
    /// @param pollId of a poll that is Decrypting
    /// @param trusteeIndexes of as many trustees who have decrypted as the threshold, ascending
    /// @param totals one for each option
    function announce(uint256 pollId, uint8[] calldata trusteeIndexes, uint256[] calldata totals) external;

    /// @notice Gives up a poll of which too few trustees decrypted in time: it stays undecided. For anyone.
    /// @dev Reverts with WrongPollState, DecryptionNotOver or DecryptionComplete.
    /// @param pollId of a poll that is Decrypting
    function abandon(uint256 pollId) external;

    /// @notice Sum of the secret ballots so far, in the form of a ballot's ciphertexts.
    /// @param pollId any number
    /// @return ciphertexts empty before the poll is opened and for public ballots
    function sum(uint256 pollId) external view returns (uint256[] memory ciphertexts);

    /// @notice The hash of the secret ballot that counts for a nullifier: keccak256(abi.encode(sequence, ciphertexts)).
    /// @param pollId any number
    /// @param nullifier any number
    /// @return hash 0 if there is none
    function ballotHash(uint256 pollId, uint256 nullifier) external view returns (bytes32 hash);

    /// @notice A trustee's parts of the decryption.
    /// @param pollId any number
    /// @param trustee any number
    /// @return parts one for each ciphertext; empty before they are posted
    function part(uint256 pollId, uint8 trustee) external view returns (uint256[2][] memory parts);

    /// @notice Who has decrypted.
    /// @param pollId any number
    /// @return posted mask of the trustees; bit i stands for index i + 1
    function partsPosted(uint256 pollId) external view returns (uint16 posted);

    /// @notice Whose committees hold the keys of secret polls.
    /// @return its contract
    function trustees() external view returns (ITrustees);

    /// @notice The verifier of secret ballots of so many ciphertexts; it never changes.
    /// @param ciphertexts of a ballot
    /// @return its contract; 0 if there is none
    function ballotVerifier(uint8 ciphertexts) external view returns (IGroth16Verifier);

    /// @notice The verifier of partial decryptions; it never changes.
    /// @return its contract
    function decryptVerifier() external view returns (IGroth16Verifier);
}
