export { checkFormats, checkSchema, renderCheck, type CheckFormat } from "./check/registry.js";
export { checkSummary } from "./check/summary.js";
export type { CheckOptions, RuleHelp } from "./check/types.js";
export type { RenderedSvg } from "./dfd/layout.js";
export type { DrawingSummary } from "./dfd/types.js";
export { driftFormats, driftSchema, renderDrift, type DriftFormat } from "./drift/registry.js";
export type { DriftView } from "./drift/types.js";
export { renderDiagnostics, type DiagnosticsOptions } from "./diagnostics.js";
export type { FindingsOptions } from "./findings/findings.js";
export { flowFormats, flowsSchema, renderFlows, type FlowFormat, type FlowOptions } from "./flows/registry.js";
export { historyFormats, historySchema, renderHistory, type HistoryFormat } from "./history/registry.js";
export type { HistoryView } from "./history/types.js";
export { issueFormats, renderIssues, type IssueFormat, type RenderedIssues } from "./issues/registry.js";
export type { IssueOptions } from "./issues/types.js";
export {
  loadReporter,
  outputSchema,
  renderBadge,
  renderCoverage,
  renderCritical,
  renderFindings,
  renderSvg,
  reporterIds,
  type CoverageFormat,
  type ReporterId,
} from "./registry.js";
export { renderStride, strideFormats, strideSchema, type StrideFormat, type StrideOptions } from "./stride/registry.js";
export { escapeCommands, oneLine, visible } from "./escape.js";
export {
  renderRequirements,
  requirementFormats,
  requirementsSchema,
  type RequirementFormat,
} from "./requirements/registry.js";
export type { RequirementOptions } from "./requirements/types.js";
export { renderSite } from "./site/registry.js";
export type { PageAssets } from "./site/types.js";
export { renderSequence } from "./sequence/sequence.js";
export type { SequenceSelection } from "./sequence/select.js";
export * from "./review/index.js";
export type { TemplateProblem } from "./template/check.js";
export type { TemplateContext } from "./template/context.js";
export { renderTemplate } from "./template/registry.js";
export type { Rendered, TemplateSource } from "./template/render.js";
export { renderVisibility, visibilityFormats, visibilitySchema, type VisibilityFormat } from "./visibility/registry.js";
export type { VisibilityView } from "./visibility/types.js";
