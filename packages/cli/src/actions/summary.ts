import { appendText } from "@threatloom/engine";

/** Appends to the summary of a step of GitHub Actions, where there is one; false where there is none. */
export function appendSummary(markdown: string): boolean {
  const path = process.env["GITHUB_STEP_SUMMARY"];
  return path !== undefined && path !== "" && appendText(path, markdown.endsWith("\n") ? markdown : `${markdown}\n`);
}
