import path from "node:path";

const CLI = path.resolve(import.meta.dirname, "../../../packages/cli/bin/threatloom.js");

/** @typedef {import("./measure.mjs").Command} Command */

/**
 * The built command, as a whole process.
 *
 * @param {string[]} args
 * @param {string} [cwd]
 * @returns {Command}
 */
export const cli = (args, cwd) => ({ file: process.execPath, args: [CLI, ...args], cwd });

/** The start-up of Node, which everything is held against. @type {Command} */
export const node = { file: process.execPath, args: ["-e", "0"] };

/** A scan for annotations. */
export const scan = (dir, ...more) => cli(["scan", "--root", dir, "--format", "text", ...more]);
