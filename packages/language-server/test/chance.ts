/** Numbers that only look random: the same ones for the same seed, on every machine. */
export interface Chance {
  /** A whole number from 0 up to, but without, `below`. */
  next(below: number): number;
  pick<T>(list: readonly T[]): T;
}

/** A generator of numbers for a seed. */
export function chanceOf(seed: number): Chance {
  let state = (seed + 1) % 2147483647;
  const next = (below: number): number => {
    // The minimal standard generator: its products stay exact in a double.
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let i = 0; i < 8; i++) next(1);
  return { next, pick: (list) => list[next(list.length)]! };
}

const annotations = [
  "@component Shop:Till (#till)",
  "@component Shop:Till:Drawer as data-store",
  "@component #till",
  "@threat SQL injection (#sqli)",
  '@threat Theft (#theft) [high] cwe:CWE-89 -- "somebody takes it"',
  "@control prepared statements (#prep)",
  "@exposes #till to #sqli with raw queries",
  "@exposes #till too #sqli with raw queries",
  "@exposes Shop:Till to SQL injection with raw queries:\n//   severity: high\n//   impact: medium",
  "@exposes Shop:Till to SQL injection with raw queries:\n//   severity: highest\n//  impact: [",
  "@mitigates #till against #sqli with #prep",
  "@mitigates Shop:Till against SQL injection with prepared \\\n//   statements",
  '@mitigate App.Web against #theft using #prep -- "as the \\"book\\" says"',
  '@accepts #theft on #till -- "small sums"',
  "@transfers #theft from #till to Bank:Desk with a contract",
  "@connects Shop:Till to Bank:Desk with payments",
  "@flows User -> App.Web -> App.DB via TLS",
  '@boundary between App.Web and App.DB (#edge) -- "network"',
  "@boundary Cellar contains #till, Shop:Store",
  '@asset App.Web (#web) -- "the front"',
  "@handles pii on App.Web",
  "@data Orders (#orders) as confidential",
  "@validates #prep for #web",
  "@tests #prep for #till",
  "@detects #sqli on #till with a log",
  "@owns Team Till for #till",
  "@assumes #till nobody is in the room",
  "@review #till is this so?",
  "@shield:begin",
  "@shield:end",
  "@alias component @till to Shop Till",
  "@alias boundary @shop to Shop",
  "@describe threat @theft as taking what is not one's own",
  "@exposes @shop:@till to @theft with an open door (CWE-284)",
  "ThreatSpec TMv0.1 for pay\n// Mitigates Shop:Till against theft with a lock (CWE-1)\n// Sends money from Shop:Till to Bank:Desk",
  "@entitles Clerk to open the drawer on #till against #theft",
  "@actor Clerk (#clerk)",
  "@source file:src/a.ts line:3 symbol:pay",
  "threatloom-ignore-next-line dangling-reference on purpose",
  "@component 店:レジ (#レジ)",
  "@exposes 店:レジ to #nothing with 😀 in words",
  "@param {string} name of somebody else's",
];

const code = [
  "export function pay(a: number): void {",
  "}",
  "class Box<T> { lift(): T { return 1 as never } }",
  "func Pay(a int) error {",
  "package shop",
  "type Box struct{ n int }",
  "const s = `// @exposes #till to #sqli with ${x}`;",
  "s := `raw",
  "/*",
  "*/",
  "/** doc",
  " * @exposes #till to #gone with a star",
  " */",
  'app.get("/pay", () => {',
  "<p>{/* @handles pii on App.Web */}</p>",
  '"unclosed',
  "",
  "\t",
];

/** Some lines as they stand in a file with this name: annotations of every dialect, code, and what is neither. */
export function lines(chance: Chance, path: string): string {
  if (chance.next(3) === 0) return `${chance.pick(code)}\n`;
  const annotation = chance.pick(annotations);
  const plain = /\.(gal|threatspec)$/.test(path);
  if (plain && chance.next(8) > 0) return `${annotation.replaceAll("\n//", "\n")}\n`;
  return chance.next(6) === 0
    ? `/* ${annotation.replaceAll("\n//", "\n *")} */ ${chance.pick(code)}\n`
    : `// ${annotation}\n`;
}

/** What a person types, or a keyboard with a cat on it. */
export const strokes = [
  "a",
  " ",
  "#",
  "@",
  ":",
  "(",
  ")",
  '"',
  '-- "',
  "\n",
  "\r\n",
  "\r",
  "\\",
  "😀",
  "é",
  "\uD83D",
  "\uFEFF",
  "\t",
  "*/",
  "//",
  "`",
  "{",
  "}",
  "to ",
  "with ",
  "sqli",
];
