import { escapeHtml } from "../escape.js";
import { cspHash, packed } from "./embed.js";
import type { PageAssets, SiteCode, SiteData } from "./types.js";

/** What goes into the page, made before it. */
export interface PageParts {
  data: SiteData;
  code: SiteCode;
  /** The same for paper and for browsers that run no scripts: markup in which all text is escaped. */
  document: string;
  assets: PageAssets;
}

/**
 * One page with everything inside. Its policy allows its own script and style and nothing else, so no request leaves it
 * and no text of a repository can run in it.
 *
 * @mitigates #reporters against #markup-injection with #content-policy
 */
export function pageOf({ data, code, document, assets }: PageParts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${cspHash(assets.script)}`,
    `style-src ${cspHash(assets.style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    `<!doctype html>`,
    `<html lang="en">`,
    `<head>`,
    `<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="referrer" content="no-referrer">`,
    `<meta name="color-scheme" content="light dark">`,
    `<link rel="icon" href="data:,">`,
    `<title>${escapeHtml(`Threat model of ${data.report.project}`)}</title>`,
    `<style>${assets.style}</style>`,
    `</head>`,
    `<body>`,
    `<div id="app"></div>`,
    `<div id="document">${document}</div>`,
    `<script type="application/octet-stream" id="data">${packed(data)}</script>`,
    `<script type="application/octet-stream" id="code">${packed(code)}</script>`,
    `<script>${assets.script}</script>`,
    `</body>`,
    `</html>`,
    ``,
  ].join("\n");
}
