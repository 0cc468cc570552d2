// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IGroth16Verifier} from "../../../../contracts/interfaces/IGroth16Verifier.sol";

/// @title Takes any proof, or none
/// @notice What a forger could do who can prove anything, and what anybody can do who can prove nothing.
contract ConstantVerifier is IGroth16Verifier {
    uint256 public immutable signalCount;
    bool private immutable _holds;

    constructor(uint256 count, bool holds) {
        signalCount = count;
        _holds = holds;
    }

    function verify(Proof calldata, uint256[] calldata) external view returns (bool) {
        return _holds;
    }

    function verifyBatch(Proof[] calldata, uint256[][] calldata) external view returns (bool) {
        return _holds;
    }
}

/// @title Takes exactly the statements that it was told to expect, each with its own proof
/// @notice So it shows that a contract builds every public signal itself: one that came from the prover would not be the expected one.
contract ExpectingVerifier is IGroth16Verifier {
    uint256 public immutable signalCount;
    mapping(uint256 round => mapping(bytes32 statement => bool)) private _expected;
    uint256 private _round;
    uint256 private _count;

    constructor(uint256 count) {
        signalCount = count;
    }

    /// @notice From now on these statements are true, and no others.
    /// @param proofs by the first coordinate of each, which tells them apart
    /// @param signals of each
    function expect(uint256[] calldata proofs, uint256[][] calldata signals) external {
        ++_round;
        _count = signals.length;
        for (uint256 i = 0; i < proofs.length; ++i)
            _expected[_round][keccak256(abi.encode(proofs[i], signals[i]))] = true;
    }

    function verify(Proof calldata proof, uint256[] calldata signals) public view returns (bool) {
        return _expected[_round][keccak256(abi.encode(proof.a[0], signals))];
    }

    function verifyBatch(Proof[] calldata proofs, uint256[][] calldata signals) external view returns (bool) {
        if (proofs.length != _count || signals.length != _count) return false;
        for (uint256 i = 0; i < proofs.length; ++i) if (!verify(proofs[i], signals[i])) return false;
        return true;
    }
}

/// @title What decided calls do: it counts, and only its owner may
contract Deeds {
    address public immutable owner;
    mapping(uint256 pollId => uint256) public done;

    constructor(address owner_) {
        owner = owner_;
    }

    function act(uint256 pollId) external {
        require(msg.sender == owner, "a deed of somebody else than the timelock");
        ++done[pollId];
    }
}
