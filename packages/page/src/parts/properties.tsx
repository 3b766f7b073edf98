import type { Fact, Location } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../data/site.js";
import { Place } from "./place.js";
import { Things } from "./thing.js";

const FROM: Readonly<Record<Fact["from"], string>> = {
  code: "said in code",
  configuration: "said in the configuration",
  inferred: "inferred",
};

/** What is known of a thing's properties, and who says so. */
export function Properties({ on, id }: { on: Fact["on"]; id: string }): VNode | null {
  const facts = useSite().find.facts(on, id);
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <div key={fact.property}>
          <dt>{fact.property}</dt>
          <dd>
            <FactValue fact={fact} />{" "}
            <span class="quiet small">
              {FROM[fact.from]}
              {fact.because === null ? "" : ` from ${fact.because}`}
            </span>{" "}
            {fact.location !== null && (
              <span class="small">
                <Place location={fact.location} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FactValue({ fact: { property, value } }: { fact: Fact }): VNode {
  if (typeof value === "string") return <>{value}</>;
  return property === "data" ? <Things kind="data" ids={value} /> : <>{value.join(", ")}</>;
}

/** Where something is defined. */
export function Definitions({ places }: { places: readonly Location[] }): VNode | null {
  if (places.length === 0) return null;
  return (
    <>
      {places.map((place) => (
        <span key={`${place.file}:${place.line}`} class="block">
          <Place location={place} />
        </span>
      ))}
    </>
  );
}
