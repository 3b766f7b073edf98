import type { VNode } from "preact";
import { requery, type Route } from "../router.js";
import type { Filter } from "./listing.js";

/** What stands above a table: the search, the filters, how it is grouped, and how many rows are left. */
export function TableBar(props: {
  caption: string;
  route: Route;
  filters: readonly Filter[];
  groupings: readonly { id: string; title: string }[];
  grouped: string;
  shown: number;
  total: number;
}): VNode {
  const { caption, route, filters, groupings, grouped, shown, total } = props;
  const { query } = route;
  const narrowed = ["q", ...filters.map(({ id }) => id)].filter((id) => query[id] !== undefined);
  return (
    <div class="listing-bar" role="search" aria-label={caption}>
      <input
        type="search"
        aria-label={`Search in ${caption.toLowerCase()}`}
        placeholder="Search"
        value={query["q"] ?? ""}
        onInput={(event) => {
          requery(route, { q: event.currentTarget.value });
        }}
      />
      {filters.map((filter) => (
        <Choice key={filter.id} route={route} filter={filter} />
      ))}
      {groupings.length > 0 && (
        <label>
          Group by{" "}
          <select
            value={grouped}
            onChange={(event) => {
              requery(route, { by: event.currentTarget.value });
            }}
          >
            <option value="none">nothing</option>
            {groupings.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
      )}
      {narrowed.length > 0 && (
        <button
          type="button"
          onClick={() => {
            requery(route, Object.fromEntries(narrowed.map((id) => [id, ""])));
          }}
        >
          Clear
        </button>
      )}
      <span class="listing-count" role="status">
        {shown === total ? `${total} in all` : `${shown} of ${total}`}
      </span>
    </div>
  );
}

function Choice({ route, filter: { id, title, choices } }: { route: Route; filter: Filter }): VNode {
  return (
    <label>
      {title}{" "}
      <select
        value={route.query[id] ?? ""}
        onChange={(event) => {
          requery(route, { [id]: event.currentTarget.value });
        }}
      >
        <option value="">all</option>
        {choices.map(([choice, count]) => (
          <option key={choice} value={choice}>
            {choice} ({count})
          </option>
        ))}
      </select>
    </label>
  );
}
