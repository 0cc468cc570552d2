// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {ILaborLedger} from "./interfaces/ILaborLedger.sol";
import {Parameters} from "./Parameters.sol";

/// @title Sums over the accepted sheets of one period
/// @dev Ten counters in lanes of 48 bits, five to a slot: sheets, total and groups 0 to 2, then groups 3 to 7. One addition adds a sheet
/// to all lanes of a slot. No lane runs over into the next: at most 5^5 sheets are accepted at a time and each brings less than 2^31,
/// together less than 2^43. None runs below 0: what is taken off was added before.
library OpenBooks {
    uint256 private constant LANE_BITS = 48;
    uint256 private constant LANES_OF_SLOT = 5;
    uint256 private constant TOTAL_LANE = 1;
    uint256 private constant FIRST_GROUP_LANE = 2;

    /// @param head lanes 0 to 4
    /// @param tail lanes 5 to 9
    struct Period {
        uint256 head;
        uint256 tail;
    }

    /// @notice Books a sheet.
    /// @param self the period
    /// @param total minutes of the sheet; below 2^31
    /// @param groupTotals minutes of its groups, 31 bits each
    function add(Period storage self, uint256 total, uint256 groupTotals) internal {
        (uint256 head, uint256 tail) = _lanes(total, groupTotals);
        self.head += head;
        self.tail += tail;
    }

    /// @notice Takes a sheet off that was booked with these same numbers.
    /// @param self the period
    /// @param total minutes of the sheet
    /// @param groupTotals minutes of its groups, 31 bits each
    function remove(Period storage self, uint256 total, uint256 groupTotals) internal {
        (uint256 head, uint256 tail) = _lanes(total, groupTotals);
        self.head -= head;
        self.tail -= tail;
    }

    /// @notice The sums.
    /// @param self the period
    /// @return sums all 0 for a period without sheets
    function read(Period storage self) internal view returns (ILaborLedger.Books memory sums) {
        (uint256 head, uint256 tail) = (self.head, self.tail);
        sums.sheets = uint32(_lane(head, tail, 0));
        sums.total = _lane(head, tail, TOTAL_LANE);
        for (uint256 group = 0; group < Parameters.GROUP_COUNT; ++group) {
            sums.groups[group] = _lane(head, tail, FIRST_GROUP_LANE + group);
        }
    }

    /// @dev What one sheet adds to each slot.
    function _lanes(uint256 total, uint256 groupTotals) private pure returns (uint256 head, uint256 tail) {
        head = 1 | (total << (TOTAL_LANE * LANE_BITS));
        uint256 mask = (1 << Parameters.SHEET_TOTAL_BITS) - 1;
        for (uint256 group = 0; group < Parameters.GROUP_COUNT; ++group) {
            uint256 minutes_ = (groupTotals >> (group * Parameters.SHEET_TOTAL_BITS)) & mask;
            uint256 lane = FIRST_GROUP_LANE + group;
            if (lane < LANES_OF_SLOT) head |= minutes_ << (lane * LANE_BITS);
            else tail |= minutes_ << ((lane - LANES_OF_SLOT) * LANE_BITS);
        }
    }

    function _lane(uint256 head, uint256 tail, uint256 lane) private pure returns (uint48) {
        return uint48((lane < LANES_OF_SLOT ? head : tail) >> ((lane % LANES_OF_SLOT) * LANE_BITS));
    }
}
