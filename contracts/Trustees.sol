// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {BabyJubJub} from "./BabyJubJub.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {ITrustees} from "./interfaces/ITrustees.sol";
import {Parameters} from "./Parameters.sol";
import {RequiredContracts} from "./RequiredContracts.sol";

/// @title Committees of trustees and how each makes its key
/// @notice See ITrustees.
contract Trustees is ITrustees, AccessControlDefaultAdminRules {
    /// @inheritdoc ITrustees
    bytes32 public constant CONVENER_ROLE = keccak256("rochdale/convener");

    bytes32 private constant COMMITMENT_TAG = keccak256("rochdale/commitment/v1");
    bytes32 private constant DEALING_TAG = keccak256("rochdale/dealing/v1");

    // One trustee could open any single ballot alone.
    uint256 private constant LEAST_THRESHOLD = 2;

    // Filled by the constructor and never written again.
    mapping(uint256 trustees => IGroth16Verifier) private _dealVerifiers;
    uint256 private immutable _largestCommittee;

    /// @inheritdoc ITrustees
    uint256 public committeeCount;
    mapping(uint256 committeeId => Committee) private _committees;
    mapping(uint256 committeeId => address[]) private _trustees;
    /// @inheritdoc ITrustees
    mapping(uint256 committeeId => mapping(uint8 index => bytes32)) public commitment;
    mapping(uint256 committeeId => mapping(uint8 index => uint256[2])) private _encryptionKeys;
    // Sums of the commitments of those who dealt so far: the committee's own polynomial.
    mapping(uint256 committeeId => uint256[]) private _coefficients;
    mapping(uint256 committeeId => mapping(uint8 index => uint256[2])) private _shareKeys;

    /// @param admin who names conveners
    /// @param adminDelay seconds between naming a new admin and their taking over
    /// @param dealInstances verifiers for the instances of the circuit `deal`, at least one
    constructor(
        address admin,
        uint48 adminDelay,
        DealInstance[] memory dealInstances
    ) AccessControlDefaultAdminRules(adminDelay, admin) {
        if (dealInstances.length == 0) revert NoDealInstances();
        uint256 largest = 0;
        for (uint256 i = 0; i < dealInstances.length; ++i) {
            (uint8 places, IGroth16Verifier verifier) = (dealInstances[i].trustees, dealInstances[i].verifier);
            if (
                places < LEAST_THRESHOLD ||
                places > Parameters.MAX_TRUSTEES ||
                address(_dealVerifiers[places]) != address(0)
            ) {
                revert InvalidDealInstance(places);
            }
            RequiredContracts.requireVerifier(verifier, _signalCount(places));
            _dealVerifiers[places] = verifier;
            if (places > largest) largest = places;
        }
        _largestCommittee = largest;
    }

    /// @inheritdoc ITrustees
    function form(
        address[] calldata trustees,
        uint8 threshold,
        uint32 commitPeriod,
        uint32 dealPeriod
    ) external onlyRole(CONVENER_ROLE) returns (uint256 committeeId) {
        uint256 size = trustees.length;
        if (size < LEAST_THRESHOLD || size > _largestCommittee) revert InvalidCommitteeSize(size, _largestCommittee);
        if (threshold < LEAST_THRESHOLD || threshold > size) revert InvalidThreshold(threshold, size);
        if (commitPeriod == 0 || dealPeriod == 0) revert NoPeriod();
        for (uint256 i = 0; i < size; ++i) {
            if (trustees[i] == address(0)) revert InvalidTrustee(trustees[i]);
            for (uint256 j = 0; j < i; ++j) if (trustees[i] == trustees[j]) revert InvalidTrustee(trustees[i]);
        }

        committeeId = ++committeeCount;
        uint64 commitBy = uint64(block.timestamp) + commitPeriod;
        _trustees[committeeId] = trustees;
        Committee storage formed = _committees[committeeId];
        formed.state = CommitteeState.Committing;
        formed.threshold = threshold;
        formed.size = uint8(size);
        formed.commitBy = commitBy;
        formed.dealPeriod = dealPeriod;
        emit CommitteeFormed(committeeId, msg.sender, trustees, threshold, commitBy, dealPeriod);
    }

    /// @inheritdoc ITrustees
    function commit(uint256 committeeId, uint256[2] calldata encryptionKey_, bytes32 commitment_) external {
        Committee storage current = _require(committeeId, CommitteeState.Committing);
        if (block.timestamp >= current.commitBy) revert CommittingOver(committeeId, current.commitBy);
        uint8 index = _indexOf(committeeId, msg.sender);
        uint16 recipients = current.recipients | _bit(index);
        if (recipients == current.recipients) revert AlreadyCommitted(committeeId, index);
        _requireKey(encryptionKey_[0], encryptionKey_[1]);

        current.recipients = recipients;
        _encryptionKeys[committeeId][index] = encryptionKey_;
        commitment[committeeId][index] = commitment_;
        emit TrusteeCommitted(committeeId, index, encryptionKey_, commitment_);
        if (recipients == _all(current.size)) _beginDealing(committeeId, current);
    }

    /// @inheritdoc ITrustees
    function endCommitting(uint256 committeeId) external {
        Committee storage current = _require(committeeId, CommitteeState.Committing);
        if (block.timestamp < current.commitBy) revert CommittingNotOver(committeeId, current.commitBy);
        if (_count(current.recipients) >= current.threshold) _beginDealing(committeeId, current);
        else _fail(committeeId, current, _all(current.size) & ~current.recipients);
    }

    /// @inheritdoc ITrustees
    function deal(
        uint256 committeeId,
        uint8 index,
        Dealing calldata dealing,
        IGroth16Verifier.Proof calldata proof
    ) external {
        Committee storage current = _require(committeeId, CommitteeState.Dealing);
        if (block.timestamp >= current.dealBy) revert DealingOver(committeeId, current.dealBy);
        if (!_isIn(index, current.recipients)) revert NotRecipient(committeeId, index);
        if (_isIn(index, current.dealers)) revert AlreadyDealt(committeeId, index);
        _requireDealing(committeeId, current, index, dealing);
        (IGroth16Verifier verifier, uint8 places) = dealVerifier(current.size);
        if (!verifier.verify(proof, _signals(committeeId, current, index, dealing, places))) {
            revert InvalidDealing(committeeId, index);
        }

        _coefficients[committeeId] = _added(_coefficients[committeeId], dealing.commitments);
        current.dealers |= _bit(index);
        emit Dealt(committeeId, index, dealing, proof);
    }

    /// @inheritdoc ITrustees
    function finish(uint256 committeeId) external {
        Committee storage current = _require(committeeId, CommitteeState.Dealing);
        (uint8 size, uint16 recipients, uint16 dealers) = (current.size, current.recipients, current.dealers);
        if (dealers != recipients && block.timestamp < current.dealBy) {
            revert DealingNotOver(committeeId, current.dealBy);
        }
        uint16 missing = recipients & ~dealers;
        uint256[] memory coefficients = _coefficients[committeeId];
        // That the sum is the identity is nobody's to bring about without all the others' polynomials; it would be no key.
        if (_count(dealers) < current.threshold || BabyJubJub.isIdentity(coefficients[0], coefficients[1])) {
            _fail(committeeId, current, missing);
            return;
        }

        uint256[] memory keys = BabyJubJub.evaluate(coefficients, size);
        for (uint8 index = 1; index <= size; ++index) {
            if (!_isIn(index, recipients)) continue;
            uint256 at = 2 * (uint256(index) - 1);
            _shareKeys[committeeId][index] = [keys[at], keys[at + 1]];
        }
        current.state = CommitteeState.Ready;
        current.key = [coefficients[0], coefficients[1]];
        emit KeyMade(committeeId, current.key, dealers, missing);
    }

    /// @inheritdoc ITrustees
    function committee(uint256 committeeId) external view returns (Committee memory) {
        return _committees[committeeId];
    }

    /// @inheritdoc ITrustees
    function trusteesOf(uint256 committeeId) external view returns (address[] memory) {
        return _trustees[committeeId];
    }

    /// @inheritdoc ITrustees
    function encryptionKey(uint256 committeeId, uint8 index) external view returns (uint256[2] memory) {
        return _encryptionKeys[committeeId][index];
    }

    /// @inheritdoc ITrustees
    function shareKey(uint256 committeeId, uint8 index) external view returns (uint256[2] memory) {
        return _shareKeys[committeeId][index];
    }

    /// @inheritdoc ITrustees
    function commitmentOf(
        uint256 committeeId,
        uint8 index,
        uint256[2][] calldata commitments,
        bytes32 salt
    ) public view returns (bytes32) {
        // The chain is looked up each time: after a fork, what was committed to on one side opens nothing on the other.
        return
            keccak256(abi.encode(COMMITMENT_TAG, block.chainid, address(this), committeeId, index, commitments, salt));
    }

    /// @inheritdoc ITrustees
    function context(uint256 committeeId, uint8 index) public view returns (uint256) {
        return uint256(keccak256(abi.encode(DEALING_TAG, block.chainid, address(this), committeeId, index))) >> 8;
    }

    /// @inheritdoc ITrustees
    function dealVerifier(uint8 size) public view returns (IGroth16Verifier verifier, uint8 places) {
        for (places = size; places <= Parameters.MAX_TRUSTEES; ++places) {
            verifier = _dealVerifiers[places];
            if (address(verifier) != address(0)) return (verifier, places);
        }
        return (IGroth16Verifier(address(0)), 0);
    }

    function _beginDealing(uint256 committeeId, Committee storage current) private {
        uint64 dealBy = uint64(block.timestamp) + current.dealPeriod;
        current.state = CommitteeState.Dealing;
        current.dealBy = dealBy;
        emit DealingBegun(committeeId, current.recipients, dealBy);
    }

    function _fail(uint256 committeeId, Committee storage current, uint16 missing) private {
        current.state = CommitteeState.Failed;
        emit CommitteeFailed(committeeId, missing);
    }

    /// @dev What can be told of a dealing without its proof.
    function _requireDealing(
        uint256 committeeId,
        Committee storage current,
        uint8 index,
        Dealing calldata dealing
    ) private view {
        uint256[2][] calldata commitments = dealing.commitments;
        if (commitments.length != current.threshold) {
            revert WrongCommitmentCount(commitments.length, current.threshold);
        }
        if (dealing.encryptedShares.length != current.size) {
            revert WrongShareCount(dealing.encryptedShares.length, current.size);
        }
        if (commitmentOf(committeeId, index, commitments, dealing.salt) != commitment[committeeId][index]) {
            revert WrongCommitment(committeeId, index);
        }
        if (BabyJubJub.isIdentity(commitments[0][0], commitments[0][1])) revert IdentityKeyShare(committeeId, index);
    }

    /// @dev The public signals of the circuit `deal`.
    function _signals(
        uint256 committeeId,
        Committee storage current,
        uint8 index,
        Dealing calldata dealing,
        uint256 places
    ) private view returns (uint256[] memory signals) {
        signals = new uint256[](_signalCount(places));
        uint256 at = 0;
        for (uint256 k = 0; k < places; ++k) {
            if (k < dealing.commitments.length) (signals[at], signals[at + 1]) = _pair(dealing.commitments[k]);
            else signals[at + 1] = 1;
            at += 2;
        }
        (signals[at], signals[at + 1]) = _pair(dealing.ephemeralKey);
        at += 2;
        for (uint256 j = 0; j < dealing.encryptedShares.length; ++j) signals[at + j] = dealing.encryptedShares[j];
        at += places;
        uint16 recipients = current.recipients;
        (signals[at], signals[at + 1]) = (recipients, context(committeeId, index));
        at += 2;
        for (uint8 j = 1; j <= places; ++j) {
            if (_isIn(j, recipients)) (signals[at], signals[at + 1]) = _stored(_encryptionKeys[committeeId][j]);
            else signals[at + 1] = 1;
            at += 2;
        }
    }

    function _added(uint256[] memory sums, uint256[2][] calldata commitments) private view returns (uint256[] memory) {
        uint256[] memory points = new uint256[](2 * commitments.length);
        for (uint256 k = 0; k < commitments.length; ++k) {
            (points[2 * k], points[2 * k + 1]) = _pair(commitments[k]);
        }
        return sums.length == 0 ? points : BabyJubJub.addEach(sums, points);
    }

    function _require(uint256 committeeId, CommitteeState required) private view returns (Committee storage found) {
        found = _committees[committeeId];
        if (found.state != required) revert WrongCommitteeState(committeeId, found.state, required);
    }

    function _indexOf(uint256 committeeId, address account) private view returns (uint8 index) {
        address[] storage trustees = _trustees[committeeId];
        uint256 size = trustees.length;
        for (index = 1; index <= size; ++index) if (trustees[index - 1] == account) return index;
        revert NotTrustee(committeeId, account);
    }

    function _stored(uint256[2] storage point) private view returns (uint256 x, uint256 y) {
        return (point[0], point[1]);
    }

    function _pair(uint256[2] calldata point) private pure returns (uint256 x, uint256 y) {
        return (point[0], point[1]);
    }

    function _requireKey(uint256 x, uint256 y) private pure {
        if (!BabyJubJub.isCanonical(x, y)) revert NonCanonicalPoint(x, y);
        if (!BabyJubJub.isOnCurve(x, y)) revert PointNotOnCurve(x, y);
        if (BabyJubJub.isIdentity(x, y)) revert PointIsIdentity();
        if (!BabyJubJub.isInSubgroup(x, y)) revert PointNotInSubgroup(x, y);
    }

    function _signalCount(uint256 places) private pure returns (uint256) {
        return Parameters.DEAL_SIGNALS + places * Parameters.DEAL_SIGNALS_PER_TRUSTEE;
    }

    function _all(uint8 size) private pure returns (uint16) {
        return uint16((uint256(1) << size) - 1);
    }

    /// @dev 0 for an index above 16.
    function _bit(uint8 index) private pure returns (uint16) {
        return uint16(uint256(1) << (index - 1));
    }

    function _isIn(uint8 index, uint16 mask) private pure returns (bool) {
        return index != 0 && mask & _bit(index) != 0;
    }

    function _count(uint16 mask) private pure returns (uint256 ones) {
        for (; mask != 0; mask &= mask - 1) ++ones;
    }
}
