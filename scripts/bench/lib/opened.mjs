/*
 * Loaded ahead of a command (`node --import`): counts how often it opens files of a folder whose names end like source,
 * and adds a line with the number to a file when a thread ends. THREATLOOM_OPENED names the two, with a line break between.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";

const [folder = "", log = ""] = (process.env.THREATLOOM_OPENED ?? "").split("\n");
const SOURCE = /\.(?:go|[cm]?[jt]s|[jt]sx|gal|threatspec)$/;
let count = 0;

const counting = (work) =>
  function counted(file, ...more) {
    const name = typeof file === "string" ? path.resolve(file) : "";
    if (name.startsWith(`${folder}${path.sep}`) && SOURCE.test(name)) count++;
    return Reflect.apply(work, fs, [file, ...more]);
  };

if (log !== "") {
  for (const name of ["open", "openSync", "readFile", "readFileSync"]) fs[name] = counting(fs[name]);
  syncBuiltinESMExports();
  process.on("exit", () => fs.appendFileSync(log, `${count}\n`));
}
