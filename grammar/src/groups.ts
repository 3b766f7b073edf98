/** One item of a group of references, and its offset in the text of the group. */
export interface GroupItem {
  text: string;
  at: number;
}

/** `(CWE-330, ASVS-2.1)` and `[X]` as their items, `cwe:CWE-89` as it is. Linear. */
export function groupItems(image: string): GroupItem[] {
  const isGroup = /^[([]/.test(image);
  const inner = isGroup ? image.slice(1, -1) : image;
  let next = isGroup ? 1 : 0;
  return inner.split(",").flatMap((part) => {
    const at = next;
    next += part.length + 1;
    return itemsOf(part, at);
  });
}

/** `CWE-22 CWE-78` are two, `see the ticket` is one. */
function itemsOf(part: string, at: number): GroupItem[] {
  const words = [...part.matchAll(/\S+/g)].map((match) => ({ text: match[0], at: at + match.index }));
  if (words.length < 2 || words.every(({ text }) => /\d/.test(text))) return words;
  return [{ text: part.trim(), at: words[0]!.at }];
}
