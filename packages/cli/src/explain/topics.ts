import { RISK_GRADES, type Config } from "@threatloom/model";

const CELL = 10;

function matrixLines({ settings }: Config): string[] {
  const grades = Array.from({ length: RISK_GRADES }, (_, at) => String(at + 1).padEnd(CELL));
  const rows = settings.risk.matrix.map(
    (row, at) => `  likelihood ${at + 1}  ${row.map((level) => level.padEnd(CELL)).join("")}`,
  );
  return [`  impact        ${grades.join("")}`, ...rows].map((line) => line.trimEnd());
}

function risk(config: Config): string {
  return `risk
How open threats are ranked, in reports, in JSON and by stride.

What is ranked: every pair of component and threat that is exposed or partial, and every threat that a rule of STRIDE,
of data or of the project finds and no claim answers. A finding that a claim answers is ranked with its pair, once.

How likely and how bad, each from 1 to ${RISK_GRADES}; the first of these that there is:
  stated    \`likelihood:\` and \`impact:\` below an exposure or its threat: 1 to 5, or low (2), medium (3), high (4),
            critical (5). The exposure counts before the threat.
  dread     \`dread:\` there: damage, reproducibility, exploitability, affected users, discoverability, each 0 to 10.
            Damage and affected users make the impact, the other three the likelihood, their mean the score.
  severity  the severity makes the impact: low 2, medium 3, high 4, critical 5; medium where nobody said one. The
            likelihood is 4 for what people wrote and what rules are sure of, 3 and 2 for rules that are less sure, and 5
            for what is confirmed. Where one of likelihood and impact was written, it counts.
What cannot be read counts as not said.

The level comes from the matrix of the project (\`risk.matrix\` in threatloom.yaml):

${matrixLines(config).join("\n")}

The order: first all that rests on nothing unknown. Then by level; by score, which is likelihood x impact / 2.5, or the
mean of DREAD; confirmed before others; exposed before partial before what only rules say; then by name.

More: docs/stride.md
`;
}

/** What is explained although it is no code, rule or verb: by name, under the configuration of the project around. */
export const topics: Readonly<Record<string, (config: Config) => string>> = { risk };
