import { percent } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { hrefOf } from "../../router.js";
import { squarify, type Tile } from "./squarify.js";
import type { CodeTree } from "./tree.js";

/** The proportion of the map; what is drawn is in percent of it, so that it fits every width. */
const WIDTH = 160;
const HEIGHT = 90;
/** Tiles that are drawn; the smallest of more are left to the table. */
const MOST = 80;

/** A folder as a map: a tile for each folder and file inside, as large as it has functions. */
export function TreeMap({ tree }: { tree: CodeTree }): VNode {
  const shown = tree.children.slice(0, MOST);
  const tiles = squarify(
    shown.map(({ found }) => found),
    { x: 0, y: 0, width: WIDTH, height: HEIGHT },
  );
  return (
    <ul
      class="treemap"
      aria-label={`Folders and files in ${tree.path === "" ? "the project" : tree.path}, by functions`}
    >
      {shown.map((child, at) => (
        <TreeTile key={child.path} tree={child} tile={tiles[at]!} />
      ))}
    </ul>
  );
}

function TreeTile({ tree, tile }: { tree: CodeTree; tile: Tile }): VNode {
  const { name, path, found, covered, byType, children } = tree;
  const part = covered + byType;
  const place = {
    left: `${(tile.x / WIDTH) * 100}%`,
    top: `${(tile.y / HEIGHT) * 100}%`,
    width: `${(tile.width / WIDTH) * 100}%`,
    height: `${(tile.height / HEIGHT) * 100}%`,
  };
  const small = tile.width < 14 || tile.height < 7;
  const href = children.length > 0 ? hrefOf("coverage", path) : hrefOf("functions", null, { q: path });
  const numbers = `${part} of ${found} covered (${percent(part, found)})`;
  return (
    <li class="tile" style={place}>
      <a class={`tile-link tile-${levelOf(part / found)}`} href={href} title={`${path}: ${numbers}`}>
        {small ? (
          <span class="unseen">
            {name}: {numbers}
          </span>
        ) : (
          <>
            <span class="tile-name">{children.length > 0 ? `${name}/` : name}</span>{" "}
            <span class="tile-number">{percent(part, found)}</span>{" "}
            <span class="tile-count">
              {part} of {found} <span class="unseen">covered</span>
            </span>
          </>
        )}
      </a>
    </li>
  );
}

/** Five levels, from nothing covered to everything. */
export function levelOf(share: number): "all" | "few" | "half" | "most" | "none" {
  if (share === 0) return "none";
  if (share === 1) return "all";
  return share < 0.34 ? "few" : share < 0.67 ? "half" : "most";
}
