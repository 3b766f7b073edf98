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
