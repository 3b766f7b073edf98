import { version, type AffectedComponent, type AffectedFlow, type DiffReport } from "@threatloom/model";

/** Of the diff document: the first number changes when a reader of it has to, the second when something is added. */
const schemaVersion = "1.0";

/** A diff as JSON; docs/schema/diff.schema.json describes it, and `readDiff` reads it back. */
export function render(report: DiffReport): string {
  const { project, folder, before, after, diff, names, diagnostics, submodules } = report;
  const affected = { components: report.affected.components.map(drawn), flows: report.affected.flows.map(flowing) };
  const tool = { name: "threatloom", version };
  const document = {
    schemaVersion,
    tool,
    project,
    folder,
    before,
    after,
    diff,
    affected,
    names,
    diagnostics,
    submodules,
  };
  return `${JSON.stringify(document, withoutPrototype, 2)}\n`;
}

/** What the document says of a component; the part of the model it was picked from may say more. */
function drawn({ key, name, segments, role, boundaries, change, before, after }: AffectedComponent): AffectedComponent {
  return { key, name, segments, role, boundaries, change, before, after };
}

/** What the document says of a flow. */
function flowing({ from, to, label, bidirectional, crosses, change }: AffectedFlow): AffectedFlow {
  return { from, to, label, bidirectional, crosses, change };
}

/** A reader that copies such a key would change the prototype of its object; no part of ours is called so. */
function withoutPrototype(key: string, value: unknown): unknown {
  return key === "__proto__" ? undefined : value;
}
