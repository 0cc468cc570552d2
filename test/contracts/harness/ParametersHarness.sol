// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {Parameters} from "../../../contracts/Parameters.sol";

/// @title Shows the constants that contracts have compiled in
contract ParametersHarness {
    function arity() external pure returns (uint256) {
        return Parameters.ARITY;
    }

    function rollLevels() external pure returns (uint256) {
        return Parameters.ROLL_LEVELS;
    }

    function ledgerLevels() external pure returns (uint256) {
        return Parameters.LEDGER_LEVELS;
    }

    function classCount() external pure returns (uint256) {
        return Parameters.CLASS_COUNT;
    }

    function dayBits() external pure returns (uint256) {
        return Parameters.DAY_BITS;
    }

    function thresholdOffset() external pure returns (uint256) {
        return Parameters.THRESHOLD_OFFSET;
    }

    function quotaPolicyBits() external pure returns (uint256) {
        return Parameters.QUOTA_POLICY_BITS;
    }

    function maxRows() external pure returns (uint256) {
        return Parameters.MAX_ROWS;
    }

    function kindCount() external pure returns (uint256) {
        return Parameters.KIND_COUNT;
    }

    function kindGroupBits() external pure returns (uint256) {
        return Parameters.KIND_GROUP_BITS;
    }

    function certificateGroup() external pure returns (uint256) {
        return Parameters.CERTIFICATE_GROUP;
    }

    function amountBits() external pure returns (uint256) {
        return Parameters.AMOUNT_BITS;
    }

    function groupCount() external pure returns (uint256) {
        return Parameters.GROUP_COUNT;
    }

    function sheetTotalBits() external pure returns (uint256) {
        return Parameters.SHEET_TOTAL_BITS;
    }

    function lanesPerCiphertext() external pure returns (uint256) {
        return Parameters.LANES_PER_CIPHERTEXT;
    }

    function maxLanes() external pure returns (uint256) {
        return Parameters.MAX_LANES;
    }

    function messageBits() external pure returns (uint256) {
        return Parameters.MESSAGE_BITS;
    }

    function laneWidthBits() external pure returns (uint256) {
        return Parameters.LANE_WIDTH_BITS;
    }

    function scoreBits() external pure returns (uint256) {
        return Parameters.SCORE_BITS;
    }

    function ballotTotalBits() external pure returns (uint256) {
        return Parameters.BALLOT_TOTAL_BITS;
    }

    function maxTrustees() external pure returns (uint256) {
        return Parameters.MAX_TRUSTEES;
    }

    function fieldOrder() external pure returns (uint256) {
        return Parameters.FIELD_ORDER;
    }
}
