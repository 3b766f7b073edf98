import type { InlayHint, InlayHintParams, Position } from "vscode-languageserver";
import type { AnnotatedPieces } from "@threatloom/grammar";
import type { Claim } from "@threatloom/model";
import { saidIn } from "../said.js";
import { standingOf } from "../standing.js";
import { counted } from "../words.js";
import type { Spot } from "../workspace.js";
import type { Feature, Server } from "./feature.js";
import { refreshing } from "./refresh.js";

const DAY = 86_400_000;

/** How an exposure stands: here, and where that differs on its component as a whole. */
function exposureWords({ view }: Spot, claim: Claim): string {
  const standing = standingOf(view);
  const pair = standing.pair(claim.component, claim.threat);
  const own = standing.status(claim)!;
  const tested = own === "mitigated" && pair?.tested === true ? ", tested" : "";
  return claim.open && pair?.status === "partial" ? "exposed here, closed elsewhere" : `${own}${tested}`;
}

/** How long an acceptance still holds; nothing where it has no end. */
function acceptanceWords({ view: { today } }: Spot, { expires, expired }: Claim): string | null {
  if (expires === null) return null;
  if (expired) return "expired";
  const days = Math.round((Date.parse(expires) - Date.parse(today)) / DAY);
  return days === 0 ? "expires today" : `expires in ${counted(days, "day")}`;
}

function wordsOf(spot: Spot, claim: Claim): string | null {
  if (claim.kind === "exposure") return exposureWords(spot, claim);
  return claim.kind === "acceptance" ? acceptanceWords(spot, claim) : null;
}

/** Where an annotation ends on its first line. */
function endOf({ annotation: { line, column }, pieces }: AnnotatedPieces): Position {
  const last = pieces.findLast((piece) => piece.line === line && piece.endLine === line);
  return { line: line - 1, character: (last?.endColumn ?? column) - 1 };
}

async function answer(server: Server, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
  const spot = server.settings().hints ? await server.workspace.at(textDocument.uri) : null;
  if (spot === null) return [];
  const said = saidIn(spot, ["exposure", "acceptance"], ({ annotation: { line } }) => {
    return line - 1 >= range.start.line && line - 1 <= range.end.line;
  });
  return said.flatMap(({ annotated, claim }) => {
    const label = wordsOf(spot, claim);
    return label === null ? [] : [{ position: endOf(annotated), label, paddingLeft: true }];
  });
}

/** How exposures and acceptances stand, behind them. */
export const feature: Feature = {
  id: "hints",
  capabilities: () => ({ inlayHintProvider: true }),
  register: (server) => {
    const { connection, client } = server;
    connection.languages.inlayHint.on(server.guarded((params: InlayHintParams) => answer(server, params), []));
    if (client.workspace?.inlayHint?.refreshSupport === true)
      refreshing(server, () => connection.languages.inlayHint.refresh());
  },
};
