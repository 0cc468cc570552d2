// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Makes many calls in one, and leaves no trace of any
/// @notice Property tests ask contracts about thousands of inputs through it. It can be given roles, so that what only a steward or convener
/// may do is tried on the real contract.
contract TrialsHarness {
    struct Call {
        address target;
        bytes data;
    }

    /// @param done whether the call came back; else `content` is its error
    struct Answer {
        bool done;
        bytes content;
    }

    /// @dev What an attempt says before all that it did is undone.
    error Undone(Answer[] answers);

    /// @param trials calls one after another; each list starts from the state that the first one found
    /// @return answers of each call of each list
    function tries(Call[][] calldata trials) external returns (Answer[][] memory answers) {
        answers = new Answer[][](trials.length);
        for (uint256 i = 0; i < trials.length; ++i) {
            try this.attempt(trials[i]) {
                assert(false);
            } catch (bytes memory reason) {
                // Behind the error's selector.
                assembly ("memory-safe") {
                    let size := mload(reason)
                    reason := add(reason, 4)
                    mstore(reason, sub(size, 4))
                }
                answers[i] = abi.decode(reason, (Answer[]));
            }
        }
    }

    function attempt(Call[] calldata calls) external {
        Answer[] memory answers = new Answer[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) {
            (answers[i].done, answers[i].content) = calls[i].target.call(calls[i].data);
        }
        revert Undone(answers);
    }
}
