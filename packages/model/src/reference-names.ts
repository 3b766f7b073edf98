/** Official names can be whole sentences; what is longer is cut, or stands for itself by its alias. */
const LONGEST = 60;

/** What the people behind CWE put behind a long name: `… ('SQL Injection')`. */
const ALIAS = /\('([^']{1,60})'\)$/;

function short(name: string): string {
  if (name.length <= LONGEST) return name;
  const alias = ALIAS.exec(name.slice(-LONGEST))?.[1];
  if (alias !== undefined) return alias;
  const start = name.slice(0, LONGEST);
  const end = start.lastIndexOf(" ");
  return `${start.slice(0, end > 0 ? end : LONGEST).replace(/[,;:\s]+$/, "")} …`;
}

/** The spellings under which an id may be known: as written, and without the catalogue in front, `cwe:89` and `cwe:CWE-89`. */
function spellings(text: string): string[] {
  const [, catalog = "", rest = ""] = /^([a-z&]{3,6}):\s?(.{1,64})$/i.exec(text) ?? [];
  return [text, text.toUpperCase(), rest, rest.toUpperCase(), `${catalog.toUpperCase()}-${rest}`];
}

/** A reference as it is written, with its name in short: `CWE-89 (SQL Injection)`. `names` are by full id. */
export function referenceText(names: Readonly<Record<string, string>>, text: string): string {
  const known = spellings(text.trim()).find((spelling) => spelling !== "" && Object.hasOwn(names, spelling));
  return known === undefined ? text : `${text} (${short(names[known]!)})`;
}
