import type { Report } from "@threatloom/model";
import nunjucks from "nunjucks";
import { escapeHtml, escapeMarkdown } from "../escape.js";
import { check, renderProblem, TemplateError, type TemplateProblem } from "./check.js";
import { templateContext } from "./context.js";
import { furnish } from "./filters.js";
import { give, guard, type Escaping } from "./guard.js";

/** The text of a template by its name; null for one that is not there. */
export type TemplateSource = (name: string) => string | null;

/** A filled in template, or what is wrong with it. */
export type Rendered = { text: string; problem: null } | { text: null; problem: TemplateProblem };

const ESCAPING: Readonly<Record<string, Escaping>> = {
  htm: "html",
  html: "html",
  markdown: "markdown",
  md: "markdown",
  svg: "html",
  xhtml: "html",
  xml: "html",
};

/** How values are written, by the ending of the template: `mail.html`, `mail.html.njk` and `mail.html.j2` are all HTML. */
export function escapingOf(file: string): Escaping {
  const ending = /\.([a-z]+)$/.exec(file.toLowerCase().replace(/\.(?:njk|nunjucks|j2|jinja2?)$/, ""))?.[1];
  return ESCAPING[ending ?? ""] ?? null;
}

/**
 * Fills a template in with a report. What it includes and extends comes from `source`, too. Never rejects for what is in
 * a template.
 */
export async function renderTemplate(report: Report, file: string, source: TemplateSource): Promise<Rendered> {
  guard({ html: escapeHtml, markdown: escapeMarkdown });
  const loader = {
    getSource: (name: string) => {
      const text = source(name);
      if (text === null) throw new TemplateError(missing(file, name));
      check(name, text);
      return { src: text, path: name, noCache: false };
    },
  };
  // The library takes any truthy value for "yes", and hands it to where values are written.
  const autoescape = (escapingOf(file) ?? false) as boolean;
  const environment = new nunjucks.Environment(loader, { autoescape, dev: true });
  furnish(environment);
  try {
    const text = await new Promise<string>((done, failed) => {
      environment.render(file, give(templateContext(report)), (error, out) => {
        if (error === null && out !== null) done(out);
        else failed(error ?? new Error("nothing was filled in"));
      });
    });
    return { text, problem: null };
  } catch (error) {
    return { text: null, problem: renderProblem(file, error, source) };
  }
}

function missing(file: string, name: string): TemplateProblem {
  const message = `there is no template "${name}" in the folder of ${file}, or it lies outside`;
  return { file, line: null, column: null, message };
}
