import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Report, Reporter, ReporterOptions } from "@threatloom/model";
import { renderSvg } from "./dfd/layout.js";

/** Pixels per point of the drawing; 2 is sharp on dense screens. */
const SCALE = 2;
/** Longest side in pixels; larger drawings are scaled down to it. */
const LONGEST = 12_000;
/** Most pixels: each takes four bytes of memory, twice. */
const LARGEST = 36_000_000;

/** The data flow diagram as a PNG picture, drawn with a font that comes along, so that it needs none of the machine's. */
export const png: Reporter = { id: "png", extension: ".png", render };

async function render(report: Report, options: ReporterOptions = {}): Promise<Uint8Array> {
  const { svg } = await renderSvg(report, options);
  return rasterize(svg);
}

/**
 * A picture of an SVG document.
 * @param fontFiles paths of TrueType fonts; without any, text is not drawn.
 */
export async function rasterize(svg: string, fontFiles: readonly string[] = fonts()): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const size = new Resvg(svg, { font: { loadSystemFonts: false } });
  const area = Math.max(size.width * size.height, 1);
  const zoom = Math.min(SCALE, LONGEST / Math.max(size.width, size.height, 1), Math.sqrt(LARGEST / area));
  const picture = new Resvg(svg, {
    background: "white",
    fitTo: { mode: "zoom", value: zoom },
    font: {
      loadSystemFonts: false,
      fontFiles: [...fontFiles],
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return picture.render().asPng();
}

/** The condensed cuts are about as wide as the Helvetica the layout reckons with. */
function fonts(): string[] {
  const require = createRequire(import.meta.url);
  const home = dirname(require.resolve("dejavu-fonts-ttf/package.json"));
  return ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"].map((file) => join(home, "ttf", file));
}
