// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Sizes that circuits, contracts and SDK share
/// @dev The same numbers stand in circuits/lib/parameters.circom and sdk/parameters.ts.
library Parameters {
    /// @notice Order r of BN254's scalar field: every public signal and every node of a tree is below it.
    uint256 internal constant FIELD_ORDER =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// @notice Children of a node in every tree.
    uint256 internal constant ARITY = 5;

    /// @notice Levels of a roll: 5^9 = 1,953,125 members.
    uint256 internal constant ROLL_LEVELS = 9;

    /// @notice Levels of a ledger above its sheets: 5^5 = 3,125 sheets.
    uint256 internal constant LEDGER_LEVELS = 5;

    /// @notice Classes of members: 0 to 15. In attributes the class has 8 bits, of which the upper 4 are 0.
    uint256 internal constant CLASS_COUNT = 16;
    uint256 internal constant CLASS_WIDTH = 8;

    /// @notice Bits of a day since 1970-01-01.
    uint256 internal constant DAY_BITS = 20;

    /// @notice Bits of a quota policy: 32 kinds, two days and a threshold of 28 bits.
    uint256 internal constant QUOTA_POLICY_BITS = 100;
    uint256 internal constant THRESHOLD_OFFSET = 72;

    /// @notice Rows of the largest sheet.
    uint256 internal constant MAX_ROWS = 125;

    /// @notice A sheet policy: the group of each of 32 kinds, then the cap of an amount and the fewest rows of a public total.
    uint256 internal constant KIND_COUNT = 32;
    uint256 internal constant KIND_GROUP_BITS = 4;
    uint256 internal constant CERTIFICATE_GROUP = 9;
    uint256 internal constant AMOUNT_BITS = 24;

    /// @notice Groups of kinds in a sheet's public totals, and the bits of each: 125 * 2^24 < 2^31.
    uint256 internal constant GROUP_COUNT = 8;
    uint256 internal constant SHEET_TOTAL_BITS = 31;

    /// @notice Lanes of scores in one ciphertext, and in all that a ballot has.
    uint256 internal constant LANES_PER_CIPHERTEXT = 4;
    uint256 internal constant MAX_LANES = 12;

    /// @notice Bits of all lanes of a ciphertext together, and of their tally.
    uint256 internal constant MESSAGE_BITS = 40;

    /// @notice A ballot rule: the set of lanes that stand for options, then these widths, and one bit for "quadratic".
    uint256 internal constant LANE_WIDTH_BITS = 6;
    uint256 internal constant SCORE_BITS = 8;
    uint256 internal constant BALLOT_TOTAL_BITS = 20;

    /// @notice Trustees of one committee; also the most coefficients of a dealing.
    uint256 internal constant MAX_TRUSTEES = 9;

    /// @notice Public signals of the circuits.
    uint256 internal constant MEMBERSHIP_SIGNALS = 5;
    uint256 internal constant QUOTA_SIGNALS = 7;
    uint256 internal constant SHEET_SIGNALS = 6;
    uint256 internal constant DECRYPT_SIGNALS = 6;

    /// @notice Public signals of the circuit `ballot` before its ciphertexts, of which each has four.
    uint256 internal constant BALLOT_SIGNALS = 8;
    uint256 internal constant CIPHERTEXT_SIGNALS = 4;

    /// @notice Public signals of the circuit `deal` for each trustee it deals to, and the others.
    uint256 internal constant DEAL_SIGNALS_PER_TRUSTEE = 5;
    uint256 internal constant DEAL_SIGNALS = 4;
}
