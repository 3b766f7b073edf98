import { percent } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite } from "../../data/site.js";
import { Bar } from "../../parts/meter.js";
import { Table, type Column } from "../../parts/table.js";
import { Thing } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";
import { TreeMap } from "./treemap.js";
import { treeAt, treeOf, wayTo, type CodeTree } from "./tree.js";

const LEVELS = [
  ["none", "none"],
  ["few", "up to a third"],
  ["half", "up to two thirds"],
  ["most", "most"],
  ["all", "all"],
] as const;

const columns: Column<CodeTree>[] = [
  {
    id: "name",
    title: "Folder or file",
    value: ({ path }) => path,
    cell: ({ name, path, children }) =>
      children.length > 0 ? (
        <a href={hrefOf("coverage", path)}>{name}/</a>
      ) : (
        <a href={hrefOf("functions", null, { q: path })}>{name}</a>
      ),
  },
  {
    id: "share",
    title: "Covered",
    value: ({ covered, byType, found }) => percent(covered + byType, found),
    rank: ({ covered, byType, found }) => (covered + byType) / found,
    cell: ({ covered, byType, found }) => (
      <span class="share">
        <Bar share={(covered + byType) / found} />
        {percent(covered + byType, found)}
      </span>
    ),
  },
  { id: "found", title: "Functions", numeric: true, value: ({ found }) => found },
  { id: "covered", title: "By own claims", numeric: true, value: ({ covered }) => covered },
  { id: "byType", title: "By type", numeric: true, value: ({ byType }) => byType },
  { id: "tested", title: "Tested", numeric: true, value: ({ tested }) => tested },
];

/** How much of the code is spoken for, by folder, as a map and as a table; and by component and owner. */
export function CoverageView({ route }: { route: Route }): VNode {
  const { coverage } = useSite().report;
  const root = useMemo(() => treeOf(coverage?.list ?? []), [coverage]);
  const tree = treeAt(root, route.id ?? "");
  if (coverage === null || root.found === 0) {
    return (
      <>
        <h1>Coverage</h1>
        <p class="nothing">Coverage was not counted, or there are no functions.</p>
      </>
    );
  }
  return (
    <>
      <h1>Coverage</h1>
      <Way way={wayTo(root, tree.path)} />
      <p class="quiet">
        {tree.covered + tree.byType} of {tree.found} functions covered (
        {percent(tree.covered + tree.byType, tree.found)}
        ), {tree.byType} of them by their type; {tree.tested} tested.
      </p>
      <TreeMap tree={tree} />
      <p class="legend quiet" aria-label="Covered functions">
        {LEVELS.map(([level, title]) => (
          <span key={level}>
            <span class={`swatch tile-${level}`} aria-hidden="true" /> {title}
          </span>
        ))}
      </p>
      <Table
        caption="Folders and files"
        rows={tree.children}
        columns={columns}
        route={route}
        keyOf={({ path }) => path}
      />
      <Groups />
    </>
  );
}

function Way({ way }: { way: readonly CodeTree[] }): VNode {
  return (
    <nav class="way" aria-label="Folders">
      {way.map(({ name, path }, at) => (
        <span key={path}>
          {at > 0 && <span class="quiet"> / </span>}
          {at === way.length - 1 ? (
            <span aria-current="page">{path === "" ? "all folders" : name}</span>
          ) : (
            <a href={hrefOf("coverage", path === "" ? null : path)}>{path === "" ? "all folders" : name}</a>
          )}
        </span>
      ))}
    </nav>
  );
}

/** Coverage by owner and by component. */
function Groups(): VNode | null {
  const { coverage } = useSite().report;
  if (coverage === null) return null;
  const owners = coverage.owners.map((row) => ({ ...row, key: row.owner, name: row.owner, component: null }));
  const components = coverage.components.map((row) => ({ ...row, key: row.component, name: row.component }));
  return (
    <>
      {[
        { title: "By owner", rows: owners },
        { title: "By component", rows: components },
      ].map(
        ({ title, rows }) =>
          rows.length > 0 && (
            <details key={title}>
              <summary>
                {title} ({rows.length})
              </summary>
              <table>
                <caption class="unseen">{title}</caption>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col" class="numeric">
                      Functions with claims
                    </th>
                    <th scope="col" class="numeric">
                      Tested
                    </th>
                    <th scope="col" class="numeric">
                      Open threats
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, 500).map(({ key, name, component, functions, threats }) => (
                    <tr key={key}>
                      <td>{component === null ? name : <Thing kind="component" id={component} />}</td>
                      <td class="numeric">{functions.found}</td>
                      <td class="numeric">{functions.tested}</td>
                      <td class="numeric">
                        {threats.open} of {threats.total}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          ),
      )}
    </>
  );
}
