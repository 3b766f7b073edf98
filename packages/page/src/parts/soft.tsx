import type { VNode } from "preact";

/** Behind these a name may be broken; and after so many characters without any of them. */
const PIECES = /[^:/._ -]{1,22}[:/._ -]*|[:/._ -]+/gu;
/** Shorter texts need no breaks. */
const SHORT = 12;

/** A text that may be broken behind the marks of paths, and nowhere else as long as there is room. */
export function Soft({ text }: { text: string }): VNode {
  if (text.length <= SHORT) return <>{text}</>;
  return <>{(text.match(PIECES) ?? []).map((piece, at) => (at === 0 ? piece : [<wbr key={at} />, piece]))}</>;
}
