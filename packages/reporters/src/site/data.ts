import { version, type Origin, type Report } from "@threatloom/model";
import { verdictOf } from "../view.js";
import type { SiteData, SiteDrawing, SiteModel } from "./types.js";

/** What the page shows of a report. */
export function siteData(report: Report, origin: Origin | null, drawings: readonly SiteDrawing[]): SiteData {
  return {
    version: 1,
    tool: version,
    report: { ...report, model: siteModel(report) },
    verdict: verdictOf(report),
    origin,
    drawings: [...drawings],
    notes: [],
  };
}

function siteModel({ model }: Report): SiteModel {
  const { components, boundaries, threats, controls, data, claims, flows, pairs, facts, sensitivity } = model;
  return { components, boundaries, threats, controls, data, claims, flows, pairs, facts, sensitivity };
}
