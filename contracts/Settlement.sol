// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IPolls} from "./interfaces/IPolls.sol";
import {IPollTerms} from "./interfaces/IPollTerms.sol";

/// @title What a poll's totals amount to under its terms
/// @notice Quorum, then blocks, then the leading option and its threshold.
library Settlement {
    /// @notice Stands for no option.
    uint8 internal constant NO_OPTION = 255;

    /// @notice The outcome of a poll.
    /// @param settled the poll, with all of its ballots
    /// @param totals ballots of each option, or its scores in secret ones
    /// @return result how it ended
    /// @return carried the option that carried; 255 if none did
    function outcome(
        IPolls.Poll storage settled,
        uint256[] memory totals
    ) external view returns (IPolls.Outcome result, uint8 carried) {
        IPollTerms.PollTerms storage terms = settled.terms;
        (uint256 cast, uint256 electorate) = (settled.ballots, settled.electorate);
        (uint8 abstainOption, uint8 blockOption) = (terms.abstainOption, terms.blockOption);

        if (!_reaches(cast, electorate, terms.quorum)) return (IPolls.Outcome.NoQuorum, NO_OPTION);
        if (blockOption != NO_OPTION && totals[blockOption] >= terms.blockLimit)
            return (IPolls.Outcome.Blocked, NO_OPTION);

        (uint8 leading, uint256 most) = _leading(totals, abstainOption, blockOption);
        if (leading == NO_OPTION) return (IPolls.Outcome.NotCarried, NO_OPTION);

        uint256 whole = terms.thresholdOfElectorate ? electorate : cast;
        // All that so many people could have given one option.
        if (terms.secret.ciphertexts != 0) whole *= terms.secret.maxScore;
        if (!terms.thresholdOfElectorate && abstainOption != NO_OPTION) whole -= totals[abstainOption];
        return
            _reaches(most, whole, terms.threshold)
                ? (IPolls.Outcome.Carried, leading)
                : (IPolls.Outcome.NotCarried, NO_OPTION);
    }

    function _leading(
        uint256[] memory totals,
        uint8 abstainOption,
        uint8 blockOption
    ) private pure returns (uint8 leading, uint256 most) {
        leading = NO_OPTION;
        for (uint8 option = 0; option < totals.length; ++option) {
            if (option == abstainOption || option == blockOption) continue;
            if (totals[option] > most) {
                (leading, most) = (option, totals[option]);
            } else if (totals[option] == most) {
                // Level with the most so far: nobody leads until an option has more.
                leading = NO_OPTION;
            }
        }
    }

    function _reaches(uint256 part, uint256 whole, IPollTerms.Fraction storage fraction) private view returns (bool) {
        uint256 left = part * fraction.denominator;
        uint256 right = whole * fraction.numerator;
        return fraction.strict ? left > right : left >= right;
    }
}
