/** What a definition file is, by its name; null for all other files. */
export function definitionKind(path: string): "logs" | "scenario" | null {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const stem = /^(.*)\.ya?ml$/s.exec(name)?.[1];
  if (stem === undefined) return null;
  if (stem === "log-sources" || stem.endsWith(".logs")) return "logs";
  return stem.endsWith(".tds") ? "scenario" : null;
}
