import { namesOf, type Fact, type FactSubject, type ThreatModel } from "@threatloom/model";

/** What is known of the properties of one thing, and who says so, as label and text in the order of the table. */
export function factLines(model: ThreatModel, on: FactSubject, key: string): [string, string][] {
  const names = namesOf(model);
  return model.facts
    .filter((fact) => fact.on === on && fact.key === key)
    .map((fact) => [fact.property, `${valueText(fact, names.data)} (${sourceText(fact)})`]);
}

function valueText({ property, value }: Fact, nameOf: (key: string) => string): string {
  if (typeof value === "string") return value;
  return value.map((text) => (property === "data" ? nameOf(text) : text)).join(", ");
}

function sourceText({ from, because, location }: Fact): string {
  if (from === "inferred") return `inferred from ${because ?? ""}`;
  return location === null ? from : `${location.file}:${location.line}`;
}
