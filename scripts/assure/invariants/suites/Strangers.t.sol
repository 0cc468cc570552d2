// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Assembly} from "../../../../contracts/Assembly.sol";
import {Commune} from "../../../../contracts/Commune.sol";
import {LaborLedger} from "../../../../contracts/LaborLedger.sol";
import {Trustees} from "../../../../contracts/Trustees.sol";
import {IAssembly} from "../../../../contracts/interfaces/IAssembly.sol";
import {IGroth16Verifier} from "../../../../contracts/interfaces/IGroth16Verifier.sol";
import {ILaborLedger} from "../../../../contracts/interfaces/ILaborLedger.sol";
import {IPolls} from "../../../../contracts/interfaces/IPolls.sol";
import {IPollTerms} from "../../../../contracts/interfaces/IPollTerms.sol";
import {IQuotaProofs} from "../../../../contracts/interfaces/IQuotaProofs.sol";
import {ISecretBallots} from "../../../../contracts/interfaces/ISecretBallots.sol";
import {ITrustees} from "../../../../contracts/interfaces/ITrustees.sol";
import {CHEATS} from "./Cheats.sol";
import {ConstantVerifier} from "./StandIns.sol";

/// @title A commune in the middle of things, and accounts that call any function of any contract with any arguments
/// @dev The engine takes the functions from the contracts' interfaces: a new one is called without being named here.
abstract contract AnyCalls {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address internal constant STEWARD = address(0x57E3A4D);
    address internal constant ATTESTER = address(0xA77E57E4);
    address internal constant CONVENER = address(0xC074E7E4);

    Commune internal commune;
    LaborLedger internal ledger;
    Trustees internal trustees;
    Assembly internal polls;
    TimelockController internal timelock;
    bytes32 internal atFirst;

    /// @param holds whether verifiers take any proof, or none
    function _found(bool holds) internal {
        CHEATS.warp(20_000 days);
        commune = new Commune(address(this), 1 days, 3600);
        ILaborLedger.SheetInstance[] memory sheets = new ILaborLedger.SheetInstance[](1);
        sheets[0] = ILaborLedger.SheetInstance(25, new ConstantVerifier(6, true));
        ledger = new LaborLedger(address(this), 1 days, 3600, 1, 1 | (1440 << 128) | (3 << 152), sheets);
        ITrustees.DealInstance[] memory deals = new ITrustees.DealInstance[](1);
        deals[0] = ITrustees.DealInstance(5, new ConstantVerifier(29, holds));
        trustees = new Trustees(address(this), 1 days, deals);
        timelock = new TimelockController(1 days, new address[](0), new address[](1), address(this));
        ISecretBallots.BallotInstance[] memory ballots = new ISecretBallots.BallotInstance[](1);
        ballots[0] = ISecretBallots.BallotInstance(1, new ConstantVerifier(12, holds));
        IAssembly.Contracts memory parts = IAssembly.Contracts({
            commune: commune,
            ledger: ledger,
            trustees: trustees,
            timelock: timelock,
            membershipVerifier: new ConstantVerifier(5, holds),
            decryptVerifier: new ConstantVerifier(6, holds)
        });
        polls = new Assembly(address(this), 1 days, parts, new IQuotaProofs.QuotaInstance[](0), ballots);
        commune.grantRole(commune.STEWARD_ROLE(), STEWARD);
        ledger.grantRole(ledger.ATTESTER_ROLE(), ATTESTER);
        ledger.grantRole(ledger.ATTESTER_ROLE(), address(this));
        polls.grantRole(polls.CONVENER_ROLE(), CONVENER);
        trustees.grantRole(trustees.CONVENER_ROLE(), CONVENER);
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(polls));
        _begin();
    }

    /// @dev Members, a sheet in the books and one that waits, a committee, a poll that runs and one that is proposed.
    function _begin() private {
        CHEATS.prank(STEWARD);
        commune.admit(1, 0);
        CHEATS.prank(STEWARD);
        commune.admit(2, 0);
        IGroth16Verifier.Proof memory proof;
        for (uint256 root = 7; root < 9; ++root) ledger.post(ILaborLedger.SheetClaim(root, 0, 60, 19_999, 25), proof);
        CHEATS.prank(ATTESTER);
        ledger.countersign(1);
        address[] memory accounts = new address[](2);
        (accounts[0], accounts[1]) = (address(11), address(12));
        CHEATS.prank(CONVENER);
        trustees.form(accounts, 2, 30 days, 30 days);
        for (uint256 i = 0; i < 2; ++i) {
            CHEATS.prank(CONVENER);
            polls.propose(_terms());
        }
        CHEATS.prank(CONVENER);
        polls.open(1);
    }

    function _terms() private pure returns (IPollTerms.PollTerms memory terms) {
        terms.options = 2;
        terms.classes = 1;
        terms.quorum = IPollTerms.Fraction(0, 1, false);
        terms.threshold = IPollTerms.Fraction(1, 2, true);
        (terms.abstainOption, terms.blockOption, terms.callsOption) = (255, 255, 255);
        terms.votingPeriod = 30 days;
    }

    /// @dev What is theirs alone who keep the roll, the books, polls and committees.
    function _kept() internal view returns (bytes32) {
        return keccak256(abi.encode(_roles(), _roll(), _books(), _conversions()));
    }

    /// @dev Roles and settings of every contract, of everybody who has one or calls.
    function _roles() internal view returns (bytes32 digest) {
        AccessControlDefaultAdminRules[4] memory kept = [
            AccessControlDefaultAdminRules(commune),
            ledger,
            trustees,
            polls
        ];
        for (uint256 i = 0; i < 4; ++i) {
            (address heir, uint48 schedule) = kept[i].pendingDefaultAdmin();
            (uint48 delay, uint48 delaySchedule) = kept[i].pendingDefaultAdminDelay();
            digest = keccak256(
                abi.encode(
                    digest,
                    kept[i].defaultAdmin(),
                    heir,
                    schedule,
                    kept[i].defaultAdminDelay(),
                    delay,
                    delaySchedule
                )
            );
            digest = _rolesAt(digest, kept[i]);
        }
        return keccak256(abi.encode(_rolesAt(digest, timelock), timelock.getMinDelay()));
    }

    function _rolesAt(bytes32 digest, IAccessControl at) private view returns (bytes32) {
        bytes32[8] memory roles = [
            bytes32(0),
            commune.STEWARD_ROLE(),
            ledger.ATTESTER_ROLE(),
            polls.CONVENER_ROLE(),
            timelock.PROPOSER_ROLE(),
            timelock.EXECUTOR_ROLE(),
            timelock.CANCELLER_ROLE(),
            bytes32(uint256(1))
        ];
        for (uint256 i = 0; i < 8; ++i) {
            digest = keccak256(abi.encode(digest, at.getRoleAdmin(roles[i])));
            for (uint256 j = 0; j < 12; ++j) digest = keccak256(abi.encode(digest, at.hasRole(roles[i], _account(j))));
        }
        return digest;
    }

    function _account(uint256 place) private view returns (address) {
        address[8] memory accounts = [
            address(0),
            address(this),
            STEWARD,
            ATTESTER,
            CONVENER,
            address(polls),
            address(timelock),
            address(commune)
        ];
        return place < 8 ? accounts[place] : _stranger(place - 8);
    }

    function _stranger(uint256 place) internal pure returns (address) {
        return address(uint160(0x57A46E40 + place));
    }

    function _roll() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    commune.root(),
                    commune.size(),
                    commune.electorate(type(uint16).max),
                    commune.rootWindow(),
                    commune.endRootsOnRemoval(),
                    commune.indexOf(1),
                    commune.indexOf(2)
                )
            );
    }

    function _books() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    abi.encode(ledger.root(), ledger.size(), ledger.sheetCount(), ledger.sheet(1), ledger.sheet(2)),
                    abi.encode(ledger.books(19_999), ledger.rootWindow(), ledger.sheetPolicy()),
                    ledger.requiredCountersignatures()
                )
            );
    }

    function _conversions() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    polls.pollCount(),
                    polls.poll(2),
                    trustees.committeeCount(),
                    trustees.committee(1),
                    trustees.trusteesOf(1),
                    frozen()
                )
            );
    }

    /// @notice What is frozen of the poll that runs.
    function frozen() public view returns (bytes32) {
        IPolls.Poll memory poll = polls.poll(1);
        return keccak256(abi.encode(poll.terms, poll.closesAt, poll.electorate, poll.root, poll.policy));
    }
}

/// @title Strangers who can prove anything, and have no role
contract StrangersTest is AnyCalls {
    function setUp() external {
        _found(true);
        atFirst = _kept();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](5);
        (targets[0], targets[1], targets[2]) = (address(commune), address(ledger), address(trustees));
        (targets[3], targets[4]) = (address(polls), address(timelock));
    }

    function targetSenders() external pure returns (address[] memory senders) {
        senders = new address[](4);
        for (uint256 i = 0; i < 4; ++i) senders[i] = _stranger(i);
    }

    /// forge-config: default.invariant.fail-on-revert = false
    function invariant_whoHasNoRoleChangesNothing() external view {
        require(_kept() == atFirst, "somebody without a role changed what is kept by roles");
    }
}

/// @title All who have a role, and can prove nothing
contract KeepersTest is AnyCalls {
    function setUp() external {
        _found(false);
        atFirst = frozen();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](5);
        (targets[0], targets[1], targets[2]) = (address(commune), address(ledger), address(trustees));
        (targets[3], targets[4]) = (address(polls), address(timelock));
    }

    function targetSenders() external view returns (address[] memory senders) {
        senders = new address[](4);
        (senders[0], senders[1], senders[2], senders[3]) = (address(this), STEWARD, ATTESTER, CONVENER);
    }

    /// forge-config: default.invariant.fail-on-revert = false
    function invariant_noRoleVotesOrChangesAPoll() external view {
        IPolls.Poll memory poll = polls.poll(1);
        require(frozen() == atFirst, "a role changed a poll that runs");
        require(poll.state == IPolls.PollState.Open && poll.ballots == 0, "a role voted, or ended a poll early");
    }
}
