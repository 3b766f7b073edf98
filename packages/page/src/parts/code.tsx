import type { Excerpt } from "@threatloom/model";
import type { SiteCode } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useSite } from "../data/site.js";

/** Lines that are shown above and below the one it is about. */
const ABOVE = 2;
const BELOW = 5;

/** A line of code with its number. */
interface CodeLine {
  number: number;
  text: string;
}

/** The excerpts of a page by file, grouped once. */
const byFile = new WeakMap<SiteCode, Map<string, Excerpt[]>>();

function excerptsOf(code: SiteCode, file: string): readonly Excerpt[] {
  let files = byFile.get(code);
  if (files === undefined) {
    files = new Map();
    for (const excerpt of code) {
      const list = files.get(excerpt.file);
      if (list) list.push(excerpt);
      else files.set(excerpt.file, [excerpt]);
    }
    byFile.set(code, files);
  }
  return files.get(file) ?? [];
}

/** The lines around a line, as far as they are in the page. */
function linesAround(code: SiteCode, file: string, line: number): CodeLine[] {
  const excerpt = excerptsOf(code, file).find((each) => each.line <= line && line < each.line + each.lines.length);
  if (excerpt === undefined) return [];
  const numbered = excerpt.lines.map((text, at) => ({ number: excerpt.line + at, text }));
  return numbered.filter(({ number }) => number >= line - ABOVE && number <= line + BELOW);
}

/** The code around a line, which is marked; nothing where the page does not hold it. */
export function Code({ file, line }: { file: string; line: number }): VNode | null {
  const site = useSite();
  const [lines, setLines] = useState<readonly CodeLine[] | null>(null);
  useEffect(() => {
    let wanted = true;
    site.code().then(
      (code) => {
        if (wanted) setLines(linesAround(code, file, line));
      },
      () => {
        if (wanted) setLines([]);
      },
    );
    return () => {
      wanted = false;
    };
  }, [site, file, line]);
  if (lines === null) return <div class="code code-awaited" aria-hidden="true" />;
  if (lines.length === 0) return null;
  return (
    <pre class="code" tabIndex={0} role="group" aria-label={`Code at ${file}:${line}`}>
      {lines.map(({ number, text }) => (
        <span key={number} class={number === line ? "code-line code-claim" : "code-line"}>
          <span class="code-number" data-line={number} />
          {text === "" ? " " : text}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
