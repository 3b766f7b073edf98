import { namesOf, type Origin, type Report, type ReporterOptions } from "@threatloom/model";
import { renderSvg } from "../dfd/layout.js";
import { verdictOf } from "../view.js";
import { componentsPart } from "./paper/components.js";
import { element, joined, picture, said, type Markup } from "./paper/markup.js";
import { concernPart, coveragePart, trendPart } from "./paper/numbers.js";
import { opening, openThreats } from "./paper/opening.js";
import { boundariesPart, dataPart, diagnosticsPart, flowsPart, observedPart } from "./paper/tables.js";

/** Characters of the whole document, about; and of what is not the picture, at least. */
const MOST = 300_000;
const LEAST = 120_000;

/** What the document is made with. */
export interface DocumentOptions extends Pick<ReporterOptions, "depth" | "flows" | "layout"> {
  origin?: Origin | null;
}

/**
 * The report as markup for paper and for browsers that run no scripts. Where there is more than fits, each part says what
 * is left out.
 *
 * @mitigates #reporters against #markup-injection with #markup-escaping
 */
export async function documentOf(report: Report, options: DocumentOptions): Promise<string> {
  const { depth, flows, layout, origin = null } = options;
  const { svg } = await renderSvg(report, {
    ...(depth === undefined ? {} : { depth }),
    ...(flows === undefined ? {} : { flows }),
    ...(layout === undefined ? {} : { layout }),
  });
  return partsOf(report, svg, origin).join("\n");
}

function partsOf(report: Report, svg: string, origin: Origin | null): Markup[] {
  const { model, references } = report;
  const names = namesOf(model, references);
  const verdict = verdictOf(report);
  const room = Math.max(LEAST, MOST - svg.length) / 100;
  const drawn = model.components.length === 0 ? [] : [element("h2", said("Data flow diagram")), picture(svg)];
  return [
    joined(opening(report, verdict, origin), "\n"),
    ...drawn,
    ...openThreats(verdict, names, 18 * room),
    ...concernPart(report, 6 * room),
    ...componentsPart(model, names, 36 * room),
    ...flowsPart(model, names, 12 * room),
    ...observedPart(report, names, 4 * room),
    ...boundariesPart(model, names, 5 * room),
    ...dataPart(model, names, 4 * room),
    ...coveragePart(report, 6 * room),
    ...trendPart(report.trend ?? null, 4 * room),
    ...diagnosticsPart(report, 5 * room),
  ];
}
