import { makeShelf, nameOf, type Shelf } from "@threatloom/catalog";
import { keptCatalogs, type Project } from "@threatloom/engine";
import { referenceText } from "@threatloom/model";

const shelves = new WeakMap<Project, Promise<Shelf>>();

/** The catalogues of a project, those it imported in front; read when somebody first asks after its configuration was. */
export function shelfOf(project: Project): Promise<Shelf> {
  let shelf = shelves.get(project);
  if (shelf === undefined) {
    shelf = keptCatalogs(project).then(({ catalogs }) => makeShelf(catalogs));
    shelves.set(project, shelf);
  }
  return shelf;
}

/** Gives references with their names, `CWE-89 (SQL Injection)`; no catalogue is opened where there are none. */
export async function namesFor(project: Project, references: readonly string[]): Promise<(text: string) => string> {
  if (references.length === 0) return (text) => text;
  const shelf = await shelfOf(project);
  return (text) => {
    const name = nameOf(shelf, text);
    return name === null ? text : referenceText({ [text]: name }, text);
  };
}
