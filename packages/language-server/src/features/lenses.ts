import { CodeLensRefreshRequest, type CodeLens, type CodeLensParams, type Location } from "vscode-languageserver";
import { worstStatus, type Claim, type SymbolRef } from "@threatloom/model";
import { uriOf } from "../desk.js";
import { placer } from "../locations.js";
import { showPlacesCommand, type ShowPlacesArguments } from "../protocol.js";
import { saidIn } from "../said.js";
import { gathered, standingOf } from "../standing.js";
import { counted } from "../words.js";
import type { Spot } from "../workspace.js";
import type { Feature, Server } from "./feature.js";
import { refreshing } from "./refresh.js";

/** A lens: its line from 1, its words and what it leads to. */
interface Words {
  line: number;
  words: string;
  places: Location[];
}

/** Above each function that claims stand on: how many, and the worst of them. */
function functionLenses({ view, path, desk, file }: Spot): Words[] {
  const { claimsIn, status } = standingOf(view);
  const place = placer(desk);
  const idOf = ({ line, name }: Pick<SymbolRef, "line" | "name">): string => `${line} ${name}`;
  // A block of 2015 may speak of a function in another file.
  const here = new Set(file.symbols.map(idOf));
  const own = claimsIn(path).filter(({ symbol }) => symbol !== null && here.has(idOf(symbol)));
  return [...gathered(own, ({ symbol }) => idOf(symbol!)).values()].map((claims) => {
    const worst = worstStatus(claims.flatMap((claim) => status(claim) ?? []));
    const words = [counted(claims.length, "claim"), ...(worst === null ? [] : [worst])].join(", ");
    return { line: claims[0]!.symbol!.line, words, places: claims.map(({ location }) => place(location)) };
  });
}

function exposureWords({ view }: Spot, exposure: Claim, against: readonly Claim[]): string {
  if (!exposure.open) return `${standingOf(view).status(exposure)} by ${counted(against.length, "claim")}`;
  return against.length === 0
    ? "nothing stands against this"
    : `nothing stands against this here, ${counted(against.length, "claim")} elsewhere`;
}

/** Above each exposure: what stands against it. */
function exposureLenses(spot: Spot): Words[] {
  const { view, desk } = spot;
  const standing = standingOf(view);
  const place = placer(desk);
  const elsewhere = ({ component, threat }: Claim): Claim[] => {
    const pair = standing.pair(component, threat);
    const { mitigations = [], acceptances = [], transfers = [] } = pair ?? {};
    const claims = [...mitigations, ...acceptances, ...transfers].map((index) => view.model.claims[index]!);
    return claims.filter(({ expired }) => !expired);
  };
  return saidIn(spot, ["exposure"]).map(({ annotated, claim: exposure }) => {
    const against = exposure.open ? elsewhere(exposure) : standing.against(exposure);
    const places = against.map(({ location }) => place(location));
    return { line: annotated.annotation.line, words: exposureWords(spot, exposure, against), places };
  });
}

/** Above each critical function that no claim covers. */
async function criticalLenses({ desk, path }: Spot): Promise<Words[]> {
  const place = placer(desk);
  const open = (await desk.live.critical(path)).filter(({ covered }) => covered === "none");
  return open.map(({ line, sinks }) => ({
    line,
    words: `not covered: ${sinks[0]!.title}`,
    places: sinks.map((sink) => place({ file: path, line: sink.line, column: 1 })),
  }));
}

function toLens(uri: string, { line, words, places }: Words): CodeLens {
  const at = { line: line - 1, character: 0 };
  const args: ShowPlacesArguments = [uri, at, places];
  return { range: { start: at, end: at }, command: { title: words, command: showPlacesCommand, arguments: args } };
}

async function answer(server: Server, { textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> {
  const spot = server.settings().lenses ? await server.workspace.at(uri) : null;
  if (spot === null) return [];
  const all = [...functionLenses(spot), ...exposureLenses(spot), ...(await criticalLenses(spot))];
  return all.sort((a, b) => a.line - b.line).map((said) => toLens(uriOf(spot.desk, spot.path), said));
}

/** What is claimed of functions and stands against exposures, above them. */
export const feature: Feature = {
  id: "lenses",
  capabilities: () => ({ codeLensProvider: {} }),
  register: (server) => {
    const { connection, client } = server;
    connection.onCodeLens(server.guarded((params: CodeLensParams) => answer(server, params), []));
    if (client.workspace?.codeLens?.refreshSupport === true)
      refreshing(server, () => connection.sendRequest(CodeLensRefreshRequest.type));
  },
};
