import { openTemplate, type TemplateFolder } from "@threatloom/engine";
import type { Report } from "@threatloom/model";
import { renderTemplate, visible } from "@threatloom/reporters";
import { deliver } from "../actions/deliver.js";
import { complain, print, UsageError } from "../terminal.js";

/** The template of a report of one's own, before anything is read. */
export function templateAt(path: string): TemplateFolder {
  const found = openTemplate(path);
  if ("problem" in found) {
    throw new UsageError(
      `--template ${visible(path)}: ${visible(found.problem)}`,
      "Name a file; docs/templates.md says what can stand in it.",
    );
  }
  return found;
}

/** Fills the template in and hands it over; what is wrong with it is printed and ends the command as wrong usage. */
export async function writeCustom(
  content: Report,
  { file, read }: TemplateFolder,
  out: string | undefined,
): Promise<void> {
  const { text, problem } = await renderTemplate(content, file, read);
  if (problem !== null) {
    const place = [problem.file, problem.line, problem.column].filter((part) => part !== null).join(":");
    complain(`${visible(place)}: ${visible(problem.message)}`);
    throw new UsageError(
      "the template cannot be used",
      "Mend the line above; docs/templates.md lists what a template is given.",
    );
  }
  if (out === undefined) await print(text);
  else await deliver(text, out);
}
