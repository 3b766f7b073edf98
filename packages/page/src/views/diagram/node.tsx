import type { SiteNode } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { nodeWords } from "./words.js";
import { NodeShape } from "./shapes.js";

const NAME_LINE = 14.5;
const SMALL_LINE = 12.5;

/** How a part of the drawing is shown besides what it is. */
export interface Look {
  dim: boolean;
  selected: boolean;
  /** It touches what is selected. */
  near: boolean;
  /** It is not what the drawing is about, but a neighbour of it. */
  around: boolean;
}

/** The classes of a look. */
export function looks({ dim, selected, near, around }: Look): string {
  return `${dim ? " dim" : ""}${selected ? " selected" : ""}${near ? " near" : ""}${around ? " around" : ""}`;
}

/** A node: a button with its shape and its lines. The canvas takes its clicks. */
export function NodeMark({ node, look }: { node: SiteNode; look: Look }): VNode {
  return (
    <>
      <g
        class={`dia-node dia-${node.status}${looks(look)}`}
        role="button"
        tabindex={0}
        aria-label={nodeWords(node)}
        aria-pressed={look.selected}
        data-node={node.id}
      >
        <NodeShape node={node} />
      </g>
      <NodeText node={node} look={look} />
    </>
  );
}

/** For the eye: the button has it all in its name. */
function NodeText({ node, look }: { node: SiteNode; look: Look }): VNode {
  const { lines, small, x, y, width, height, role } = node;
  const middle = x + width / 2;
  const tall = lines.length * NAME_LINE + small.length * SMALL_LINE;
  const top = y + (height - tall) / 2 + (role === "data-store" ? 4 : 0);
  return (
    <g class={`dia-text${looks(look)}`} aria-hidden="true">
      {lines.map((line, at) => (
        <text key={at} class="dia-name" x={middle} y={top + at * NAME_LINE + 11.2}>
          {line}
        </text>
      ))}
      {small.map((line, at) => (
        <text key={at} class="dia-small" x={middle} y={top + lines.length * NAME_LINE + at * SMALL_LINE + 9.4}>
          {line}
        </text>
      ))}
    </g>
  );
}
