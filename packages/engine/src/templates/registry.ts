/** Every model to start from by its name, alphabetical, loaded when it is asked for. */
const templates: Readonly<Record<string, () => Promise<{ text: string }>>> = {
  iot: () => import("./iot.js"),
  microservices: () => import("./microservices.js"),
  mobile: () => import("./mobile.js"),
  serverless: () => import("./serverless.js"),
  web: () => import("./web.js"),
};

/** The names of all models to start from, in alphabetical order. */
export const templateNames: readonly string[] = Object.keys(templates);

/** The text of a model file to start from; null where there is none of that name. */
export async function loadTemplate(name: string): Promise<string | null> {
  const load = Object.hasOwn(templates, name) ? templates[name] : undefined;
  return load ? (await load()).text : null;
}
