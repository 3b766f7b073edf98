import type { VNode } from "preact";
import { requery, type Route } from "../../router.js";
import { filterNames, type Choice, type FilterName, type Filters } from "./filters.js";

const TITLES: Readonly<Record<FilterName, string>> = {
  boundary: "Boundary",
  status: "Status",
  severity: "Severity",
  threat: "Threat",
  data: "Data",
  owner: "Owner",
  flows: "Flows",
};

/** One list for each filter there is something to choose for; a choice goes into the address. */
export function FilterBar({
  route,
  filters,
  choices,
}: {
  route: Route;
  filters: Filters;
  choices: Readonly<Record<FilterName, readonly Choice[]>>;
}): VNode {
  return (
    <div class="dia-filters" id="dia-filters">
      {filterNames
        .filter((name) => choices[name].length > 0)
        .map((name) => (
          <label key={name}>
            {TITLES[name]}
            <select
              value={filters[name]}
              onChange={(event) => {
                requery(route, { [name]: event.currentTarget.value });
              }}
            >
              <option value="">any</option>
              {choices[name].map(({ value, title }) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        ))}
      <button
        type="button"
        onClick={() => {
          requery(route, Object.fromEntries(filterNames.map((name) => [name, ""])));
        }}
      >
        Clear
      </button>
    </div>
  );
}
