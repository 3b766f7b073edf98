import type { Language } from "@threatloom/model";
import { lineAt, lineStarts } from "./lines.js";
import { extensionsOf, isGeneratedPath, isTestPath } from "./paths.js";

/**
 * Model files without code: the whole file is one comment that speaks for the module. What Markdown fences mean is the
 * grammar's business.
 */
export const text: Language = {
  id: "text",
  extensions: extensionsOf("text"),
  read({ path, text: source }) {
    const content = source.startsWith("\uFEFF") ? source.slice(1) : source;
    const starts = lineStarts(content);
    // A final line end closes the last line; it does not open another one.
    const count = content.length === starts.at(-1) ? starts.length - 1 : lineAt(starts, content.length);
    const lines = starts.slice(0, count).map((start, index) => {
      const line = content.slice(start, starts[index + 1] ?? content.length).replace(/[\r\n]{1,2}$/, "");
      return { text: line, line: index + 1, column: 1 };
    });
    const value = {
      language: "text" as const,
      package: null,
      test: isTestPath(path),
      generated: isGeneratedPath(path),
      comments: lines.length === 0 ? [] : [{ lines, symbol: null }],
      symbols: [],
      code: null,
    };
    return { value, diagnostics: [] };
  },
};
