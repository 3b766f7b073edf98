import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * A whole process to measure.
 *
 * @typedef {object} Command
 * @property {string} file the program
 * @property {string[]} args its arguments; no shell is involved
 * @property {string} [cwd] where it runs
 */

const TIME = "/usr/bin/time";
const POLL_MS = 10;

/** The command failed; the message names it and ends with what it wrote to stderr. */
export class CommandError extends Error {
  /**
   * @param {Command} command
   * @param {string} reason
   * @param {string} stderr
   */
  constructor(command, reason, stderr) {
    super(`${command.file} ${command.args.join(" ")}: ${reason}\n${stderr.slice(-2000)}`);
    this.name = "CommandError";
  }
}

/** The middle one of some numbers, or the mean of the middle two. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs a process to its end and gives the seconds it took from start to exit. Its output is thrown away; a process that does
 * not exit with 0 is an error, because a crash is fast.
 *
 * @param {Command} command
 * @returns {number}
 */
export function seconds(command) {
  const start = process.hrtime.bigint();
  const result = spawnSync(command.file, command.args, {
    cwd: command.cwd,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const end = process.hrtime.bigint();
  if (result.status !== 0)
    throw new CommandError(command, result.error?.message ?? `exit code ${result.status}`, result.stderr ?? "");
  return Number(end - start) / 1e9;
}

/**
 * Measures processes in turns (A B C A B C …), so that a machine that slows down slows all of them.
 *
 * @template {string} Name
 * @param {Record<Name, Command>} commands
 * @param {number} rounds
 * @returns {Record<Name, number>} the median of each, in seconds
 */
export function interleave(commands, rounds) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) times[name].push(seconds(command));
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

/** Runs a process to its end and gives what it wrote to stdout. */
export function outputOf(command) {
  const { file, args, cwd } = command;
  const result = spawnSync(file, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (result.status !== 0)
    throw new CommandError(command, result.error?.message ?? `exit code ${result.status}`, result.stderr ?? "");
  return result.stdout;
}

const highWater = (pid) => {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

function polled(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(command.file, command.args, { cwd: command.cwd, stdio: "ignore" });
    let peak = 0;
    const timer = setInterval(() => (peak = Math.max(peak, highWater(child.pid))), POLL_MS);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearInterval(timer);
      if (code === 0) resolve(peak);
      else reject(new CommandError(command, `exit code ${code}`, ""));
    });
  });
}

/**
 * The most memory a process held at once, its threads included, in millions of bytes.
 *
 * @param {Command} command
 * @returns {Promise<number | null>} null where the system has neither `/usr/bin/time -v` nor `/proc`
 */
export async function peakMegabytes(command) {
  if (process.platform === "linux" && existsSync(TIME)) {
    const result = spawnSync(TIME, ["-v", command.file, ...command.args], {
      cwd: command.cwd,
      encoding: "utf8",
      stdio: ["ignore", "ignore", "pipe"],
    });
    if (result.status !== 0) throw new CommandError(command, `exit code ${result.status}`, result.stderr);
    const kilobytes = /Maximum resident set size \(kbytes\): (\d+)/.exec(result.stderr)?.[1];
    if (kilobytes !== undefined) return (Number(kilobytes) * 1024) / 1e6;
  }
  if (!existsSync("/proc/self/status")) return null;
  return ((await polled(command)) * 1024) / 1e6;
}
