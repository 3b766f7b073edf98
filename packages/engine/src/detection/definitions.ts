import type { LogSource, Scenario, ScenarioEvent } from "@threatloom/model";
import { readYaml } from "../config/open.js";
import type { ConfigProblem } from "../types.js";
import type { Read } from "./fields.js";
import { readFields } from "./reader.js";
import { logFields, scenarioFields } from "./shapes.js";

/** One definition as it was read, and what is wrong with its file. Where there is a problem, what was read is not whole. */
export interface ReadDefinition<T> {
  value: T;
  problems: ConfigProblem[];
}

type ReadScenario = Read<typeof scenarioFields>;
type ReadEvent = ReadScenario["surfaces"][number]["events"][number];

/** An event that says nothing of itself cannot be spoken of. */
function nameless(events: readonly ReadEvent[]): ConfigProblem[] {
  return events
    .filter(({ name, description }) => name === null && description === null)
    .map(({ location }) => ({ ...location, message: "an event takes a `name` or a `description`", suggestion: null }));
}

const named = (event: ReadEvent): ScenarioEvent => ({ ...event, name: event.name ?? event.description ?? "" });

/** Reads a `*.tds.yaml`. Null where nothing in it could be read. Never throws. */
export function readScenario(file: string, text: string): ReadDefinition<Scenario | null> {
  const { value, problems } = readYaml(file, text, (walk, contents) => {
    const read = readFields(walk, contents, scenarioFields);
    const events = read?.surfaces.flatMap((one) => one.events) ?? [];
    if (read !== null && events.length === 0) {
      walk.problem(contents, "a scenario takes at least one event, in the `events` of one of its `surfaces`");
    }
    return read;
  });
  const events = value?.surfaces.flatMap((one) => one.events) ?? [];
  const surfaces = value?.surfaces.map((one) => ({ ...one, events: one.events.map(named) })) ?? [];
  return {
    value: value === null ? null : { ...value, surfaces },
    problems: [...problems, ...nameless(events), ...emptiness(file, value, problems)],
  };
}

/** Reads a `log-sources.yaml` or `*.logs.yaml`. Never throws. */
export function readLogSources(file: string, text: string): ReadDefinition<LogSource[]> {
  const { value, problems } = readYaml(file, text, (walk, contents) => readFields(walk, contents, logFields));
  const sources = (value?.["log-sources"] ?? []).map((one) => ({
    ...one,
    also: one.also.map(({ text: name }) => name),
  }));
  return { value: sources, problems: [...problems, ...emptiness(file, value, problems)] };
}

/** A file that says nothing at all was meant to say something. */
function emptiness(file: string, value: unknown, problems: readonly ConfigProblem[]): ConfigProblem[] {
  if (value !== null || problems.length > 0) return [];
  return [{ file, line: 1, column: 1, message: "the file says nothing", suggestion: null }];
}
