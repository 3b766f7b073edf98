import { ruleFunctions, ruleTypes, type Words } from "@threatloom/analysis";
import { ruleKeys, type RuleKey } from "@threatloom/engine";

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** The rules that the guide shows; a test runs them. */
export const examples = `rules:
  - id: admin-without-owner
    title: A component with a tier of its own that nobody owns
    on: component
    when: has(component.properties.tier) && component.owners.size() == 0
    message: "{component.name} is of tier {component.properties.tier}, and nobody owns it"
    severity: low
    why: Nobody is asked when it breaks, and nobody mends it.
    fix: Name the team with \`@owns\`.

  - id: internet-without-limits
    title: An entry from the internet without limits
    on: component
    when: >-
      component.facts["internet-facing"] == "yes" &&
      component.facts["rate-limits"] != "yes" &&
      component.incoming.exists(f, f.crosses)
    message: "{component.name} takes any number of requests from the internet"
    severity: high
    confidence: medium
    stride: [D]
    cwe: [770]
    asvs: ["2.4.1"]
    threats: [denial of service, flooding]
    why: One caller can keep all others out.
    fix: "Limit what one caller may ask, and say \`rate-limits: yes\`."
    falsePositives: A gateway in front may limit requests; say so of the component, too.

  - id: cards-stay-inside
    title: Card data that crosses a boundary
    on: flow
    when: flow.crosses && flow.data.exists(d, d.startsWith("Card"))
    message: "{flow.data} leaves {flow.from.name} across {flow.boundaries}"
    severity: critical
    stride: [I]
    why: We promised that card data stays where it is.
    fix: Send a token instead.

  - id: acceptance-without-date
    title: An acceptance without an end
    on: claim
    when: claim.kind == "acceptance" && (claim.expires == "" || claim.expires > "2030")
    message: "the acceptance of {claim.threat} on {claim.component} holds for too long"
    severity: low
    why: What was right then need not be right now.
    fix: Give it a property \`expires\`.
`;

/** What docs/rules-of-your-own.md says, with its tables. */
export function ownRulesPage(): string {
  return `${introduction}

${keyTable()}

## What conditions can speak of

The variable is named after \`on\`, and besides it there is \`today\`, a text such as \`2026-01-31\`. Dates are texts, and
compare as such.

${Object.entries(ruleTypes)
  .map(([name, words]) => fieldTable(name, words))
  .join("\n\n")}

Facts are asked for by the names of [properties](properties.md), as \`component.facts["internet-facing"]\`: flags are the
texts \`yes\`, \`no\` and \`unknown\`, lists are lists of texts, all others texts.

## Functions

${code(ruleFunctions)}, the operators of CEL, \`in\` and \`? :\`. Of \`all\`, \`exists\`, \`filter\` and \`map\` two may stand
inside each other, and they go through lists of the model only. Regular expressions are not offered: they can take for ever.

${bounds}
`;
}

function keyTable(): string {
  const lines = (Object.entries(ruleKeys) as [string, RuleKey][]).map(([name, key]) => {
    const { about, required } = key;
    const values = "oneOf" in key ? ` One${key.kind === "words" ? " or several" : ""} of ${code(key.oneOf)}.` : "";
    return `| \`${name}\` | ${required === true ? "yes" : ""} | ${about}${values} |`;
  });
  return ["| key | needed | meaning |", "|---|---|---|", ...lines].join("\n");
}

function fieldTable(name: string, words: Words): string {
  const lines = Object.entries(words).map(([field, { type, meaning, values = [] }]) => {
    const said = values.filter((value) => value !== "");
    return `| \`${field}\` | \`${type}\` | ${meaning}${said.length > 0 ? ` One of ${code(said)}.` : ""} |`;
  });
  return [`### ${name}`, "", "| field | type | meaning |", "|---|---|---|", ...lines].join("\n");
}

const introduction = `# Rules of your own

A project can have rules besides those of the tool: what the company asks for, what an audit found, what only you know.
They stand in \`.threatloom/rules/*.yaml\`, one rule or a list of \`rules\` in each file, and are run with the others
wherever findings are shown. \`threatloom explain ID\` prints one. The
[JSON Schema](schema/threatloom-rules.schema.json) is for editors.

\`\`\`yaml
${examples}\`\`\`

The condition \`when\` is written in [CEL](https://cel.dev), the Common Expression Language: it is asked of every
component, flow, data asset, boundary or claim, and where it is true the rule speaks. In \`message\`, the path of a field in
braces is filled in; \`{{\` and \`}}\` stand for braces.

Files are checked before anything is read or written: unknown keys, fields and functions, values that a property cannot
have, and texts compared with numbers are errors with their line and column, and end the command with exit code 2.

## What nobody said

A property that nobody said is the text \`unknown\`, never \`no\`; a list that nobody said is empty. So \`== "no"\` is true
only where somebody says no, and \`!= "yes"\` also where nobody says anything. A finding lists every property that its
condition looked at and nobody said, and its confidence is then low, whatever the rule states: it is a question more than
an answer.

Claims answer findings of your rules as they answer those of the tool: one about a threat with the id or title of the rule,
with one of its names under \`threats\`, or with the same CWE or CAPEC id, on the same component (of a flow, on either end).
Rules about claims, data and boundaries alone are answered by nobody.

A condition that asks for what is not there, as \`component.properties.tier\` where a component has none, gives the warning
\`rule-failed\` with the first place, and says nothing there; ask with \`has(component.properties.tier)\` first.

## Keys`;

const bounds = `## Bounds

Rules come with the repository, so what they may cost is bounded: 100 files of 256 KB, 200 rules, conditions of 2000
characters and 300 parts, 1000 findings of one rule. Texts of the model are cut to 1000 characters. What a rule looks at is
counted; one that goes through too much (as all pairs of 5000 flows) gives up with the warning \`rule-failed\` and says
nothing at all.`;
