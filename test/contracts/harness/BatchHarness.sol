// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {MembershipVerifier} from "../../../contracts/verifiers/MembershipVerifier.sol";

/// @title Shows the coefficients of a batch
contract BatchHarness is MembershipVerifier {
    function coefficients(
        Proof[] calldata proofs,
        uint256[][] calldata signals
    ) external view returns (uint256[] memory shown) {
        uint256 seed = _batchSeed(proofs, signals);
        shown = new uint256[](proofs.length);
        for (uint256 i = 0; i < shown.length; ++i) shown[i] = _coefficient(seed, i);
    }
}
