import { expect } from "chai"
import { analyse, judge, readAllowed } from "../../scripts/assure/static/analyse.ts"
import { prove } from "../../scripts/assure/static/proofs.ts"
import { parse, readContracts } from "../../scripts/assure/static/ast.ts"

/** What the rules find in a contract with this body. */
async function found(body: string): Promise<string[]> {
  const source = `// SPDX-License-Identifier: MIT
    pragma solidity 0.8.28;
    struct Proof { uint256 a; }
    interface IVerifier { function verify(Proof calldata proof, uint256[] calldata signals) external view returns (bool); }
    contract C {
      modifier onlyRole(bytes32) { _; }
      struct Poll { uint256 root; }
      mapping(uint256 => Poll) polls;
      uint256[] list;
      IVerifier immutable verifier;
      ${body}
    }`
  return analyse(await parse({ "C.sol": source })).map(({ rule, where, what }) => `${rule}: ${where}: ${what}`)
}

describe("static analysis of the contracts", () => {
  it("finds nothing without a reason, and no reason without a finding", async () => {
    const { unexplained, stale } = judge(analyse(await parse(await readContracts())), await readAllowed())
    expect(unexplained, "not in scripts/assure/static/allowed.json").to.deep.equal([])
    expect(stale, "in scripts/assure/static/allowed.json").to.deep.equal([])
  })

  for (const [what, statement] of [
    ["origin", "tx.origin"],
    ["prevrandao", "block.prevrandao"],
    ["blockhash", "blockhash(1)"],
    ["delegatecall", 'msg.sender.delegatecall("")'],
    ["call", 'msg.sender.call("")'],
    ["selfdestruct", "selfdestruct(payable(msg.sender))"],
    ["sstore in assembly", "assembly { sstore(0, 1) }"],
    ["delegatecall in assembly", "assembly { pop(delegatecall(gas(), 1, 0, 0, 0, 0)) }"],
  ] as const) {
    it(`finds ${what}`, async () => {
      expect(await found(`function f() internal { ${statement}; }`.replace("};", "}"))).to.deep.equal([
        `forbidden: C.f: ${what}`,
      ])
    })
  }

  it("finds a function that asks for no role", async () => {
    expect(
      await found(`function f() external { list.push(); } function g() external onlyRole(0) { list.push(); }
        function h() external view returns (uint256) { return list.length; }`),
    ).to.deep.equal(["guarded: C.f: asks for no role"])
  })

  it("finds a loop over storage, also by way of a variable", async () => {
    const loop = (bound: string) => `{ uint256 size = ${bound}; for (uint256 i = 0; i < size; ++i) {} }`
    expect(await found(`function f() internal ${loop("list.length")}`)).to.deep.equal([
      "loops: C.f: a loop over storage",
    ])
    expect(await found(`function f() internal ${loop("9")}`)).to.deep.equal([])
    expect(await found("function f() internal { for (uint256 i = 0; i < list.length; ++i) {} }")).to.have.length(1)
  })

  it("finds a signal that is the caller's, however it comes there", async () => {
    const check = (
      value: string,
    ) => `function check(uint256 pollId, uint256 policy, Proof calldata proof) external view {
        require(_holds(polls[pollId], proof, ${value})); }
      function _holds(Poll storage poll, Proof calldata proof, uint256 given) private view returns (bool) {
        uint256[] memory signals = new uint256[](2);
        uint256 taken = given;
        (signals[0], signals[1]) = (poll.root, taken);
        return verifier.verify(proof, signals); }`
    expect(await found(check("policy"))).to.deep.equal(["signals: C._holds: policy"])
    expect(await found(check("proof.a"))).to.deep.equal(["signals: C._holds: proof.a"])
    expect(await found(check("block.chainid"))).to.deep.equal([])
  })

  it("finds signals that go by another name", async () => {
    expect(
      await found(`function check(Proof calldata proof, uint256[] calldata statement) internal view {
        require(verifier.verify(proof, statement)); }`),
    ).to.deep.equal(["signals: C.check: signals by another name"])
  })

  it("has a model checker that finds an overflow, and proves that there is none", async () => {
    const subject = { path: "C.sol", name: "C", unproved: [] }
    const contract = (limit: string) => `// SPDX-License-Identifier: MIT
      pragma solidity 0.8.28;
      contract C { function f(uint256 a, uint32 b) external pure returns (uint256) { require(a < ${limit}); return a * b; } }`
    expect((await prove(subject, contract("2 ** 224"))).open).to.deep.equal([])
    expect((await prove(subject, contract("2 ** 225"))).open).to.deep.equal(["a * b", "nothing was proved at all"])
  })
})
