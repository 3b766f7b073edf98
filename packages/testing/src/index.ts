export { golden, updating } from "./golden.js";
export { modelOf, type ReadModel } from "./model-of.js";
export { runRule, type RuleCase } from "./rule-tester.js";
export {
  commitAll,
  git,
  gitAt,
  gitRepository,
  historyOf,
  tempFolder,
  threatloom,
  writeFiles,
  type Ran,
} from "./process.js";
