import { layoutInWorker, type LiveView } from "@threatloom/engine";
import { emptyAnalysis, type Report, type ThreatModel } from "@threatloom/model";
import { renderSvg } from "@threatloom/reporters";
import { diagramRequest, type Diagram, type DiagramParams } from "../protocol.js";
import type { Workspace } from "../workspace.js";
import type { Feature } from "./feature.js";
import { nearModel, spokenOf } from "./diagram-part.js";

/** Somebody waits, and asks again when the model is another. */
const LAYOUT_LIMIT_MS = 5_000;
/** Most keystrokes change nothing in a picture: the last layouts are kept by what was laid out. */
const LAYOUTS_KEPT = 16;

const layouts = new Map<string, Promise<string | null>>();
const drawn = new WeakMap<LiveView, Map<string | null, Promise<Diagram>>>();

function layout(dot: string, format: "json" | "svg" = "svg"): Promise<string | null> {
  const known = layouts.get(dot);
  if (known !== undefined) return known;
  const made = layoutInWorker(dot, { timeoutMs: LAYOUT_LIMIT_MS, format });
  layouts.set(dot, made);
  const [oldest] = layouts.keys();
  if (layouts.size > LAYOUTS_KEPT) layouts.delete(oldest!);
  return made;
}

/** A model as reporters want it. */
function reportOf(project: string, model: ThreatModel): Report {
  const unasked = { symbols: null, coverage: null, visibility: null, observed: null };
  const files = { listed: 0, annotated: 0, skipped: 0 };
  return { project, model, analysis: emptyAnalysis(), references: {}, diagnostics: [], files, ...unasked };
}

async function draw(view: LiveView, path: string | null, model: ThreatModel): Promise<Diagram> {
  const title = path === null ? view.project.name : `${view.project.name} around ${path}`;
  const { svg } = await renderSvg(reportOf(title, model), { layout });
  return { title, svg };
}

/** The diagram of a project, or of the part of it that one file speaks of; drawn once per view. */
function diagramOf(view: LiveView, path: string | null): Promise<Diagram> | null {
  const known = drawn.get(view) ?? new Map<string | null, Promise<Diagram>>();
  drawn.set(view, known);
  const made = known.get(path);
  if (made !== undefined) return made;
  const model = path === null ? view.model : nearModel(view.model, spokenOf(view, path));
  if (model.components.length === 0) return null;
  const making = draw(view, path, model);
  known.set(path, making);
  return making;
}

async function answer(workspace: Workspace, uri: string | null): Promise<Diagram | null> {
  if (uri !== null) {
    const spot = await workspace.at(uri);
    return spot && diagramOf(spot.view, spot.path);
  }
  const [first] = await workspace.views();
  return first === undefined ? null : diagramOf(first.view, null);
}

/** The data flow diagram around what a document speaks of, for a panel that follows it. */
export const feature: Feature = {
  id: "diagram",
  capabilities: () => ({}),
  register: (server) => {
    const { connection, workspace } = server;
    const handler = server.guarded<DiagramParams, Diagram | null>(({ uri }) => answer(workspace, uri), null);
    connection.onRequest(diagramRequest, handler);
  },
};
