const SEPARATORS = /[^\p{L}\p{N}]+/gu;

/**
 * The canonical key through which names and ids meet: NFKC, lower case, every run of characters other than Unicode
 * letters and digits becomes `_`, ends trimmed. `SQL_Injection`, `SQL Injection` and `#sql-injection` share one key.
 * Text without any letter or digit keeps a key of its own, made of its code points, so that it stays distinct.
 */
export function canonicalKey(text: string): string {
  const key = text.normalize("NFKC").toLowerCase().replace(SEPARATORS, "_");
  const trimmed = key.slice(key.startsWith("_") ? 1 : 0, key.endsWith("_") ? -1 : undefined);
  if (trimmed !== "") return trimmed;
  return text === "" ? "" : `u${Array.from(text.slice(0, 40), (c) => c.codePointAt(0)!.toString(16)).join("_")}`;
}

/** The segments of a component path, trimmed: `App : Web` gives `["App", "Web"]`. Empty segments are dropped. */
export function pathSegments(path: string): string[] {
  return path
    .split(":")
    .map((segment) => segment.trim())
    .filter((segment) => segment !== "");
}

/** The key of a component path: its segments' keys joined with `:`, so `App:Web Login` and `App:Web:Login` differ. */
export function componentKey(segments: readonly string[]): string {
  return segments.map(canonicalKey).join(":");
}

/**
 * A short stable hash (16 hexadecimal digits) for identities. Not cryptographic: two claims that collide would share
 * a baseline entry, nothing worse. The mixing is that of cyrb53 (public domain, github.com/bryc), kept at 64 bits.
 */
export function identity(...parts: readonly (string | null)[]): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  const text = JSON.stringify(parts);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0");
}
