// Bundles what runs in the browser, script and style, into a module of two strings that the command embeds in pages.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** The script must be able to stand between script tags, and the style between style tags. */
function embeddable(text, tag) {
  if (new RegExp(`</${tag}|<!--`, "i").test(text)) throw new Error(`the page's ${tag} would end its own tag`);
  return text;
}

/** Writes packages/page/dist/assets.js under the project's root. */
export async function bundlePage(root) {
  const folder = join(root, "packages/page");
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { page: "packages/page/src/main.tsx" },
    outdir: "packages/page/dist",
    write: false,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: ["chrome123", "firefox120", "safari17.5"],
    jsx: "automatic",
    jsxImportSource: "preact",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  const text = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;
  const script = embeddable(text(".js"), "script");
  const style = embeddable(text(".css"), "style");
  mkdirSync(join(folder, "dist"), { recursive: true });
  writeFileSync(
    join(folder, "dist/assets.js"),
    `export const script = ${JSON.stringify(script)};\nexport const style = ${JSON.stringify(style)};\n`,
  );
}
