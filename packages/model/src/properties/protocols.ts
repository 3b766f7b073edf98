import { canonicalKey } from "../key.js";

/** Protocols that encrypt, and what other protocols are wrapped in. */
const WRAPPERS = new Set("tls ssl mtls dtls ssh ipsec wireguard openvpn vpn quic".split(" "));
const ENCRYPTED = new Set(
  "https wss ftps sftp scp smtps imaps pop3s ldaps mqtts amqps rediss coaps sips srtp doh".split(" "),
);

/** Protocols that never encrypt. Mail, LDAP and databases often do after a plain start, so nothing is inferred of them. */
const PLAIN = new Set(
  "http ws ftp tftp telnet rlogin rsh mqtt coap redis memcached syslog modbus dns sip rtp nfs".split(" "),
);
const OTHER = new Set(
  "smtp imap pop3 ldap amqp grpc tcp udp http2 http3 rpc sql graphql soap rest kafka nats".split(" "),
);
const LINKS = new Set(["over", "in", "through", "with"]);

/** Words after which nothing is inferred. */
const DOUBTS = new Set("no not without or optional optionally plaintext unencrypted starttls if sometimes".split(" "));

const wordsOf = (text: string): string[] => canonicalKey(text.slice(0, 200)).split("_");

const isVersion = (word: string): boolean => /^v?\d+$/.test(word);

/** Whether a text is the name of a protocol and nothing else: `HTTPS/443`, `gRPC over mTLS`. */
export function isProtocol(text: string): boolean {
  const words = wordsOf(text);
  const known = (word: string): boolean =>
    [WRAPPERS, ENCRYPTED, PLAIN, OTHER].some((set) => set.has(word)) || LINKS.has(word) || isVersion(word);
  return words.every(known) && !LINKS.has(words[0]!) && !isVersion(words[0]!);
}

/** How a label names the protocol at its end: `orders over P`, `orders via P`, `orders (P)`. */
const ENDINGS = [" over ", " via ", " ("];

/** No label with a protocol at its end is longer. */
const LONGEST = 200;

/**
 * The protocol that a label ends in, `HTTPS` of `requests and pages over HTTPS`; null where it ends in anything else, or
 * says something that casts doubt on it.
 */
export function protocolAtEnd(label: string): string | null {
  const text = label.trimEnd();
  if (text.length > LONGEST || wordsOf(text).some((word) => DOUBTS.has(word))) return null;
  const lower = text.toLowerCase();
  // The first that is a protocol to its end counts: of `calls over gRPC over mTLS` that is `gRPC over mTLS`.
  const starts = ENDINGS.flatMap((ending) => {
    const found: number[] = [];
    for (let at = lower.indexOf(ending); at >= 0; at = lower.indexOf(ending, at + 1)) found.push(at + ending.length);
    return found;
  });
  for (const start of starts.sort((a, b) => a - b)) {
    const inside = text[start - 1] === "(";
    if (inside !== text.endsWith(")")) continue;
    const rest = text.slice(start, inside ? -1 : undefined).trim();
    if (isProtocol(rest)) return rest;
  }
  return null;
}

/** Whether a protocol encrypts; null where its name does not tell. */
export function encryptionOf(protocol: string): "yes" | "no" | null {
  const words = wordsOf(protocol);
  if (words.some((word) => DOUBTS.has(word))) return null;
  if (words.some((word) => WRAPPERS.has(word)) || words.includes("http3")) return "yes";
  if (words[0] === "http" && words[1] === "3") return "yes";
  const [safe, plain] = [words.some((word) => ENCRYPTED.has(word)), words.some((word) => PLAIN.has(word))];
  return safe === plain ? null : safe ? "yes" : "no";
}

/** Whether both ends show who they are by the protocol's name; null where it does not tell. */
export function mutualOf(protocol: string): "yes" | null {
  const words = wordsOf(protocol);
  return words.includes("mtls") && !words.some((word) => DOUBTS.has(word)) ? "yes" : null;
}
