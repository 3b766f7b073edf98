import type { ComponentType } from "preact";
import type { Route } from "../router.js";
import { BoundariesView } from "./boundaries/list.js";
import { BoundaryView } from "./boundaries/detail.js";
import { ClaimView } from "./claims/detail.js";
import { ClaimsView } from "./claims/list.js";
import { ComponentView } from "./components/detail.js";
import { ComponentsView } from "./components/list.js";
import { ControlView } from "./controls/detail.js";
import { ControlsView } from "./controls/list.js";
import { CoverageView } from "./coverage/coverage.js";
import { DataView } from "./data/view.js";
import { DiagnosticsView } from "./diagnostics/list.js";
import { FindingsView } from "./findings/list.js";
import { FlowView } from "./flows/detail.js";
import { FlowsView } from "./flows/list.js";
import { FunctionView } from "./functions/detail.js";
import { FunctionsView } from "./functions/list.js";
import { OverviewView } from "./overview/overview.js";
import { PairView } from "./threats/pair.js";
import { RequirementsView } from "./requirements/list.js";
import { StrideView } from "./stride/list.js";
import { ThreatView } from "./threats/detail.js";
import { ThreatsView } from "./threats/list.js";
import { TrendView } from "./trend/trend.js";

/** A view of the page. */
export interface ViewEntry {
  /** For the browser's title. */
  title: string;
  View: ComponentType<{ route: Route }>;
}

/** A way to a view in the header; `covers` are views below it. */
export interface Tab {
  id: string;
  title: string;
  covers: readonly string[];
}

const views: Readonly<Record<string, ViewEntry>> = {
  "": { title: "Overview", View: OverviewView },
  boundaries: { title: "Trust boundaries", View: BoundariesView },
  boundary: { title: "Trust boundary", View: BoundaryView },
  claim: { title: "Claim", View: ClaimView },
  claims: { title: "Claims", View: ClaimsView },
  component: { title: "Component", View: ComponentView },
  components: { title: "Components", View: ComponentsView },
  control: { title: "Control", View: ControlView },
  controls: { title: "Controls", View: ControlsView },
  coverage: { title: "Coverage", View: CoverageView },
  data: { title: "Data", View: DataView },
  diagnostics: { title: "Diagnostics", View: DiagnosticsView },
  findings: { title: "Findings", View: FindingsView },
  flow: { title: "Flow", View: FlowView },
  flows: { title: "Flows", View: FlowsView },
  function: { title: "Function", View: FunctionView },
  functions: { title: "Functions", View: FunctionsView },
  pair: { title: "Threat on a component", View: PairView },
  requirements: { title: "Requirements", View: RequirementsView },
  stride: { title: "STRIDE", View: StrideView },
  threat: { title: "Threat", View: ThreatView },
  threats: { title: "Threats", View: ThreatsView },
  trend: { title: "Trend", View: TrendView },
};

/** The ways in the header, in their order. */
export const tabs: readonly Tab[] = [
  { id: "", title: "Overview", covers: [] },
  { id: "components", title: "Components", covers: ["component"] },
  { id: "threats", title: "Threats", covers: ["pair", "threat"] },
  { id: "flows", title: "Flows", covers: ["flow"] },
  { id: "data", title: "Data", covers: [] },
  { id: "coverage", title: "Coverage", covers: [] },
  { id: "findings", title: "Findings", covers: [] },
  { id: "claims", title: "Claims", covers: ["claim"] },
];

/** The ways behind "More". */
export const moreTabs: readonly Tab[] = [
  { id: "controls", title: "Controls", covers: ["control"] },
  { id: "boundaries", title: "Boundaries", covers: ["boundary"] },
  { id: "functions", title: "Functions", covers: ["function"] },
  { id: "requirements", title: "Requirements", covers: [] },
  { id: "stride", title: "STRIDE", covers: [] },
  { id: "trend", title: "Trend", covers: [] },
  { id: "diagnostics", title: "Diagnostics", covers: [] },
];

/** The view with an id; the first one for ids that are none. */
export function viewOf(id: string): ViewEntry {
  return (Object.hasOwn(views, id) ? views[id] : undefined) ?? views[""]!;
}
