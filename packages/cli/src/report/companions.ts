import type { Excerpt, Origin, Report, ReporterOptions } from "@threatloom/model";
import {
  loadReporter,
  renderBadge,
  renderCoverage,
  renderFindings,
  renderSite,
  type RuleHelp,
} from "@threatloom/reporters";
import type { SiteFile } from "@threatloom/engine";
import { complain } from "../terminal.js";
import { historyTable } from "./history.js";
import { makeRoom } from "./room.js";

/** What the files of a site are made from. */
export interface Making {
  report: Report;
  options: ReporterOptions;
  /** The commit, and the code around claims, asked for only where it is shown. */
  sources: () => Promise<{ origin: Origin | null; excerpts: readonly Excerpt[] }>;
  /** What rules say of themselves, asked for only where it is shown. */
  rules: () => Promise<Record<string, RuleHelp>>;
  /** The project's folder inside the repository. */
  prefix: string;
  /** Prints a page; ends the command where it cannot. */
  print: (html: string) => Promise<Uint8Array>;
}

/** One file of a site. */
interface Companion {
  name: string;
  /** Only where it is asked for by its format. */
  apart?: true;
  /** Null where there is nothing to show. */
  render: (making: Making) => Promise<SiteFile["data"] | null>;
}

const reporter =
  (id: string) =>
  async ({ report, options }: Making): Promise<string | Uint8Array> =>
    (await loadReporter(id)).render(report, options);

async function page({ report, options, sources }: Making): Promise<string> {
  const { script, style } = await import("@threatloom/page/assets");
  return renderSite(report, { ...options, assets: { script, style }, ...(await sources()) });
}

/** The same page without its script, as paper has it: what is printed stands in it, and nothing can run. */
async function paper({ report, options, sources, print }: Making): Promise<Uint8Array> {
  const { style } = await import("@threatloom/page/assets");
  const { origin } = await sources();
  return print(await renderSite(report, { ...options, origin, assets: { script: "", style } }));
}

/** A picture with very many parts can be more than a library draws: the drawing as SVG is there all the same. */
async function picture(making: Making): Promise<Uint8Array | null> {
  try {
    return (await reporter("png")(making)) as Uint8Array;
  } catch {
    complain("dfd.png: left out, the drawing is too large for a picture of points; dfd.svg has it");
    return null;
  }
}

async function findings({ report, rules, prefix }: Making): Promise<string> {
  return renderFindings(report, { rules: await rules(), prefix });
}

async function coverage({ report }: Making): Promise<SiteFile["data"]> {
  const pieces = [...(await renderCoverage(report, "json"))];
  return () => pieces;
}

/** The model takes most room of all: it is written out when its turn comes, and let go. */
async function model({ report, options }: Making): Promise<SiteFile["data"]> {
  const json = await loadReporter("json");
  return () => [json.render(report, options) as string];
}

/** The files of a site by the format that asks for one alone, in the order in which they are told. */
export const companions = {
  html: { name: "index.html", render: page },
  markdown: { name: "report.md", render: reporter("markdown") },
  json: { name: "model.json", render: model },
  svg: { name: "dfd.svg", render: reporter("svg") },
  png: { name: "dfd.png", render: picture },
  sarif: { name: "findings.sarif", render: findings },
  coverage: { name: "coverage.json", render: coverage },
  history: { name: "history.csv", render: historyTable },
  badge: { name: "badge.svg", render: ({ report }) => renderBadge(report) },
  pdf: { name: "report.pdf", apart: true, render: paper },
} as const satisfies Record<string, Companion>;

/** A format of `report`. */
export type SiteFormat = keyof typeof companions;

/** All formats of `report`. */
export const siteFormats = Object.keys(companions) as readonly SiteFormat[];

/** Those of a whole site: all that need nothing that is not here. */
export const wholeSite = siteFormats.filter((format) => !("apart" in companions[format]));

/** Every name a site may have. */
export const siteNames: readonly string[] = siteFormats.map((format) => companions[format].name);

/** Renders files, one after the other: each may need much memory. */
export async function renderFiles(formats: readonly SiteFormat[], making: Making): Promise<SiteFile[]> {
  const files: SiteFile[] = [];
  for (const format of formats) {
    const { name, render }: Companion = companions[format];
    makeRoom();
    const data = await render(making);
    if (data !== null) files.push({ name, data });
  }
  return files;
}
