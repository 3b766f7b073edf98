// `npm run new -- rule|reporter|language|dialect|template <id>`: one file, one registry line, one fixture folder.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gestures } from "./gestures.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Ends with a message on how to call the script. */
function refuse(message) {
  console.error(message);
  console.error(
    `usage: npm run new -- ${Object.keys(gestures).join("|")} <id>   (the id in lower case, words joined with -)`,
  );
  process.exit(2);
}

/** Puts the registry's new line into its place in the alphabet, between the entries that are there. */
function register(path, id, line) {
  const lines = readFileSync(path, "utf8").split("\n");
  const entry = /^ {2}"?([a-z][\w-]*)"?: (?:async )?\(\) =>/;
  const entries = lines.flatMap((text, index) => {
    const match = entry.exec(text);
    return match ? [{ id: match[1], index }] : [];
  });
  if (entries.length === 0) throw new Error(`${path} has no entries to put ${id} between`);
  const next = entries.find((other) => other.id > id);
  lines.splice(next ? next.index : entries.at(-1).index + 1, 0, line);
  writeFileSync(path, lines.join("\n"));
}

const [kind, id] = process.argv.slice(2);
const gesture = Object.hasOwn(gestures, kind ?? "")
  ? gestures[kind]
  : refuse(`what is new? ${kind ?? "nothing"} is no kind of thing`);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id ?? "")) refuse(`${id ?? "nothing"} is no id`);
const files = Object.entries(gesture.files(id));
const taken = files.map(([path]) => path).find((path) => existsSync(join(ROOT, path)));
if (taken) refuse(`${taken} exists already`);

if (gesture.line) register(join(ROOT, gesture.registry), id, gesture.line(id));
for (const [path, edit] of Object.entries(gesture.edits(id))) {
  const text = readFileSync(join(ROOT, path), "utf8");
  const edited = edit(text);
  if (edited === text) throw new Error(`${path} is not as expected; add ${id} to it by hand`);
  writeFileSync(join(ROOT, path), edited);
}
for (const [path, text] of files) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
  console.log(`wrote ${path}`);
}
console.log(`added ${id} to ${gesture.registry}`);
console.log(`next: ${gesture.next}`);
