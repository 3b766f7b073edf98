import { levelWords } from "@threatloom/reporters/view";
import { adviceWords, doneShare, driftCount, driftReach, historyWords, restWords } from "@threatloom/reporters/words";
import type { ComponentChildren, VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Facts, Panel } from "../../parts/panel.js";
import { Place } from "../../parts/place.js";
import { ClaimSentence } from "../../parts/sentence.js";
import { hrefOf } from "../../router.js";

/** Claims that are told of before the rest is only counted. */
const MOST_DRIFT = 8;

/** What else the report knows: findings, requirements, diagnostics, flows, and claims that may no longer hold. */
export function MorePanel(): VNode {
  const { report, data } = useSite();
  const { requirements } = report.analysis;
  const problems = levelWords(data.verdict.diagnostics);
  const facts: [string, ComponentChildren][] = [
    ["Findings", <FindingSummary />],
    [
      "Requirements",
      requirements.overall.total === 0 ? null : (
        <>
          <a href={hrefOf("requirements")}>{doneShare(requirements.overall)} done</a>{" "}
          <span class="quiet">{restWords(requirements.overall)}</span>
        </>
      ),
    ],
    ["Diagnostics", problems === "" ? null : <a href={hrefOf("diagnostics")}>{problems}</a>],
    ["Calls", <FlowSummary />],
  ];
  return (
    <Panel title="Also">
      <Facts list={facts} />
      <Drift />
    </Panel>
  );
}

function FindingSummary(): VNode {
  const { findings } = useSite().report.analysis;
  const sure = findings.filter(({ unknown }) => unknown.length === 0).length;
  return (
    <>
      <a href={hrefOf("findings", null, { sure: "sure" })}>{sure} sure</a>,{" "}
      <a href={hrefOf("findings", null, { sure: "question" })}>{findings.length - sure} questions</a>
    </>
  );
}

function FlowSummary(): VNode | null {
  const { observed } = useSite().report;
  if (observed === null) return null;
  const undeclared = observed.flows.filter(({ declared }) => declared.length === 0).length;
  const around = observed.bypasses.length;
  return (
    <>
      <a href={hrefOf("flows", null, { seen: "observed" })}>{undeclared} flows observed and not declared</a>
      {around > 0 && <span class="quiet">, {around} around a mitigation</span>}
    </>
  );
}

/** The claims that may no longer hold. */
function Drift(): VNode | null {
  const drift = useSite().report.drift ?? null;
  if (drift === null) return null;
  const left = drift.items.length - MOST_DRIFT;
  return (
    <>
      <h3>Drift: {driftCount(drift)}</h3>
      <p class="quiet small">{sentence(driftReach(drift.history))}</p>
      <ul class="drift">
        {drift.items.slice(0, MOST_DRIFT).map((item) => (
          <li key={`${item.kind} ${item.claim.id}`}>
            <p>
              <ClaimSentence claim={item.claim} />
            </p>
            <p class="small">
              <Place location={item.claim.location} /> · {historyWords(item, (text) => text)}
            </p>
            <p class="quiet small">{adviceWords(item)}</p>
          </li>
        ))}
      </ul>
      {left > 0 && <p class="quiet">And {left} more.</p>}
    </>
  );
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
