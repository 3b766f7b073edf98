import { nearest } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import yargs, { type Argv } from "yargs";
import { commands } from "./commands.js";
import type { Command } from "./commands/command.js";
import { UsageError } from "./terminal.js";

/** Where the exit code of the command that ran is put. */
interface Outcome {
  code: number;
}

const EPILOGUE = "Exit codes: 0 done, 2 wrong usage or unreadable input.";
const names = [...commands.map(({ name }) => name), "completion"];

function configured(command: Command, argv: Argv): Argv {
  const examples = command.examples.map(([line, text]): [string, string] => [line, text]);
  return command
    .configure(argv)
    .example(examples)
    .epilogue(command.exitCodes ?? EPILOGUE)
    .middleware(refuseRepeated);
}

/** What may be given more than once: the arguments that are no options, and files of findings. */
const LISTS: ReadonlySet<string> = new Set(["_", "claims", "findings", "paths", "words"]);

/** An option that takes one value takes one: the last of two would win without a word. */
function refuseRepeated(parsed: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(parsed)) {
    if (Array.isArray(value) && !LISTS.has(name)) throw new UsageError(`--${name} is given twice`);
  }
}

/** What stands behind `--` is a path, whatever it looks like; yargs would not hand it to the command. */
function withPlainPaths(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  if (end < 0) return [...args];
  return [...args.slice(0, end), ...args.slice(end + 1).map((path) => (path.startsWith("-") ? `./${path}` : path))];
}

/** `help scan` and `version` as people type them; a word that is no command ends here, with the nearest that is. */
function meantArguments(args: readonly string[]): string[] {
  const [first, ...rest] = args;
  if (first === "help") return [...rest, "--help"];
  if (first === "version") return ["--version"];
  if (first === undefined || first.startsWith("-") || names.includes(first)) return [...args];
  const near = nearest(first, names);
  const hint = near === null ? `Commands: ${names.join(", ")}.` : `Did you mean ${near}?`;
  throw new UsageError(`${visible(first)}: there is no such command`, hint);
}

/** The messages of yargs that nobody understands at once, said plainly. */
function inOneLine(message: string): string {
  if (message.startsWith("Not enough non-option arguments")) return "Say what: an argument is missing.";
  return message
    .replace(/^Not enough arguments following: (\S+)$/, "--$1: a value is missing")
    .replace(/\s*\n\s*/g, " ");
}

/** What yargs complains about, in our words: unknown options come with the nearest known one. */
function complaint(message: string, command: string | undefined, argv: Argv): UsageError {
  const help = `threatloom ${command === undefined ? "" : `${command} `}--help shows what there is.`;
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(", ")[0];
  if (unknown === undefined) return new UsageError(inOneLine(message), help);
  const { key } = (argv as unknown as { getOptions(): { key: Record<string, unknown> } }).getOptions();
  const near = nearest(unknown, Object.keys(key));
  const shown = visible(unknown.startsWith("-") || !(unknown in key || near !== null) ? unknown : `--${unknown}`);
  return new UsageError(`${shown}: unknown argument`, near === null ? help : `Did you mean --${near}?`);
}

/** The command line: every command with its options, help with examples, and shell completion. */
export function commandLine(args: readonly string[], version: string, outcome: Outcome): Argv {
  const words = meantArguments(withPlainPaths(args));
  const command = words.find((word) => names.includes(word));
  let argv = yargs(words)
    .scriptName("threatloom")
    .usage("$0 <command>\n\nThreat models that live in the code.")
    .version(version)
    .help()
    .alias("help", "h")
    .locale("en")
    .wrap(null)
    .parserConfiguration({ "parse-positional-numbers": false })
    .strict()
    .demandCommand(1, 1, "Say which command to run.")
    .completion("completion", "Print a script that completes commands in the shell")
    .epilogue(EPILOGUE)
    .exitProcess(false)
    .fail((message: string | undefined, error: Error | undefined) => {
      if (error && error.name !== "YError") throw error;
      throw complaint(message ?? error?.message ?? "wrong usage", command, argv);
    });
  for (const one of commands) {
    argv = argv.command(
      one.usage,
      one.summary,
      (inner) => configured(one, inner),
      async (parsed) => {
        const { run } = await one.load();
        outcome.code = await run(parsed as never);
      },
    );
  }
  return argv;
}
