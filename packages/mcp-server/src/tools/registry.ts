import type { Tool } from "../tool.js";
import { contextTool } from "./context.js";
import { criticalTool } from "./critical.js";
import { diffTool } from "./diff.js";
import { exposuresTool } from "./exposures.js";
import { insertTool } from "./insert.js";
import { lookupTool } from "./lookup.js";
import { scanTool } from "./scan.js";
import { validateTool } from "./validate.js";

/** Every tool, by name; those that write are offered only where that is allowed. */
export const tools: readonly Tool[] = [
  contextTool,
  criticalTool,
  diffTool,
  exposuresTool,
  insertTool,
  lookupTool,
  scanTool,
  validateTool,
].sort((a, b) => (a.name < b.name ? -1 : 1));
