import {
  SemanticTokensBuilder,
  type Range,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensLegend,
} from "vscode-languageserver";
import type { Feature, Server } from "./feature.js";
import { refreshing } from "./refresh.js";
import { modifiers, tokensOf, types, type Token } from "./token-kinds.js";

const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };
/** Documents whose last answer is kept, to answer with what differs from it. */
const KEPT = 20;

async function at(server: Server, uri: string): Promise<Token[]> {
  const spot = await server.workspace.at(uri);
  return spot === null ? [] : tokensOf(spot.file);
}

function fill(builder: SemanticTokensBuilder, tokens: readonly Token[]): SemanticTokensBuilder {
  for (const { line, character, length, type, modifiers: bits } of tokens)
    builder.push(line, character, length, types.indexOf(type), bits);
  return builder;
}

/** Answers, with what differs where the last one is known. */
function remembering() {
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.delete(uri);
    builders.set(uri, builder);
    const [oldest] = builders.keys();
    if (builders.size > KEPT) builders.delete(oldest!);
    return builder;
  };
  return {
    whole: (uri: string, tokens: readonly Token[]): SemanticTokens => {
      builders.delete(uri);
      return fill(builderOf(uri), tokens).build();
    },
    delta: (uri: string, id: string, tokens: readonly Token[]): SemanticTokens | SemanticTokensDelta => {
      const builder = builderOf(uri);
      builder.previousResult(id);
      return fill(builder, tokens).buildEdits();
    },
  };
}

function within({ start, end }: Range, { line }: Token): boolean {
  return line >= start.line && line <= end.line;
}

const NOTHING: SemanticTokens = { data: [] };

/** The parts of annotations, for clients to colour. */
export const feature: Feature = {
  id: "tokens",
  capabilities: () => ({ semanticTokensProvider: { legend, full: { delta: true }, range: true } }),
  register: (server) => {
    const { semanticTokens } = server.connection.languages;
    const memory = remembering();
    semanticTokens.on(
      server.guarded(async ({ textDocument: { uri } }) => memory.whole(uri, await at(server, uri)), NOTHING),
    );
    semanticTokens.onDelta(
      server.guarded<{ textDocument: { uri: string }; previousResultId: string }, SemanticTokens | SemanticTokensDelta>(
        async ({ textDocument: { uri }, previousResultId }) =>
          memory.delta(uri, previousResultId, await at(server, uri)),
        NOTHING,
      ),
    );
    semanticTokens.onRange(
      server.guarded(async ({ textDocument: { uri }, range }) => {
        const tokens = (await at(server, uri)).filter((token) => within(range, token));
        return fill(new SemanticTokensBuilder(), tokens).build();
      }, NOTHING),
    );
    if (server.client.workspace?.semanticTokens?.refreshSupport === true)
      refreshing(server, () => Promise.resolve(semanticTokens.refresh()));
  },
};
