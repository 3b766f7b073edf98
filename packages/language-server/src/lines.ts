/** The lines of a text, however they end. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
