import { useEffect, useState } from "preact/hooks";

/** What the hash of the address says: `#/component/app%3Aweb?q=sql`. */
export interface Route {
  /** Id of the view; empty for the first one. */
  view: string;
  /** What the view is about; null for a list. */
  id: string | null;
  /** What is searched, sorted and filtered. */
  query: Readonly<Record<string, string>>;
}

/** Reads a hash; whatever is not understood is left out. */
export function routeOf(hash: string): Route {
  const [path, search] = splitOnce(hash.replace(/^#\/?/, ""), "?");
  const [view, id] = splitOnce(path, "/");
  return {
    view: decoded(view),
    id: id === undefined || id === "" ? null : decoded(id),
    query: Object.fromEntries(new URLSearchParams(search ?? "")),
  };
}

/** The address of a view. Empty texts in the query are left out. */
export function hrefOf(view: string, id: string | null = null, query: Route["query"] = {}): string {
  const wanted = Object.entries(query).filter(([, text]) => text !== "");
  const search = new URLSearchParams(wanted).toString();
  const path = id === null ? encodeURIComponent(view) : `${encodeURIComponent(view)}/${encodeURIComponent(id)}`;
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

/** The route of the address, kept up to date. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = (): void => {
      setRoute(routeOf(location.hash));
    };
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("hashchange", follow);
    };
  }, []);
  return route;
}

/** Changes the query of the current view without a step in the history: typing in a search field is no journey. */
export function requery(route: Route, change: Route["query"]): void {
  const address = hrefOf(route.view, route.id, { ...route.query, ...change });
  history.replaceState(null, "", address);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
