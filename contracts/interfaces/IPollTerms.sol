// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title What a poll asks and by what rules
/// @notice A convener settles all of it with the proposal; nothing of it changes later.
interface IPollTerms {
    /// @notice A share of a whole, and how it is compared.
    /// @param numerator at most the denominator; with strict, below it
    /// @param denominator not 0
    /// @param strict true for "more than", false for "at least"
    struct Fraction {
        uint32 numerator;
        uint32 denominator;
        bool strict;
    }

    /// @notice How ballots are made secret, and what one may say. A poll whose ballots are public has 0 everywhere.
    /// @dev A ballot gives each option a score from 0 to maxScore, and its total is from minTotal to maxTotal; a blank one gives 0 to all.
    /// Options lie in lanes: as many in each ciphertext as the number of options over that of ciphertexts, rounded up; a lane has
    /// 40 bits over the lanes of a ciphertext, rounded down.
    /// @param committee of trustees under whose key ballots are encrypted; Ready when the poll is opened
    /// @param ciphertexts that a ballot has: 1 for up to 4 options, 3 for up to 12; 0 for public ballots
    /// @param maxScore most that one option can be given, at least 1
    /// @param minTotal least total of a ballot that is not blank, below 2^20
    /// @param maxTotal most, at least 1 and below 2^20
    /// @param quadratic whether totals are of the squares of scores; else of scores
    /// @param minimumElectorate fewest members of the classes with which the poll can be opened, at least minimumTurnout
    /// @param minimumTurnout fewest ballots with which anything is decrypted, at least 3
    /// @param decryptionPeriod seconds from closing to when the poll can be given up, at least 1
    struct SecretTerms {
        uint64 committee;
        uint8 ciphertexts;
        uint8 maxScore;
        uint32 minTotal;
        uint32 maxTotal;
        bool quadratic;
        uint32 minimumElectorate;
        uint32 minimumTurnout;
        uint32 decryptionPeriod;
    }

    /// @notice What a poll asks and by what rules.
    /// @param subject hash of, or pointer to, the text that is voted on
    /// @param options number of options, 2 to 32; to 12 with secret ballots
    /// @param classes set of the classes that may vote; bit i stands for class i
    /// @param admittedBy last day of admission with which a member may vote (days since 1970-01-01)
    /// @param quotaPolicies quotas that each voter proves, at most 4, each as the circuit takes it and below 2^100
    /// @param quorum share of the electorate that must have voted
    /// @param threshold share that the leading option needs
    /// @param thresholdOfElectorate whether that is a share of the electorate; else of the ballots cast, abstentions not counted. With secret
    /// ballots either is taken times maxScore, and blank ballots count
    /// @param abstainOption the option that is an abstention; 255 for none. With secret ballots only where each chooses one option
    /// @param blockOption the option that is a block; 255 for none. With secret ballots only where each chooses one option
    /// @param blockLimit number of blocks that stop the proposal; at least 1 with a blockOption, 0 without
    /// @param votingPeriod seconds from opening to closing, at least 1
    /// @param calls keccak256(abi.encode(targets, values, payloads)) of the calls that the poll decides on; 0 for none
    /// @param callsOption the option that, when it carries, lets them be made; 255 without calls
    /// @param secret how ballots are made secret; all 0 for public ones
    struct PollTerms {
        bytes32 subject;
        uint8 options;
        uint16 classes;
        uint32 admittedBy;
        uint256[] quotaPolicies;
        Fraction quorum;
        Fraction threshold;
        bool thresholdOfElectorate;
        uint8 abstainOption;
        uint8 blockOption;
        uint32 blockLimit;
        uint32 votingPeriod;
        bytes32 calls;
        uint8 callsOption;
        SecretTerms secret;
    }

    /// @notice A poll has 2 to 32 options, and one at least that is neither an abstention nor a block.
    /// @param options the value given
    error InvalidOptionCount(uint8 options);

    /// @notice An abstain or block option is one of the options or 255, and the two are not one.
    /// @param option the value given
    /// @param options number of options
    error InvalidSpecialOption(uint8 option, uint8 options);

    /// @notice The limit is at least 1 with a block option, and 0 without.
    /// @param blockLimit the value given
    error InvalidBlockLimit(uint32 blockLimit);

    /// @notice No class may vote.
    error NoClasses();

    /// @notice A day is below 2^20.
    /// @param day the value given
    error InvalidDay(uint256 day);

    /// @notice A poll asks for at most 4 quotas.
    /// @param given number of quota policies
    /// @param limit the most that there may be
    error TooManyQuotaPolicies(uint256 given, uint256 limit);

    /// @notice A quota policy is below 2^100, and its threshold is not 0.
    /// @param quotaPolicy the value given
    error InvalidQuotaPolicy(uint256 quotaPolicy);

    /// @notice A fraction's denominator is not 0, and its numerator is at most the denominator; "more than" the whole never comes true.
    /// @param fraction the value given
    error InvalidFraction(Fraction fraction);

    /// @notice A poll is open for one second at least.
    error NoVotingPeriod();

    /// @notice With calls, an option sets them going and there is a timelock to make them; without, the option is 255.
    /// @param calls the value given
    /// @param callsOption the value given
    error InvalidCalls(bytes32 calls, uint8 callsOption);

    /// @notice A secret ballot has 1 ciphertext for up to 4 options or 3 for up to 12, and this assembly has a verifier for it. With 0
    /// ciphertexts ballots are public, and nothing else is said of secrecy.
    /// @param ciphertexts the value given
    /// @param options number of options
    error InvalidCiphertextCount(uint8 ciphertexts, uint8 options);

    /// @notice Some ballot that is not blank keeps to the rule, totals are below 2^20, and only where each ballot chooses one option can
    /// an option be an abstention or a block.
    /// @param maxScore the value given
    /// @param minTotal the value given
    /// @param maxTotal the value given
    /// @param quadratic the value given
    error InvalidBallotRule(uint8 maxScore, uint32 minTotal, uint32 maxTotal, bool quadratic);

    /// @notice Nothing is decrypted with fewer than 3 ballots, and no poll opened that could not have the ballots it needs.
    /// @param minimumElectorate the value given
    /// @param minimumTurnout the value given
    error InvalidMinimums(uint32 minimumElectorate, uint32 minimumTurnout);

    /// @notice Trustees have one second at least to decrypt.
    error NoDecryptionPeriod();
}
