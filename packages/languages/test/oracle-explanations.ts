/** Why the two parsers differ on a file; empty where nobody has explained it, which fails the test. */
export function explain(onlyThreatloom: readonly string[], onlyEstree: readonly string[], text: string): string {
  if (onlyThreatloom.length > 0 || onlyEstree.some((one) => /^\d+:/.test(one))) return "";
  if (/^\s*global\s*\{/m.test(text))
    return "The grammar does not know `global { … }` without `declare` inside `declare module`; such files are declarations, which coverage leaves out.";
  if (onlyEstree.every((one) => one.endsWith(" default")) && /export default function\s*\(/.test(text))
    return "The grammar does not know an anonymous default function without a body; such files are declarations, which coverage leaves out.";
  const merged = [...text.matchAll(/^\s*(?:export )?interface (\w+)/gm)].map(([, name]) => name!);
  if (
    merged.some(
      (name) => new RegExp(`namespace ${name}\\b`).test(text) && onlyEstree.every((one) => one.includes(` ${name}.`)),
    )
  )
    return "An interface and a namespace of one name share their members' names; declarations without a body that share a name count once.";
  return "";
}
