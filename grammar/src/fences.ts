/** An open fence of a Markdown code block: its character and length. */
export interface Fence {
  mark: string;
  length: number;
}

/**
 * The fence that is open behind a line of Markdown, given the one before it. A fence opens with three or more
 * backticks or tildes and closes with at least as many of the same.
 */
export function fenceAfter(open: Fence | null, line: string): Fence | null {
  const text = line.trim();
  const mark = text[0] ?? "";
  if (mark !== "`" && mark !== "~") return open;
  let length = 0;
  while (text[length] === mark) length++;
  if (length < 3) return open;
  if (open === null) return mark === "`" && text.includes("`", length) ? null : { mark, length };
  return open.mark === mark && length >= open.length && text.length === length ? null : open;
}
