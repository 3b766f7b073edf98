import type { Dialect } from "../forms.js";
import { canonical } from "./canonical.js";
import { guardlink } from "./guardlink.js";
import { prose2015 } from "./prose2015.js";
import { threatspec01 } from "./threatspec01.js";

/** Every dialect, in alphabetical order. */
export const dialects: readonly Dialect[] = [canonical, guardlink, prose2015, threatspec01];
