import { escapeCommands } from "@threatloom/reporters";

/** Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 wrong usage, unreadable input or an internal error. */
export const exitCodes = { clean: 0, findings: 1, usage: 2 } as const;

/** A problem with how the command was called: printed as one line (and a hint), exit code 2. */
export class UsageError extends Error {
  /** @param hint what to do next, or null */
  constructor(
    message: string,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}

/** Whether escape sequences for colour belong on a stream: on a terminal, unless NO_COLOR is set to something. */
export function wantsColor(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb";
}

/** Says who speaks to a server, where somebody started it by hand and would wait for a word. */
export function expectPeer(peer: string): void {
  if (process.stdin.isTTY) complain(`This waits for ${peer} to speak on standard input; Ctrl-C ends it.`);
}

let reader: "there" | "gone" | null = null;

/** Writes to standard output and waits until it is taken; a reader that went away (`| head`) is no error. */
export async function print(output: string | Uint8Array): Promise<void> {
  if (reader === null) {
    reader = "there";
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
      reader = "gone";
      if (error.code !== "EPIPE") process.exitCode = exitCodes.usage;
    });
  }
  if (reader === "gone") return;
  await new Promise<void>((resolve) => {
    process.stdout.write(output, () => {
      resolve();
    });
  });
}

/** Writes one line to standard error. The runner of a CI job looks for commands there too: it is not one of them. */
export function complain(line: string): void {
  process.stderr.write(`${escapeCommands(line)}\n`);
}

const PATIENCE_MS = 1000;
const REDRAW_MS = 100;
const WIDTH = 30;

/**
 * A progress bar on standard error that appears when a run takes longer than a second and standard error is a
 * terminal. `done` wipes it.
 */
export function progressBar(label: string): { update: (done: number, total: number) => void; done: () => void } {
  const started = Date.now();
  let drawn = 0;
  if (!process.stderr.isTTY) return { update: () => undefined, done: () => undefined };
  return {
    update(done, total) {
      const now = Date.now();
      if (now - started < PATIENCE_MS || now - drawn < REDRAW_MS || total === 0) return;
      drawn = now;
      const full = Math.round((done / total) * WIDTH);
      process.stderr.write(`\r${label} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${done}/${total}`);
    },
    done() {
      if (drawn > 0) process.stderr.write("\r\u001b[2K");
    },
  };
}
