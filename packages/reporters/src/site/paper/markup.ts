import { escapeHtml, oneLine } from "../../escape.js";

/** Markup: text of the repository is in it escaped, and nothing but the functions here makes it. */
export type Markup = string & { readonly markup: unique symbol };

const made = (text: string): Markup => text as Markup;

/** Text as it is shown: one line, escaped. */
export function said(text: string): Markup {
  return made(escapeHtml(oneLine(text)));
}

/** Several pieces one behind the other. */
export function joined(parts: readonly Markup[], between = ""): Markup {
  return made(parts.join(between));
}

/** An element with a class of its own where one is given. */
export function element(
  name: "b" | "code" | "h1" | "h2" | "h3" | "li" | "p" | "section" | "span" | "ul",
  inside: Markup,
  cls = "",
): Markup {
  return made(`<${name}${cls === "" ? "" : ` class="${cls}"`}>${inside}</${name}>`);
}

/** A picture that a reporter of ours made. */
export function picture(svg: string): Markup {
  return made(`<div class="paper-picture">${svg}</div>`);
}

/** A row of a table. */
export function row(cells: readonly Markup[]): Markup {
  return made(`<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>\n`);
}

/** A table of rows; its head is repeated on every page. */
export function table(caption: string, head: readonly string[], rows: readonly Markup[]): Markup {
  const titles = head.map((title) => `<th scope="col">${said(title)}</th>`).join("");
  return made(
    `<table><caption>${said(caption)}</caption><thead><tr>${titles}</tr></thead>\n<tbody>${rows.join("")}</tbody></table>`,
  );
}
