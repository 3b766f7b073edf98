/** What the page says in the same words as the other reports; nothing here needs more than a browser. */
export { churnWords, reachWords, totalWords, whatWords } from "../critical/words.js";
export { adviceWords, countWords as driftCount, historyWords, reachWords as driftReach } from "../drift/words.js";
export { doubt, flowsView, flowWords, stepPlace } from "../flows/view.js";
export { claimText } from "./claim-words.js";
export { doneShare, evidenceText, restWords, statusWords } from "../requirements/view.js";
export {
  cellOf,
  LETTERS,
  NOTHING,
  STANDINGS,
  threatsOf,
  type Cell,
  type Standing,
  type Threat,
} from "../stride/signs.js";
export { reasonOf } from "../markdown/findings.js";
