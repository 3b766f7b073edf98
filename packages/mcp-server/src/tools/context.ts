import type { Scan } from "@threatloom/engine";
import {
  covers,
  modulesOf,
  namesOf,
  qualifiedName,
  symbolRef,
  type Claim,
  type CodeSymbol,
  type Names,
} from "@threatloom/model";
import { z } from "zod";
import { symbolNamed } from "../find.js";
import { pageInput, pageOf } from "../page.js";
import { fileInput, readProjectFile, type ReadFile } from "../paths.js";
import { claimOutput, flowOutput, pairOutput, shownClaim, shownFlow, shownPair } from "../shown.js";
import { tool } from "../tool.js";
import { isProblem } from "../types.js";
import { counted } from "../words.js";

/** Of the lists beside the claims only so much is shown. */
const MOST = 25;
const MOST_SYMBOLS = 60;

const symbolOutput = z.object({
  name: z.string(),
  qualified: z.string(),
  kind: z.string(),
  line: z.int(),
  endLine: z.int(),
  covered: z
    .enum(["function", "type", "none"])
    .nullable()
    .describe("By a claim of its own, of its type, or none; null where coverage does not count it"),
  tested: z.boolean(),
});

const data = z.object({
  file: z.string(),
  hash: z.string().describe("Of the file's content: what `expect` of insert_annotation takes"),
  language: z.string(),
  symbol: symbolOutput.nullable().describe("The function or type that was asked for"),
  symbols: z.array(symbolOutput).describe(`What the file declares, without variables; at most ${MOST_SYMBOLS}`),
  symbolsTotal: z.int(),
  uncovered: z.int().describe("Functions of the file without any claim"),
  claims: z.array(claimOutput).describe("A page of the claims that speak for it: its own, its type's, its module's"),
  openExposures: z.int(),
  components: z.array(z.string()),
  statuses: z.array(pairOutput).describe(`Threats to those components, at most ${MOST}`),
  flows: z.array(flowOutput).describe(`Flows of those components, at most ${MOST}`),
  requirements: z
    .array(z.string())
    .describe(`ASVS requirements of those components that are not done, at most ${MOST}`),
});

type Shown = z.input<typeof symbolOutput>;

function shownSymbol({ source, read }: ReadFile, { coverage }: Scan): (symbol: CodeSymbol) => Shown {
  const module = { path: source.path, language: read.language, package: read.package };
  const list = (coverage?.list ?? []).filter(({ file }) => file === source.path);
  return (symbol) => {
    const { name, kind, line, endLine } = symbol;
    const counts = list.find((one) => one.name === name && one.line === line);
    const qualified = qualifiedName(module, symbol);
    return { name, qualified, kind, line, endLine, covered: counts?.covered ?? null, tested: counts?.tested ?? false };
  };
}

/** The claims that speak for a symbol, or for a file as a whole. Model files speak for components, not for code. */
function claimsFor({ model, records }: Scan, file: string, symbol: CodeSymbol | null): Claim[] {
  const moduleOf = modulesOf(records);
  const module = moduleOf(file);
  const here = (claim: Claim): boolean => {
    if (claim.location.file === file && symbol === null) return true;
    if (claim.symbol === null) return module !== null && moduleOf(claim.location.file) === module;
    if (symbol === null) return false;
    const inner = { location: { file, line: symbol.line, column: symbol.column }, symbol: symbolRef(symbol) };
    return covers(claim, inner, moduleOf);
  };
  return model.claims.filter(here);
}

function around({ model, analysis }: Scan, claims: readonly Claim[], names: Names) {
  const keys = new Set(claims.flatMap(({ component, target }) => [component, target]).filter((key) => key !== null));
  const pairs = model.pairs.filter(({ component }) => keys.has(component));
  const flows = model.flows.filter(({ from, to }) => keys.has(from) || keys.has(to));
  const open = analysis.requirements.list.filter(
    ({ component, status }) => keys.has(component) && status !== "done" && status !== "not applicable",
  );
  return {
    components: [...keys].map(names.component).slice(0, MOST),
    statuses: pairs.slice(0, MOST).map((pair) => shownPair(pair, names)),
    flows: flows.slice(0, MOST).map((flow) => shownFlow(flow, names)),
    requirements: open
      .slice(0, MOST)
      .map((one) => `${names.component(one.component)}: ${one.id} ${one.name} (${one.status})`),
  };
}

/** `context`: what the threat model says of a file or function. */
export const contextTool = tool({
  name: "context",
  title: "What applies to this file or function",
  description:
    "What the threat model says of the code you are about to read or change: the claims that speak for a file or function, its open exposures, the components it belongs to with their threats, flows and security requirements, and which functions no claim covers. Call it before editing.",
  input: z.strictObject({
    file: fileInput,
    symbol: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe("A function, method or type of the file, plain or qualified"),
    line: z.int().min(1).optional().describe("Line of its declaration, where several share the name"),
    ...pageInput,
  }),
  data,
  writes: false,
  run: async (session, args) => {
    const state = await session.state("counted");
    if (isProblem(state)) return state;
    const found = await readProjectFile(state, args.file);
    if (isProblem(found)) return found;
    const symbol = args.symbol === undefined ? null : symbolNamed(found, args.symbol, args.line);
    if (symbol !== null && isProblem(symbol)) return symbol;
    const { scan } = state;
    const names = namesOf(scan.model, scan.references);
    const claims = claimsFor(scan, found.source.path, symbol);
    const version = `${state.source.content}${args.file}${args.symbol ?? ""}`;
    const paged = pageOf(
      claims.map((claim) => shownClaim(claim, names)),
      args,
      version,
    );
    if (isProblem(paged)) return paged;
    const show = shownSymbol(found, scan);
    const symbols = found.symbols.filter(({ kind }) => kind !== "variable").map(show);
    const open = claims.filter((claim) => claim.open).length;
    const uncovered = symbols.filter(({ covered }) => covered === "none").length;
    return {
      summary: `${counted(claims.length, "claim")} for it, with ${counted(open, "open exposure")}; ${counted(uncovered, "function")} of the file without a claim.`,
      source: state.source,
      page: paged.page,
      data: {
        file: found.source.path,
        hash: found.source.hash,
        language: found.read.language,
        symbol: symbol && show(symbol),
        symbols: symbol === null ? symbols.slice(0, MOST_SYMBOLS) : [],
        symbolsTotal: symbols.length,
        uncovered,
        claims: paged.items,
        openExposures: open,
        ...around(scan, claims, names),
      },
    };
  },
});
