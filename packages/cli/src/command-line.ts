import yargs, { type Argv } from "yargs";
import { commands, type Command } from "./commands.js";
import { UsageError } from "./terminal.js";

/** Where the exit code of the command that ran is put. */
interface Outcome {
  code: number;
}

const EPILOGUE = "Exit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage or unreadable input.";

function configured(command: Command, argv: Argv): Argv {
  const withExamples = command
    .configure(argv)
    .example(command.examples.map(([line, text]): [string, string] => [line, text]));
  return withExamples.epilogue(EPILOGUE);
}

/** The command line: every command with its options, help with examples, and shell completion. */
export function commandLine(args: readonly string[], version: string, outcome: Outcome): Argv {
  let argv = yargs([...args])
    .scriptName("threatloom")
    .usage("$0 <command>\n\nThreat models that live in the code.")
    .version(version)
    .help()
    .alias("help", "h")
    .locale("en")
    .wrap(Math.min(100, process.stdout.columns || 100))
    .parserConfiguration({ "duplicate-arguments-array": false, "parse-positional-numbers": false })
    .strict()
    .demandCommand(1, 1, "Say which command to run.")
    .recommendCommands()
    .completion("completion", "Print a script that completes commands in the shell")
    .epilogue(EPILOGUE)
    .exitProcess(false)
    .fail((message: string, error: Error | undefined) => {
      if (error) throw error;
      throw new UsageError(message, "threatloom --help shows the commands and their options.");
    });
  for (const command of commands) {
    argv = argv.command(
      command.usage,
      command.summary,
      (inner) => configured(command, inner),
      async (parsed) => {
        const { run } = await command.load();
        outcome.code = await run(parsed as never);
      },
    );
  }
  return argv;
}
