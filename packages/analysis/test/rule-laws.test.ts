import { expect, test } from "@jest/globals";
import { builtInRules, contextOf, runRules } from "@threatloom/analysis";
import { defaultSettings } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";

const today = "2026-01-01";

const component = fc.constantFrom("A:Web", "A:Store", "B:Queue", "B:Log", "C:Partner", "Person");
const threat = fc.constantFrom("#sqli", "flooding", "data theft", "floodings");
const data = fc.constantFrom("#pan", "#password", "#notes", "#person", "Remarks");
const answer = fc.constantFrom("yes", "no", "unknown");
const flag = fc.constantFrom(
  ...["isolated", "encrypts-at-rest", "stores-logs", "third-party", "internet-facing", "multi-tenant"],
);
const onFlow = fc.constantFrom("encrypted", "integrity-protected", "public-network", "logged");

const role = fc.constantFrom("process", "data-store", "external-entity");

/** Any line of a model, with whatever is said below it. */
const line = fc.oneof(
  fc.tuple(component, role, flag, answer).map(([c, r, f, a]) => `@component ${c} as ${r}:\n  ${f}: ${a}`),
  fc
    .tuple(component, component, data, onFlow, answer)
    .map(([from, to, d, f, a]) => `@connects ${from} to ${to} with ${f}:\n  data: ["${d}"]\n  ${f}: ${a}`),
  fc.tuple(component, data).map(([c, d]) => `@handles ${d} on ${c}`),
  fc.tuple(component, threat).map(([c, t]) => `@mitigates ${c} against ${t} with a control`),
  fc.tuple(component, threat).map(([c, t]) => `@accepts ${t} to ${c} with a reason:\n  expires: 2026-01-15`),
  fc.tuple(component, component, threat).map(([a, b, t]) => `@transfers ${t} from ${a} to ${b} with a contract`),
  fc.tuple(component, threat).map(([c, t]) => `@detects ${t} on ${c} with a sensor`),
  fc.tuple(component).map(([c]) => `@owns A Team for ${c}`),
  fc
    .tuple(component, answer)
    .map(([c, a]) => `@boundary Yard contains ${c}:\n  trust: ${a === "yes" ? "trusted" : "untrusted"}`),
);

const DEFINED = `@actor Person
@threat SQL injection (#sqli) [critical]
@threat Flooding (#flood)
@control A control (#k)
@data Card number (#pan) as pci
@data Password (#password) as credentials
@data Notes (#notes) as public
@data Person record (#person) as pii
`;

test("rules about data and the model never throw, rest on two unknown things at most, and speak in one line", async () => {
  const rules = (await builtInRules()).filter(({ meta }) => meta.group === "data" || meta.group === "hygiene");
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 14 }), async (lines) => {
      const { model } = await modelOf({ "m.threatspec": `${DEFINED}${lines.join("\n\n")}\n` }, today);
      const find = () => runRules(rules, model, contextOf(model, { today, settings: defaultSettings }));
      const { findings, answered } = find();
      const all = [...findings, ...answered];
      for (const { message, unknown } of all) {
        expect(unknown.length).toBeLessThanOrEqual(2);
        expect(message).toMatch(/^[^\n]{10,300}$/);
      }
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      const said = all.map(({ rule, message, location }) => `${rule}: ${message} ${location?.line}`);
      expect(said.filter((one, index) => said.indexOf(one) < index)).toEqual([]);
      expect(find()).toEqual({ findings, answered });
    }),
    { numRuns: 150 },
  );
});
