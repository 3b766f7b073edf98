import { percent } from "@threatloom/reporters/view";
import type { VNode } from "preact";

/** How much of a whole something is: in words and as a bar. */
export function Meter({
  label,
  part,
  whole,
  href,
}: {
  label: string;
  part: number;
  whole: number;
  href?: string;
}): VNode {
  return (
    <div class="meter">
      <span class="meter-label">{href === undefined ? label : <a href={href}>{label}</a>}</span>
      <span class="meter-number">
        <strong>{percent(part, whole)}</strong> {part} of {whole}
      </span>
      <Bar share={whole === 0 ? 0 : part / whole} />
    </div>
  );
}

/** A bar that is filled in part; what it says stands beside it in words. */
export function Bar({ share, tone = "plain" }: { share: number; tone?: string }): VNode {
  return (
    <span class={`bar bar-${tone}`} aria-hidden="true">
      <span style={{ width: `${Math.max(share > 0 ? 1 : 0, share * 100)}%` }} />
    </span>
  );
}
