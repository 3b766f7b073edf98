import { requirementNumbers } from "@threatloom/catalog";
import {
  componentNamed,
  diagnose,
  nearest,
  type ConfiguredRequirement,
  type Diagnostic,
  type ThreatModel,
} from "@threatloom/model";

function dangling({ location }: ConfiguredRequirement, message: string, near: string | null): Diagnostic {
  const { file, line, column } = location;
  const more = { suggestion: near ?? undefined };
  return {
    file,
    ...diagnose("dangling-reference", { line, column, endLine: line, endColumn: column + 1 }, message, more),
  };
}

/** What the configuration says of components that no annotation speaks of, and of requirements that ASVS does not have. */
export function requirementDiagnostics(model: ThreatModel, configured: readonly ConfiguredRequirement[]): Diagnostic[] {
  const numbers = requirementNumbers();
  const known = new Set(numbers);
  const names = model.components.flatMap(({ name, ids }) => [name, ...ids]);
  return configured.flatMap((one): Diagnostic[] => {
    const { component, number } = one;
    if (componentNamed(model, component) === null) {
      const message = `no annotation speaks of the component "${component}"`;
      return [dangling(one, message, nearest(component, names))];
    }
    if (known.has(number)) return [];
    return [dangling(one, `ASVS 5.0.0 has no requirement ${number}`, nearest(number, numbers))];
  });
}
