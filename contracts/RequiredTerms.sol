// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IPollTerms} from "./interfaces/IPollTerms.sol";
import {Parameters} from "./Parameters.sol";

/// @title Checks the terms that a poll is proposed with
/// @notice They are kept for the poll's life: what could not work, or would not be what it seems, is refused before anyone votes on it.
library RequiredTerms {
    uint8 private constant NO_OPTION = 255;
    uint256 private constant MAX_OPTIONS = 32;
    uint256 private constant MAX_QUOTA_POLICIES = 4;
    uint256 private constant LEAST_TURNOUT = 3;

    /// @notice Reverts with an error of IPollTerms for terms that a poll cannot have.
    /// @param terms any terms
    function requireTerms(IPollTerms.PollTerms calldata terms) external pure {
        _requireOptions(terms.options, terms.abstainOption, terms.blockOption);
        if ((terms.blockOption == NO_OPTION) != (terms.blockLimit == 0))
            revert IPollTerms.InvalidBlockLimit(terms.blockLimit);
        if (terms.classes == 0) revert IPollTerms.NoClasses();
        if (terms.admittedBy >> Parameters.DAY_BITS != 0) revert IPollTerms.InvalidDay(terms.admittedBy);
        _requireQuotas(terms.quotaPolicies);
        _requireFraction(terms.quorum);
        _requireFraction(terms.threshold);
        if (terms.votingPeriod == 0) revert IPollTerms.NoVotingPeriod();
        bool hasCalls = terms.calls != 0;
        if (hasCalls ? terms.callsOption >= terms.options : terms.callsOption != NO_OPTION)
            revert IPollTerms.InvalidCalls(terms.calls, terms.callsOption);
        if (terms.secret.ciphertexts == 0) _requirePublic(terms);
        else _requireSecret(terms);
    }

    function _requireOptions(uint8 options, uint8 abstainOption, uint8 blockOption) private pure {
        uint256 special = 0;
        if (abstainOption != NO_OPTION) {
            if (abstainOption >= options) revert IPollTerms.InvalidSpecialOption(abstainOption, options);
            ++special;
        }
        if (blockOption != NO_OPTION) {
            if (blockOption >= options || blockOption == abstainOption) {
                revert IPollTerms.InvalidSpecialOption(blockOption, options);
            }
            ++special;
        }
        if (options < 2 || options > MAX_OPTIONS || options == special) revert IPollTerms.InvalidOptionCount(options);
    }

    function _requireQuotas(uint256[] calldata quotaPolicies) private pure {
        uint256 count = quotaPolicies.length;
        if (count > MAX_QUOTA_POLICIES) revert IPollTerms.TooManyQuotaPolicies(count, MAX_QUOTA_POLICIES);
        for (uint256 i = 0; i < count; ++i) {
            uint256 quotaPolicy = quotaPolicies[i];
            // A threshold of 0 asks for nothing: a proof of it need not even be about this ledger.
            if (quotaPolicy >> Parameters.QUOTA_POLICY_BITS != 0 || quotaPolicy >> Parameters.THRESHOLD_OFFSET == 0)
                revert IPollTerms.InvalidQuotaPolicy(quotaPolicy);
        }
    }

    function _requireFraction(IPollTerms.Fraction calldata fraction) private pure {
        (uint32 numerator, uint32 denominator) = (fraction.numerator, fraction.denominator);
        if (denominator == 0 || numerator > denominator || (fraction.strict && numerator == denominator)) {
            revert IPollTerms.InvalidFraction(fraction);
        }
    }

    /// @dev Who says anything of secrecy means it: such a poll must not be opened as a public one for want of a number.
    function _requirePublic(IPollTerms.PollTerms calldata terms) private pure {
        IPollTerms.SecretTerms calldata secret = terms.secret;
        uint256 said =
            secret.committee |
                secret.maxScore |
                secret.minTotal |
                secret.maxTotal |
                secret.minimumElectorate |
                secret.minimumTurnout |
                secret.decryptionPeriod;
        if (said != 0 || secret.quadratic) revert IPollTerms.InvalidCiphertextCount(0, terms.options);
    }

    function _requireSecret(IPollTerms.PollTerms calldata terms) private pure {
        IPollTerms.SecretTerms calldata secret = terms.secret;
        if (terms.options > Parameters.LANES_PER_CIPHERTEXT * secret.ciphertexts)
            revert IPollTerms.InvalidCiphertextCount(secret.ciphertexts, terms.options);

        (uint256 maxScore, uint256 minTotal, uint256 maxTotal) = (secret.maxScore, secret.minTotal, secret.maxTotal);
        uint256 largestTotal = terms.options * maxScore * (secret.quadratic ? maxScore : 1);
        bool isChoice = maxScore == 1 && maxTotal == 1 && !secret.quadratic;
        bool hasSpecial = terms.abstainOption != NO_OPTION || terms.blockOption != NO_OPTION;
        if (
            maxScore == 0 ||
            maxTotal == 0 ||
            maxTotal >> Parameters.BALLOT_TOTAL_BITS != 0 ||
            minTotal > maxTotal ||
            minTotal > largestTotal ||
            (hasSpecial && !isChoice)
        ) {
            revert IPollTerms.InvalidBallotRule(secret.maxScore, secret.minTotal, secret.maxTotal, secret.quadratic);
        }

        if (secret.minimumTurnout < LEAST_TURNOUT || secret.minimumElectorate < secret.minimumTurnout)
            revert IPollTerms.InvalidMinimums(secret.minimumElectorate, secret.minimumTurnout);
        if (secret.decryptionPeriod == 0) revert IPollTerms.NoDecryptionPeriod();
    }
}
