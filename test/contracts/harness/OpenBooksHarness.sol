// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ILaborLedger} from "../../../contracts/interfaces/ILaborLedger.sol";
import {OpenBooks} from "../../../contracts/OpenBooks.sol";

/// @title The books of one period, without sheets
contract OpenBooksHarness {
    using OpenBooks for OpenBooks.Period;

    OpenBooks.Period private _period;

    function add(uint256 total, uint256 groupTotals) external {
        _period.add(total, groupTotals);
    }

    function remove(uint256 total, uint256 groupTotals) external {
        _period.remove(total, groupTotals);
    }

    function read() external view returns (ILaborLedger.Books memory) {
        return _period.read();
    }
}
