// A roll of this package: members' leaves are hashed from commitment, class and day, and then the tree of five children a node.
import { Roll } from "rochdale"
import { commitments } from "./commitments.ts"
import { serve, timed } from "./serve.ts"

serve({
  build: async (members) => {
    const admissions = commitments(members).map((commitment) => ({ commitment, class: 1, admitted: 19_783 }))
    return timed(() => Roll.build(admissions))
  },
})
