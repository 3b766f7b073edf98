/** Control characters, line ends, and the marks that turn the direction of text around. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const LONGEST = 200;

/**
 * Text of a repository for a place that shows one line: control and direction marks become a space, and `$(name)` stays
 * text where the editor would draw an icon.
 */
export function literal(text: string): string {
  const line = text.replace(HIDDEN, " ").trim();
  const short = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return short.replaceAll("$(", "$\u{200b}(");
}

/** Text for HTML, inside an element or an attribute in double quotes. */
export function html(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
