import project from "../../../hardhat.config.ts"

// The contracts with a note of every statement in them, kept apart from those that everything else runs with.
export default {
  ...project,
  paths: { ...project.paths, artifacts: "build/contracts-covered", cache: ".cache/hardhat-covered" },
  coverage: { skipFiles: ["test/**"] },
}
