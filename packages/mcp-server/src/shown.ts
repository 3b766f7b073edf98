import type { Claim, Diagnostic, Flow, LocalDiagnostic, Names, PairStatus } from "@threatloom/model";
import { z } from "zod";

const text = z.string().nullable();
const severity = z.enum(["critical", "high", "medium", "low"]).nullable();

/** The standing of a threat on a component. */
export const statusOutput = z.enum(["exposed", "partial", "accepted", "transferred", "mitigated"]);

/** A claim, as every tool gives it. */
export const claimOutput = z.object({
  kind: z.string(),
  component: text,
  threat: text,
  control: text,
  says: text.describe("How, why or what, in the author's words"),
  severity,
  references: z.array(z.string()),
  open: z.boolean().describe("An exposure that nothing answers"),
  expired: z.boolean().describe("An acceptance past its date"),
  symbol: text.describe("The function or type it stands on; null where it speaks for a module or a whole component"),
  file: z.string(),
  line: z.int(),
});

const MOST_REFERENCES = 10;

/** A claim with names in place of keys. */
export function shownClaim(claim: Claim, names: Names): z.input<typeof claimOutput> {
  const { kind, component, threat, control, data, open, expired, location, symbol } = claim;
  const said = [data && names.data(data), claim.subject, claim.detail, claim.description];
  const says = said.filter((part) => part !== null && part !== "").join(" — ");
  return {
    kind,
    component: component && names.component(component),
    threat: threat && names.threat(threat),
    control: control && names.control(control),
    says: says === "" ? null : says,
    severity: claim.severity,
    references: claim.references.slice(0, MOST_REFERENCES).map(names.reference),
    open,
    expired,
    symbol: symbol && symbol.name,
    file: location.file,
    line: location.line,
  };
}

/** A pair of component and threat. */
export const pairOutput = z.object({
  component: z.string(),
  threat: z.string(),
  status: statusOutput,
  tested: z.boolean(),
  detectable: z.boolean(),
  severity,
});

/** A pair with names in place of keys. */
export function shownPair(pair: PairStatus, names: Names): z.input<typeof pairOutput> {
  const { status, tested, detectable } = pair;
  const { component, threat } = pair;
  return {
    component: names.component(component),
    threat: names.threat(threat),
    status,
    tested,
    detectable,
    severity: pair.severity,
  };
}

/** A data flow. */
export const flowOutput = z.object({
  from: z.string(),
  to: z.string(),
  bidirectional: z.boolean(),
  label: text,
  crosses: z.array(z.string()).describe("Trust boundaries"),
  file: z.string(),
  line: z.int(),
});

/** A flow with names in place of keys. */
export function shownFlow(flow: Flow, names: Names): z.input<typeof flowOutput> {
  const { bidirectional, label, location } = flow;
  return {
    from: names.component(flow.from),
    to: names.component(flow.to),
    bidirectional,
    label,
    crosses: flow.crosses.slice(0, MOST_REFERENCES).map(names.boundary),
    file: location.file,
    line: location.line,
  };
}

/** Something that is wrong with an annotation. */
export const localDiagnosticOutput = z.object({
  severity: z.enum(["error", "warning", "info"]),
  code: z.string().describe("The resource threatloom://reference/annotations/{code} tells more"),
  line: z.int(),
  column: z.int(),
  message: z.string(),
  expected: text,
  suggestion: text,
});

/** Something that is wrong with an annotation or a file. */
export const diagnosticOutput = localDiagnosticOutput.extend({ file: z.string() });

/** A diagnostic of a text that has no file. */
export function shownLocal(diagnostic: LocalDiagnostic): z.input<typeof localDiagnosticOutput> {
  const { code, line, column, message, expected = null, suggestion = null } = diagnostic;
  return { severity: diagnostic.severity, code, line, column, message, expected, suggestion };
}

/** A diagnostic of a file. */
export function shownDiagnostic(diagnostic: Diagnostic): z.input<typeof diagnosticOutput> {
  return { ...shownLocal(diagnostic), file: diagnostic.file };
}
