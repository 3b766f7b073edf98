import type { Location } from "@threatloom/model";
import { place } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { useSite } from "../data/site.js";
import { Soft } from "./soft.js";

/** Where something stands: on the forge where one is known, and to be copied otherwise. */
export function Place({ location }: { location: Pick<Location, "file" | "line"> }): VNode {
  const address = useSite().addressOf(location);
  const text = place({ ...location, column: 1 });
  if (address === null) return <Copyable text={text} />;
  return (
    <a class="place" href={address} rel="noreferrer">
      <Soft text={text} />
    </a>
  );
}

/** A short text with a button that copies it; where the browser forbids that, it is selected instead. */
function Copyable({ text }: { text: string }): VNode {
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current);
    }
  };
  return (
    <span class="place">
      <code ref={shown}>
        <Soft text={text} />
      </code>
      <button type="button" class="copy" aria-label={`Copy ${text}`} onClick={() => void copy()}>
        {copied ? "copied" : "copy"}
      </button>
    </span>
  );
}
