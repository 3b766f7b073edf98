import { makeShelf, nameOf } from "@threatloom/catalog";
import { strideNames, type RuleMeta } from "@threatloom/model";

/** What a rule says of itself besides its texts, as label and text: what `explain` and the page of the rule show. */
export function ruleFacts(meta: RuleMeta): [string, string][] {
  const named = nameIds();
  const { severity, confidence, stride, cwe, capec, attack, asvs, threats } = meta;
  const rows: [string, string[]][] = [
    ["severity", [severity]],
    ["confidence", [confidence]],
    ["STRIDE", stride.map((letter) => strideNames[letter])],
    ["CWE", cwe.map((number) => named(`CWE-${number}`))],
    ["CAPEC", capec.map((number) => named(`CAPEC-${number}`))],
    ["ATT&CK", attack.map(named)],
    ["ASVS 5.0", asvs.map((id) => named(`v5.0.0-${id}`))],
    ["answered by claims about", [...threats]],
  ];
  return rows.filter(([, list]) => list.length > 0).map(([label, list]) => [label, list.join(", ")]);
}

function nameIds(): (id: string) => string {
  const shelf = makeShelf([]);
  return (id) => {
    const name = nameOf(shelf, id);
    return name === null ? id : `${id} ${name}`;
  };
}
