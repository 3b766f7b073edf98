import { canonicalKey, UNKNOWN } from "@threatloom/model";

/** A list of words and phrases; a phrase is found where its words stand side by side. */
export type Vocabulary = readonly string[];

/** The phrases of a list as keys, with a mark at both ends so that none is found inside a longer word. */
const named = (text: string): Vocabulary => text.split(",").map((phrase) => `_${canonicalKey(phrase)}_`);

/** What people write under `technology` and `protocol` of interpreters that take a text apart: what gets into the text unescaped is obeyed. */
export const interpreters = {
  sql: named(
    "sql, mysql, mariadb, postgres, postgresql, sqlite, sqlite3, mssql, tsql, plsql, oracle, db2, jdbc, odbc, aurora, " +
      "cockroachdb, redshift, snowflake, bigquery, clickhouse, duckdb, teradata, hsqldb",
  ),
  nosql: named(
    "nosql, mongodb, mongo, couchdb, couchbase, dynamodb, documentdb, firestore, cassandra, cosmosdb, cosmos db, " +
      "ravendb, elasticsearch, opensearch, solr, neo4j, cypher",
  ),
  ldap: named("ldap, ldaps, openldap, slapd, active directory, directory server"),
  shell: named(
    "shell, bash, zsh, sh, powershell, command line, shell commands, os commands, system commands, shell script, shell scripts, " +
      "subprocess, subprocesses",
  ),
  xpath: named("xpath, xquery, basex, existdb, marklogic"),
  mail: named("smtp, smtps, sendmail, postfix, exim, imap, imaps, mail server, mail relay"),
} as const;

/** What people write under `parses` of formats that are dangerous to take apart, or to act on. */
export const formats = {
  xml: named("xml, soap, saml, svg, xhtml, xslt, wsdl, rss, atom, docx, xlsx, odt, ooxml, kml, gpx, plist, xmpp"),
  yaml: named("yaml, yml"),
  objects: named(
    "serialised objects, serialized objects, serialised, serialized, pickle, pickles, jsonpickle, marshal, java objects, " +
      "java serialisation, java serialization, php objects, php serialize, object streams, viewstate, binaryformatter, " +
      "kryo, hessian",
  ),
  archives: named("zip, tar, tgz, 7z, rar, jar, war, cpio, archive, archives"),
  paths: named("path, paths, file name, file names, filename, filenames, directory names"),
  templates: named(
    "template, templates, jinja, jinja2, twig, freemarker, velocity, handlebars, mustache, liquid, erb, " +
      "expression language, ognl, spel, mvel, jexl",
  ),
  files: named(
    "file, files, upload, uploads, attachment, attachments, office documents, image, images, picture, pictures, photo, " +
      "photos, video, videos, media, pdf, pdfs",
  ),
  markup: named("html, xhtml, markdown, svg, css, rich text, wysiwyg, bbcode, restructuredtext, asciidoc"),
  urls: named("url, urls, uri, uris, link, links, webhook, webhooks, web address, web addresses"),
  prompts: named("prompt, prompts, natural language"),
} as const;

/** Language models: text that they are given is taken for what they are told. */
export const languageModels: Vocabulary = named(
  "llm, llms, language model, language models, gpt, generative ai, ai agent, ai agents",
);

/** What helps whoever writes a program, and whoever attacks it. */
export const developerTools: Vocabulary = named(
  "debug, debug mode, debugger, development server, dev server, werkzeug, phpinfo, xdebug, actuator, graphiql, " +
    "graphql playground, pprof, h2 console",
);

/** Longer texts are prose, not names, and nobody names more of them. */
const LONGEST = 200;
const MOST = 100;

const textsOf = (value: string | readonly string[]): readonly string[] =>
  (typeof value === "string" ? [value] : value).slice(0, MOST).map((text) => text.slice(0, LONGEST));

/** Whether somebody names one of these; what nobody said names nothing. */
export function names(said: { value: string | readonly string[] }, vocabulary: Vocabulary): boolean {
  if (said.value === UNKNOWN) return false;
  return textsOf(said.value).some((text) => {
    const key = `_${canonicalKey(text)}_`;
    return vocabulary.some((phrase) => key.includes(phrase));
  });
}

const UNSAFE_LANGUAGES = new Set(["c", "c++", "cpp", "c/c++", "objective-c", "objective-c++", "assembler", "assembly"]);

/** Whether somebody names a language that lets a program write outside its objects. */
export function namesUnsafeLanguage({ value }: { value: string | readonly string[] }): boolean {
  if (value === UNKNOWN) return false;
  return textsOf(value).some((text) =>
    text
      .toLowerCase()
      .split(/[\s,;()]/)
      .some((word) => UNSAFE_LANGUAGES.has(word)),
  );
}
