import type { Lexed } from "./scan.js";

const HEAD = 2048;
const MINIFIED_FROM = 1024;
const MINIFIED_LINE = 250;

/** Whether the content says that nobody writes it by hand: Go's header, an `@generated` mark near the top, or minified. */
export function isGeneratedText(text: string, lineCount: number, lexed: Lexed, language: "go" | "typescript"): boolean {
  if (text.length >= MINIFIED_FROM && text.length / lineCount > MINIFIED_LINE) return true;
  for (const { start, end, block } of lexed.comments) {
    const isHeader = language === "go" && start < lexed.firstCode;
    if (!isHeader && start >= HEAD) break;
    if (isHeader && !block && isGoHeader(text.slice(start, end))) return true;
    if (start < HEAD && /@generated(?![\w-])/.test(text.slice(start, Math.min(end, HEAD)))) return true;
  }
  return false;
}

function isGoHeader(line: string): boolean {
  return line.startsWith("// Code generated ") && line.endsWith(" DO NOT EDIT.");
}
