import { canonicalKey } from "@threatloom/model";

/** Beyond these nobody names a technology, and the texts are those of strangers. */
const MOST_TEXTS = 100;
const LONGEST = 200;

/** Archives and other formats that are small outside and large inside. */
export const packedFormats: ReadonlySet<string> = new Set(
  "zip gzip gz tar tgz bzip2 xz zstd zlib brotli deflate rar 7z jar war docx xlsx pptx odt ods epub archive archives images image png jpeg gif webp tiff".split(
    " ",
  ),
);

/** Formats in which a document may define entities that stand for others. */
export const entityFormats: ReadonlySet<string> = new Set(
  "xml xhtml svg soap saml rss atom xslt xsd dtd wsdl xmpp webdav".split(" "),
);

/** Formats in which one part may name another again and again. */
export const aliasFormats: ReadonlySet<string> = new Set("yaml yml".split(" "));

/** Formats that nest as deeply as their sender likes. */
export const nestedFormats: ReadonlySet<string> = new Set(
  "json json5 jsonc bson cbor msgpack messagepack protobuf asn1 html markdown".split(" "),
);

/** Languages in which the caller decides how much work a question is. */
export const queryLanguages: ReadonlySet<string> = new Set("graphql sparql cypher gremlin odata".split(" "));

/** Regular expressions that try one way after the other. */
export const patternWords: ReadonlySet<string> = new Set(
  "regex regexes regexp regexps pcre regular_expression regular_expressions".split(" "),
);

/** How people say that files come in. */
export const uploadWords: ReadonlySet<string> = new Set(
  "upload uploads uploaded multipart attachment attachments".split(" "),
);

/** Connections that stay open until one end closes them. */
export const lastingConnections: ReadonlySet<string> = new Set(
  "ws wss websocket websockets web_socket web_sockets sse server_sent long_polling socketio".split(" "),
);

/** Ways to send mail and short messages, where anybody can write any sender. */
export const mailProtocols: ReadonlySet<string> = new Set("smtp smtps email e_mail mail sms mms".split(" "));

/** Protocols without a handshake, whose answers go where the sender of a packet pretends to be. */
export const datagramProtocols: ReadonlySet<string> = new Set(
  "udp dns ntp snmp ssdp coap tftp cldap memcached chargen stun".split(" "),
);

/** Words of a text, and every two neighbours of them joined by `_`. */
function wordsOf(text: string): string[] {
  const words = canonicalKey(text.slice(0, LONGEST)).split("_");
  return [...words, ...words.slice(1).map((word, index) => `${words[index]!}_${word}`)];
}

/** The first of some texts that names one of the words; null where none does. Nothing unknown names anything. */
export function naming(
  said: { value: string | readonly string[] } | string | null,
  words: ReadonlySet<string>,
): string | null {
  const value = said === null || typeof said === "string" ? (said ?? "") : said.value;
  const texts = typeof value === "string" ? [value] : value.slice(0, MOST_TEXTS);
  return texts.find((text) => wordsOf(text).some((word) => words.has(word))) ?? null;
}
