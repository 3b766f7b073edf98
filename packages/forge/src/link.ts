import { commitOf, type Forge, repositoryOf, webAddress } from "./target.js";

/**
 * The address of a source location on the forge at a commit, safe inside a Markdown link and an HTML attribute; null
 * where the forge's address is neither http nor https, the commit is no full id, or the file's path leaves the tree.
 * Lines count from 1; anything else leaves the line out.
 *
 * @mitigates #forge against #markup-injection with #markup-escaping
 */
export function linkAt(
  target: { forge: Forge; webUrl: string; repository: string },
  commit: string,
  file: string,
  line?: number | null,
  endLine?: number | null,
): string | null {
  const web = webAddress(target.webUrl);
  const repository = repositoryOf(target.repository, target.forge);
  const path = encodedPath(file);
  if (web === null || repository === null || path === null || commitOf(commit) === null) return null;
  const tree = target.forge === "github" ? "blob" : "-/blob";
  return `${web}/${repository}/${tree}/${commit}/${path}${linesOf(target.forge, line, endLine)}`;
}

function encodedPath(file: string): string | null {
  const segments = file.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === "..")) return null;
  return segments.map(encoded).join("/");
}

/** Half a surrogate pair cannot be encoded; brackets, quotes and stars can, and would mean something in Markdown. */
function encoded(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function linesOf(forge: Forge, line: number | null | undefined, endLine: number | null | undefined): string {
  if (!isLine(line)) return "";
  if (!isLine(endLine) || endLine <= line) return `#L${line}`;
  return `#L${line}-${forge === "github" ? "L" : ""}${endLine}`;
}

function isLine(line: number | null | undefined): line is number {
  return typeof line === "number" && Number.isSafeInteger(line) && line > 0;
}
