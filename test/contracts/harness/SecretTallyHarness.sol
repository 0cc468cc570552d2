// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BallotLanes} from "../../../contracts/BallotLanes.sol";
import {IPollTerms} from "../../../contracts/interfaces/IPollTerms.sol";
import {ThresholdDecryption} from "../../../contracts/ThresholdDecryption.sol";

/// @title Shows how secret polls pack rules and totals, and when a sum opens
contract SecretTallyHarness {
    IPollTerms.PollTerms private _terms;

    function rule(
        uint8 options,
        IPollTerms.SecretTerms calldata secret,
        uint256 electorate
    ) external returns (uint256) {
        (_terms.options, _terms.secret) = (options, secret);
        return BallotLanes.rule(_terms, electorate);
    }

    function messages(uint8 options, uint8 ciphertexts, uint256[] calldata totals) external returns (uint256[] memory) {
        (_terms.options, _terms.secret.ciphertexts) = (options, ciphertexts);
        return BallotLanes.messages(_terms, totals);
    }

    function opensTo(
        uint256[2] memory second,
        uint256 message,
        uint256[2][] memory parts,
        uint8[] calldata indexes,
        uint256 size
    ) external pure returns (bool) {
        return ThresholdDecryption.opensTo(second, message, parts, indexes, size);
    }
}
