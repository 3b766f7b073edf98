import type { Claim, Location } from "@threatloom/model";
import type { SiteCode } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useSite } from "../../data/site.js";

/** Lines shown before and after the one a claim stands on. */
const AROUND = 2;

/** `file:line`, as a link to the forge where one is known. */
export function Place({ at }: { at: Pick<Location, "file" | "line"> }): VNode {
  const address = useSite().addressOf(at);
  const text = `${at.file}:${at.line}`;
  return address === null ? (
    <code class="dia-place">{text}</code>
  ) : (
    <a class="dia-place" href={address} rel="noreferrer">
      <code>{text}</code>
    </a>
  );
}

/** A claim: its kind, what it says, where; and the code around it when it is asked for. */
export function ClaimLine({ claim }: { claim: Claim }): VNode {
  const { names } = useSite();
  const control = claim.control === null ? null : names.control(claim.control);
  const target = claim.target === null ? null : `to ${names.component(claim.target)}`;
  const said = [control, target, claim.detail ?? claim.description].filter((text) => text !== null).join(": ");
  const state = claim.open ? "open" : claim.expired ? `expired ${claim.expires ?? ""}` : "";
  return (
    <li class="dia-claim">
      <p>
        <span class="dia-kind">{claim.kind}</span> {state !== "" && <span class="dia-state">{state}</span>} {said}
      </p>
      <Place at={claim.location} />
      <CodeAround at={claim.location} />
    </li>
  );
}

/** The lines around a place, unpacked when somebody opens them. */
function CodeAround({ at }: { at: Location }): VNode {
  const { code } = useSite();
  const [lines, setLines] = useState<readonly NumberedLine[] | null>(null);
  return (
    <details
      class="dia-code"
      onToggle={(event) => {
        if (event.currentTarget.open && lines === null)
          void code().then((excerpts) => {
            setLines(linesAround(excerpts, at));
          });
      }}
    >
      <summary>Code</summary>
      {lines !== null && (
        <pre tabIndex={0} role="region" aria-label={`Code at ${at.file}:${at.line}`}>
          {lines.length === 0
            ? "The code is not part of this page."
            : lines.map(({ number, text }) => (
                <span key={number} class={number === at.line ? "here" : undefined}>
                  <span class="dia-number">{number}</span> {text}
                  {"\n"}
                </span>
              ))}
        </pre>
      )}
    </details>
  );
}

interface NumberedLine {
  number: number;
  text: string;
}

function linesAround(excerpts: SiteCode, { file, line }: Location): NumberedLine[] {
  const around = excerpts.find((one) => one.file === file && one.line <= line && line < one.line + one.lines.length);
  if (around === undefined) return [];
  const first = Math.max(0, line - AROUND - around.line);
  const lines = around.lines.slice(first, line - around.line + AROUND + 1);
  return lines.map((text, at) => ({ number: around.line + first + at, text }));
}
