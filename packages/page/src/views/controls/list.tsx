import type { Claim, Control } from "@threatloom/model";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite } from "../../data/site.js";
import { Table, type Column } from "../../parts/table.js";
import { Thing, Things } from "../../parts/thing.js";
import type { Route } from "../../router.js";

interface Row {
  control: Control;
  threats: readonly string[];
  components: readonly string[];
  mitigations: number;
  tests: number;
}

const columns: Column<Row>[] = [
  {
    id: "name",
    title: "Control",
    value: ({ control }) => control.name,
    cell: ({ control }) => <Thing kind="control" id={control.key} />,
  },
  {
    id: "threats",
    title: "Against",
    value: ({ threats }) => threats.length,
    cell: ({ threats }) => <Things kind="threat" ids={threats} />,
  },
  {
    id: "components",
    title: "On",
    value: ({ components }) => components.length,
    cell: ({ components }) => <Things kind="component" ids={components} />,
  },
  { id: "mitigations", title: "Mitigations", numeric: true, value: ({ mitigations }) => mitigations },
  {
    id: "tests",
    title: "Tests",
    numeric: true,
    value: ({ tests }) => tests,
    choices: ({ tests }) => [tests > 0 ? "tested" : "not tested"],
  },
];

/** All controls: what they stand against, where, and whether somebody tests them. */
export function ControlsView({ route }: { route: Route }): VNode {
  const { report, find } = useSite();
  const rows = useMemo(
    () => report.model.controls.map((control) => rowOf(control, find.claimsOfControl(control.key))),
    [report],
  );
  return (
    <>
      <h1>Controls</h1>
      <Table
        caption="Controls"
        rows={rows}
        columns={columns}
        route={route}
        keyOf={({ control }) => control.key}
        sort="name"
        empty="No control is named in this project."
      />
    </>
  );
}

function rowOf(control: Control, claims: readonly Claim[]): Row {
  const count = (kind: Claim["kind"]): number => claims.filter((claim) => claim.kind === kind).length;
  const each = (field: "component" | "threat"): string[] => [...new Set(claims.flatMap((claim) => claim[field] ?? []))];
  return {
    control,
    threats: each("threat"),
    components: each("component"),
    mitigations: count("mitigation"),
    tests: count("test"),
  };
}
