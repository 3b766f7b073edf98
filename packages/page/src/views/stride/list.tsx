import { strideNames, type StrideElement, type StrideLetter } from "@threatloom/model";
import { cellOf, LETTERS, NOTHING, STANDINGS, threatsOf, type Standing } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite } from "../../data/site.js";
import { Soft } from "../../parts/soft.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import { hrefOf, type Route } from "../../router.js";

const ORDER = Object.keys(STANDINGS) as Standing[];

function rankOf(element: StrideElement, letter: StrideLetter): number {
  const { standing, applies } = cellOf(element, letter);
  return standing === null ? ORDER.length + (applies ? 0 : 1) : ORDER.indexOf(standing);
}

/** A cell: the worst standing as a sign with its number; spelled out for those who cannot see it. */
function Cell({ element, letter }: { element: StrideElement; letter: StrideLetter }): VNode | null {
  const { standing, count, applies } = cellOf(element, letter);
  if (standing === null) {
    return applies ? (
      <span class="quiet">
        <span aria-hidden="true">{NOTHING}</span>
        <span class="unseen">nothing known</span>
      </span>
    ) : null;
  }
  const [sign, meaning] = STANDINGS[standing];
  return (
    <span class={`stride stride-${standing}`} title={`${meaning}: ${count}`}>
      <span aria-hidden="true">{sign}</span>
      <span class="unseen">{meaning}</span> {count > 1 ? count : ""}
    </span>
  );
}

const columns: Column<StrideElement>[] = [
  {
    id: "name",
    title: "Element",
    value: ({ name }) => name,
    cell: ({ kind, key, name }) => (
      <a href={hrefOf(kind, key)}>
        <Soft text={name} />
      </a>
    ),
  },
  { id: "type", title: "Type", value: ({ type }) => type, choices: ({ type }) => [type] },
  ...LETTERS.map((letter) => ({
    id: letter,
    title: strideNames[letter],
    value: (element: StrideElement) => cellOf(element, letter).standing ?? "",
    rank: (element: StrideElement) => rankOf(element, letter),
    cell: (element: StrideElement) => <Cell element={element} letter={letter} />,
  })),
  {
    id: "threats",
    title: "Threats known",
    value: ({ entries }) =>
      threatsOf(entries)
        .filter(({ status }) => status !== "possible")
        .map(({ title, status }) => `${title} (${status})`)
        .join("; "),
    choices: ({ entries }) => [...new Set(entries.map(({ status }) => status))],
  },
];

const groupings: Grouping<StrideElement>[] = [
  { id: "type", title: "type", of: ({ type }) => [type], order: [] },
  { id: "kind", title: "kind", of: ({ kind }) => [kind], order: [] },
];

/** What threatens each element of the diagram, by the letters of STRIDE. */
export function StrideView({ route }: { route: Route }): VNode {
  const { elements, others } = useSite().report.analysis.stride;
  const rows = useMemo(
    () => elements.filter(({ kind, entries }) => kind === "component" || entries.length > 0),
    [elements],
  );
  return (
    <>
      <h1>STRIDE</h1>
      <p class="quiet legend">
        {ORDER.map((standing) => (
          <span key={standing}>
            <span class={`stride stride-${standing}`} aria-hidden="true">
              {STANDINGS[standing][0]}
            </span>{" "}
            {STANDINGS[standing][1]}
          </span>
        ))}
        <span>{NOTHING} nothing known</span>
      </p>
      <Table
        caption="Elements by STRIDE"
        rows={rows}
        columns={columns}
        groupings={groupings}
        route={route}
        keyOf={({ kind, key }) => `${kind} ${key}`}
        empty="There is nothing to look at yet."
      />
      {others.length > 0 && (
        <>
          <h2>Without a place in the table</h2>
          <ul>
            {others.map(({ title, status, name }, at) => (
              <li key={at}>
                {title} <span class="quiet">({[status, name].filter((part) => part !== null).join(", ")})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
