import { coverage } from "@threatloom/analysis";
import type { Change, ModelDiff, ModelState } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";

/** Texts read as one side of a comparison; throws where they are broken, so that no test passes by accident. */
export async function stateOf(files: Readonly<Record<string, string>>, today?: string): Promise<ModelState> {
  const { model, records, diagnostics } = await modelOf(files, today);
  const broken = diagnostics.find(({ severity }) => severity === "error");
  if (broken) throw new Error(`${broken.file}:${broken.line}: ${broken.message}`);
  return { model, records, coverage: coverage(model, records) };
}

/** Every entry of a diff in a few words: `+`, `-`, `~` (with the fields) and `>` for what moved. */
export function summary(diff: ModelDiff): string[] {
  const marks = { added: "+", removed: "-", changed: "~", moved: ">" };
  const lines = <T>(kind: string, changes: readonly Change<T>[], text: (item: T) => string): string[] =>
    changes.map(({ change, before, after, fields }) => {
      const said = fields.map((f) => ` ${f.field}(${f.before ?? "–"} → ${f.after ?? "–"})`).join("");
      return `${marks[change]} ${kind} ${text((after ?? before)!)}${said}`;
    });
  const key = (item: { key: string }): string => item.key;
  return [
    ...lines("component", diff.components, key),
    ...lines("boundary", diff.boundaries, key),
    ...lines("threat", diff.threats, key),
    ...lines("control", diff.controls, key),
    ...lines("data", diff.data, key),
    ...lines("flow", diff.flows, ({ from, to }) => `${from} → ${to}`),
    ...lines("claim", diff.claims, ({ kind, component, threat }) => `${kind} ${component}/${threat}`),
    ...diff.statuses.map(
      ({ component, threat, before, after, direction, tested }) =>
        `status ${component}/${threat} ${before} → ${after} ${direction}${tested.before === tested.after ? "" : ` tested ${tested.after}`}`,
    ),
    ...diff.code.map(({ symbol, claims }) => `code ${symbol.name} ${claims.map(({ kind }) => kind).join(",")}`),
    ...(diff.coverage?.uncovered ?? []).map(({ file, name }) => `uncovered ${file} ${name}`),
    ...(diff.coverage?.added ?? []).map(({ file, name }) => `new ${file} ${name}`),
  ];
}
