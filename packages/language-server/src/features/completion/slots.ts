import { aliasKinds, dataClasses, type ExpectedSlot } from "@threatloom/grammar";
import { canonicalKey, roleWords } from "@threatloom/model";
import { CompletionItemKind } from "vscode-languageserver";
import { catalogueOffers } from "./catalogues.js";
import { saidBefore } from "./line.js";
import { controlOffers, dataOffers, threatOffers, undefinedOffers } from "./named.js";
import type { Offer } from "./offer.js";
import { componentOffers } from "./paths.js";
import type { Scene } from "./scene.js";
import { levelWords, teamOffers, wordOffers } from "./words.js";

/** An id made of the name in front of it. */
function idOffers({ at }: Scene, { replace }: ExpectedSlot): Offer[] {
  if (replace.line !== at.line.line) return [];
  const before = at.line.text.slice(0, replace.column - at.line.column).replace(/\(\s*$/, "");
  const [name] = saidBefore(before);
  const last = name?.text.replace(/"/g, "").split(":").at(-1) ?? "";
  if (last.trim() === "") return [];
  const newText = `#${canonicalKey(last).replaceAll("_", "-")}`;
  const closing = at.after.startsWith(")") ? "" : ")";
  return [
    {
      label: newText,
      kind: CompletionItemKind.Constant,
      newText: `${newText}${closing}`,
      filter: newText,
      replace,
      tier: 0,
      use: 0,
      topic: null,
    },
  ];
}

/** The ids of what a description of ThreatSpec 0.1 may speak of, by the word in front of it. */
function describedOffers({ view: { model }, at, usage }: Scene, { replace }: ExpectedSlot): Offer[] {
  const [, kind] =
    /(boundary|component|threat)\s*$/i.exec(at.line.text.slice(0, replace.column - at.line.column)) ?? [];
  if (kind === undefined) return [];
  const of = kind.toLowerCase() as "boundary" | "component" | "threat";
  const lists = { boundary: model.boundaries, component: model.components, threat: model.threats };
  return lists[of].flatMap(({ ids, name, key }) =>
    ids.map((id) => ({
      ...{ label: id, aside: name, kind: CompletionItemKind.Constant, newText: id, replace, tier: 0 },
      use: of === "boundary" ? 0 : usage.count(of, id.toLowerCase()),
      topic: { is: "thing", kind: of, key } as const,
    })),
  );
}

function nameOffers(scene: Scene, slot: ExpectedSlot): Offer[] {
  switch (slot.kind) {
    case "component":
      return slot.type === "text" ? [] : componentOffers(scene, slot, ({ definitions }) => definitions.length === 0);
    case "actor":
      return componentOffers(scene, slot, ({ role, definitions }) => role === "actor" && definitions.length === 0);
    case "threat":
    case "control":
    case "data":
      return undefinedOffers(scene, slot.kind, slot);
    default:
      return [];
  }
}

/** Functions of the file, by their own names. */
function functionOffers({ file }: Scene, { replace }: ExpectedSlot): Offer[] {
  const names = new Set(file.symbols.filter(({ hasBody }) => hasBody).map(({ name }) => name));
  return [...names]
    .filter((name) => /^[\w.$]+$/.test(name))
    .map((name) => ({
      label: name,
      kind: CompletionItemKind.Function,
      newText: name,
      replace,
      tier: 0,
      use: 0,
      topic: null,
    }));
}

function fileOffers({ view, path }: Scene, { replace }: ExpectedSlot): Offer[] {
  return [...view.records.keys()]
    .filter((file) => file !== path && !/\s/.test(file))
    .map((file) => ({
      label: file,
      kind: CompletionItemKind.File,
      newText: file,
      replace,
      tier: 0,
      use: 0,
      topic: null,
    }));
}

/** What may stand in a slot; nothing for free text. */
export async function slotOffers(scene: Scene, slot: ExpectedSlot): Promise<Offer[]> {
  switch (slot.slot) {
    case "component":
    case "source":
    case "target":
    case "ends":
    case "contains":
    case "between":
      return componentOffers(scene, slot);
    case "actor":
      return componentOffers(scene, slot, ({ role }) => role === "actor");
    case "threat":
      return threatOffers(scene, slot);
    case "control":
      return controlOffers(scene, slot);
    case "data":
      return slot.dialect === "guardlink" ? wordOffers(dataClasses, slot) : dataOffers(scene, slot);
    case "name":
      return nameOffers(scene, slot);
    case "id":
      if (slot.type === "definition") return idOffers(scene, slot);
      return slot.kind === "description" ? describedOffers(scene, slot) : [];
    case "severity":
      return wordOffers(["critical", "high", "medium", "low"], slot);
    case "references":
      return catalogueOffers(scene, slot);
    case "role":
      return wordOffers(roleWords, slot);
    case "level":
      return wordOffers(levelWords(scene), slot);
    case "of":
      return wordOffers(aliasKinds, slot);
    case "team":
      return teamOffers(scene, slot);
    case "function":
    case "calls":
    case "symbol":
      return functionOffers(scene, slot);
    case "file":
      return fileOffers(scene, slot);
    default:
      return [];
  }
}
