/**
 * Whether a YAML text may nest deeper than `limit` levels: open brackets, or block markers (`- - -`) in a row. Recursive
 * readers run out of stack on such a text, and a process whose stack is almost used up can die of its next regular
 * expression; so the text is refused before it is read. Brackets in quotations count too: nobody means that many.
 */
export function nestsDeeper(text: string, limit: number): boolean {
  let open = 0;
  let markers = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text[i]) {
      case "[":
      case "{":
        if (++open > limit) return true;
        break;
      case "]":
      case "}":
        open = Math.max(0, open - 1);
        break;
      case "-":
      case "?":
      case ":":
        if (++markers > limit) return true;
        break;
      case " ":
      case "\t":
        break;
      default:
        markers = 0;
    }
  }
  return false;
}
