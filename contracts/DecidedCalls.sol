// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IAssembly} from "./interfaces/IAssembly.sol";

/// @title Hands the calls that a poll decided on to a timelock
/// @notice The terms of a poll have a hash of its calls: exactly these, in this order, and once.
library DecidedCalls {
    /// @notice What was decided.
    /// @param pollId of the poll
    /// @param calls hash in its terms
    /// @param timelock that is to make them, after its delay
    struct Decision {
        uint256 pollId;
        bytes32 calls;
        TimelockController timelock;
    }

    /// @notice Schedules the calls in the calling contract's name. Reverts with WrongCalls, or with the timelock's own errors.
    /// @param targets contracts to call
    /// @param values wei to send with each call
    /// @param payloads encoded calls
    /// @param decision of the poll
    /// @return operation by which the timelock knows them
    function schedule(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        Decision memory decision
    ) external returns (bytes32 operation) {
        bytes32 given = keccak256(abi.encode(targets, values, payloads));
        if (given != decision.calls) revert IAssembly.WrongCalls(decision.pollId, given, decision.calls);
        // Two polls may decide on the same calls: each is an operation of its own.
        bytes32 salt = keccak256(abi.encode(address(this), decision.pollId));
        operation = decision.timelock.hashOperationBatch(targets, values, payloads, 0, salt);
        uint256 delay = decision.timelock.getMinDelay();
        decision.timelock.scheduleBatch(targets, values, payloads, 0, salt, delay);
    }
}
