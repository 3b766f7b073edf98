import type { LanguageId } from "@threatloom/model";

/** Which language a file extension means. */
const byExtension: Readonly<Record<string, LanguageId>> = {
  ".cjs": "typescript",
  ".cts": "typescript",
  ".gal": "text",
  ".go": "go",
  ".js": "typescript",
  ".jsx": "typescript",
  ".mjs": "typescript",
  ".mts": "typescript",
  ".threatspec": "text",
  ".ts": "typescript",
  ".tsx": "typescript",
};

const testFolders: ReadonlySet<string> = new Set(["__mocks__", "__tests__", "e2e", "test", "testdata", "tests"]);

/** The language a path is read in, by its extension (in any case); null where no language claims it. */
export function languageOf(path: string): LanguageId | null {
  return byExtension[extensionOf(path)] ?? null;
}

/** The extensions of a language, sorted, with their dot. */
export function extensionsOf(id: LanguageId): string[] {
  return Object.keys(byExtension).filter((extension) => byExtension[extension] === id);
}

/**
 * Everything about a path that reading its content depends on, as one short string: two files with the same content and
 * the same profile have the same facts.
 */
export function profile(path: string): string {
  const language = languageOf(path) ?? "text";
  const parts: string[] = [language];
  if (language === "typescript") parts.push(grammarOf(path));
  if (isTestPath(path)) parts.push("test");
  if (isGeneratedPath(path)) parts.push("generated");
  if (isDeclarationPath(path)) parts.push("declaration");
  return parts.join("/");
}

/** The grammar for a TypeScript or JavaScript path: only `.ts`, `.mts` and `.cts` cannot hold JSX. */
export function grammarOf(path: string): "tsx" | "typescript" {
  return [".ts", ".mts", ".cts"].includes(extensionOf(path)) ? "typescript" : "tsx";
}

/** Whether the path says that the file is test code. */
export function isTestPath(path: string): boolean {
  const segments = path.split("/");
  const name = segments.pop()!;
  if (segments.some((segment) => testFolders.has(segment))) return true;
  return name.endsWith("_test.go") || name.includes(".test.") || name.includes(".spec.");
}

/** Whether the path says that nobody writes the file by hand or that it holds declarations only. */
export function isGeneratedPath(path: string): boolean {
  return isDeclarationPath(path) || /\.min\.[cm]?jsx?$/i.test(path);
}

function isDeclarationPath(path: string): boolean {
  return /\.d\.[cm]?ts$/i.test(path);
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot).toLowerCase();
}
