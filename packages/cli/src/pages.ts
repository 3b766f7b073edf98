import { commandLine } from "./command-line.js";
import { commands } from "./commands.js";

/** The pages of docs/cli: what `--help` prints for the whole command line and for each command, by file name. */
export async function commandPages(): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const list = commands.map(({ name, summary }) => `- [${name}](${name}.md): ${summary}`).join("\n");
  pages.set("README.md", `# The command line\n\n${list}\n\n${await help([])}`);
  for (const { name, summary } of commands)
    pages.set(`${name}.md`, `# threatloom ${name}\n\n${summary}.\n\n${await help([name])}`);
  return pages;
}

/** The help of a command as a code block. */
async function help(path: readonly string[]): Promise<string> {
  let text = "";
  const argv = commandLine([...path, "--help"], "", { code: 0 }).version(false);
  await argv.parseAsync([...path, "--help"], {}, (_error: unknown, _argv: unknown, output: string) => {
    text = output;
  });
  return `\`\`\`\n${text.trimEnd()}\n\`\`\`\n`;
}
