import { vocabulary, type Vocabulary } from "./vocabulary.js";

/** What people write under `technology` and `protocol` of interpreters that take a text apart: what gets into the text unescaped is obeyed. */
export const interpreters = {
  sql: vocabulary(
    "sql, mysql, mariadb, postgres, postgresql, sqlite, sqlite3, mssql, tsql, plsql, oracle, db2, jdbc, odbc, aurora, " +
      "cockroachdb, redshift, snowflake, bigquery, clickhouse, duckdb, teradata, hsqldb",
  ),
  nosql: vocabulary(
    "nosql, mongodb, mongo, couchdb, couchbase, dynamodb, documentdb, firestore, cassandra, cosmosdb, cosmos db, " +
      "ravendb, elasticsearch, opensearch, solr, neo4j, cypher",
  ),
  ldap: vocabulary("ldap, ldaps, openldap, slapd, active directory, directory server"),
  shell: vocabulary(
    "shell, bash, zsh, sh, powershell, command line, shell commands, os commands, system commands, shell script, shell scripts, " +
      "subprocess, subprocesses",
  ),
  xpath: vocabulary("xpath, xquery, basex, existdb, marklogic"),
  mail: vocabulary("smtp, smtps, sendmail, postfix, exim, imap, imaps, mail server, mail relay"),
} as const;

/** What people write under `parses` of formats that are dangerous to take apart, or to act on. */
export const formats = {
  xml: vocabulary(
    "xml, soap, saml, svg, xhtml, xslt, xsd, dtd, wsdl, webdav, rss, atom, docx, xlsx, odt, ooxml, kml, gpx, plist, xmpp",
  ),
  yaml: vocabulary("yaml, yml"),
  objects: vocabulary(
    "serialised objects, serialized objects, serialised, serialized, pickle, pickles, jsonpickle, marshal, java objects, " +
      "java serialisation, java serialization, php objects, php serialize, object streams, viewstate, binaryformatter, " +
      "kryo, hessian",
  ),
  archives: vocabulary("zip, tar, tgz, 7z, rar, jar, war, cpio, archive, archives"),
  paths: vocabulary("path, paths, file name, file names, filename, filenames, directory names"),
  templates: vocabulary(
    "template, templates, jinja, jinja2, twig, freemarker, velocity, handlebars, mustache, liquid, erb, " +
      "expression language, ognl, spel, mvel, jexl",
  ),
  files: vocabulary(
    "file, files, upload, uploads, attachment, attachments, office documents, image, images, picture, pictures, photo, " +
      "photos, video, videos, media, pdf, pdfs",
  ),
  markup: vocabulary("html, xhtml, markdown, svg, css, rich text, wysiwyg, bbcode, restructuredtext, asciidoc"),
  urls: vocabulary("url, urls, uri, uris, link, links, webhook, webhooks, web address, web addresses"),
  prompts: vocabulary("prompt, prompts, natural language"),
} as const;

/** Language models: text that they are given is taken for what they are told. */
export const languageModels: Vocabulary = vocabulary(
  "llm, llms, language model, language models, gpt, generative ai, ai agent, ai agents",
);

/** What helps whoever writes a program, and whoever attacks it. */
export const developerTools: Vocabulary = vocabulary(
  "debug, debug mode, debugger, development server, dev server, werkzeug, phpinfo, xdebug, actuator, graphiql, " +
    "graphql playground, pprof, h2 console",
);

/** Archives and other formats that are small outside and large inside. */
export const packedFormats: Vocabulary = vocabulary(
  "zip, gzip, gz, tar, tgz, bzip2, xz, zstd, zlib, brotli, deflate, rar, 7z, jar, war, docx, xlsx, pptx, odt, ods, epub, archive, archives, images, image, png, jpeg, gif, webp, tiff",
);

/** Formats that nest as deeply as their sender likes. */
export const nestedFormats: Vocabulary = vocabulary(
  "json, json5, jsonc, bson, cbor, msgpack, messagepack, protobuf, asn1, html, markdown",
);

/** Languages in which the caller decides how much work a question is. */
export const queryLanguages: Vocabulary = vocabulary("graphql, sparql, cypher, gremlin, odata");

/** Regular expressions that try one way after the other. */
export const patternWords: Vocabulary = vocabulary(
  "regex, regexes, regexp, regexps, pcre, regular expression, regular expressions",
);

/** How people say that files come in. */
export const uploadWords: Vocabulary = vocabulary("upload, uploads, uploaded, multipart, attachment, attachments");

/** Connections that stay open until one end closes them. */
export const lastingConnections: Vocabulary = vocabulary(
  "ws, wss, websocket, websockets, web socket, web sockets, sse, server sent, long polling, socketio",
);

/** Ways to send mail and short messages, where anybody can write any sender. */
export const mailProtocols: Vocabulary = vocabulary("smtp, smtps, email, e mail, mail, sms, mms");

/** Protocols without a handshake, whose answers go where the sender of a packet pretends to be. */
export const datagramProtocols: Vocabulary = vocabulary(
  "udp, dns, ntp, snmp, ssdp, coap, tftp, cldap, memcached, chargen, stun",
);
