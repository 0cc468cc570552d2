// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {BabyJubJub} from "./BabyJubJub.sol";

/// @title Checks what trustees' parts open a ciphertext to
/// @notice The parts of as many trustees as the threshold, each times its Lagrange weight, add up to the mask that the secret key would take
/// off. Weights are fractions; times n!, with n trustees in all, they are whole numbers, and small ones.
library ThresholdDecryption {
    /// @notice Tells whether these parts open a ciphertext to a message: scale * second = sum of weights[i] * parts[i] + scale * message * B.
    /// @dev Scale has an inverse modulo l, so there is one message below l for which it holds.
    /// @param second point of the ciphertext
    /// @param message below 2^40
    /// @param parts of the decryption, as many as the threshold
    /// @param indexes of the trustees whose they are: different ones from 1 to size
    /// @param size number of trustees of the committee, at most 9
    /// @return opens whether they do
    function opensTo(
        uint256[2] memory second,
        uint256 message,
        uint256[2][] memory parts,
        uint8[] calldata indexes,
        uint256 size
    ) internal pure returns (bool opens) {
        uint256 count = indexes.length;
        int256 scale = 1;
        for (uint256 k = 2; k <= size; ++k) scale *= int256(k);
        uint256[] memory points = new uint256[](2 * count + 4);
        int256[] memory factors = new int256[](count + 2);
        (points[0], points[1], factors[0]) = (second[0], second[1], scale);
        for (uint256 i = 0; i < count; ++i) {
            (points[2 * i + 2], points[2 * i + 3]) = (parts[i][0], parts[i][1]);
            factors[i + 1] = -_weight(scale, indexes, i);
        }
        (points[2 * count + 2], points[2 * count + 3]) = (BabyJubJub.GENERATOR_X, BabyJubJub.GENERATOR_Y);
        factors[count + 1] = -scale * int256(message);
        return BabyJubJub.vanishes(points, factors);
    }

    /// @dev The Lagrange weight at 0 of indexes[place], scaled: product of j / (j - own) over the other indexes j.
    function _weight(int256 scale, uint8[] calldata indexes, uint256 place) private pure returns (int256 weight) {
        int256 own = int256(uint256(indexes[place]));
        (int256 above, int256 below) = (scale, 1);
        for (uint256 i = 0; i < indexes.length; ++i) {
            if (i == place) continue;
            int256 other = int256(uint256(indexes[i]));
            above *= other;
            below *= other - own;
        }
        // Without a remainder: differences to lower indexes multiply up to a divisor of (own - 1)!, to higher ones of (n - own)!.
        return above / below;
    }
}
