import { command as baseline } from "./commands/baseline.js";
import { command as catalog } from "./commands/catalog.js";
import { command as check } from "./commands/check.js";
import { command as comment } from "./commands/comment.js";
import { command as confirm } from "./commands/confirm.js";
import { command as coverage } from "./commands/coverage.js";
import { command as dfd } from "./commands/dfd.js";
import { command as diff } from "./commands/diff.js";
import { command as drift } from "./commands/drift.js";
import { command as explain } from "./commands/explain.js";
import { command as flows } from "./commands/flows.js";
import { command as history } from "./commands/history.js";
import { command as init } from "./commands/init.js";
import { command as issues } from "./commands/issues.js";
import { command as lsp } from "./commands/lsp.js";
import { command as mcp } from "./commands/mcp.js";
import { command as report } from "./commands/report.js";
import { command as requirements } from "./commands/requirements.js";
import { command as scan } from "./commands/scan.js";
import { command as sequence } from "./commands/sequence.js";
import { command as show } from "./commands/show.js";
import { command as stride } from "./commands/stride.js";
import { command as visibility } from "./commands/visibility.js";
import type { Command } from "./commands/command.js";

/** Every command, alphabetical; the command line and docs/cli are made from this list. */
export const commands: readonly Command[] = [
  baseline,
  catalog,
  check,
  comment,
  confirm,
  coverage,
  dfd,
  diff,
  drift,
  explain,
  flows,
  history,
  init,
  issues,
  lsp,
  mcp,
  report,
  requirements,
  scan,
  sequence,
  show,
  stride,
  visibility,
];
