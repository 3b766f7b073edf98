import { webAddress } from "./target.js";

/** The two addresses of a forge: that of its REST interface, and that of its pages. */
export interface Addresses {
  apiUrl: string;
  webUrl: string;
}

/**
 * GitHub's addresses from either of the two: github.com and ghe.com keep the interface on a host of its own, an own
 * server keeps it below `/api/v3`. An address of the interface that is known goes before the rule. Null for what is no
 * plain http or https address.
 */
export function githubAddresses(url: string, api: string | null = null): Addresses | null {
  const address = webAddress(url);
  const known = api === null ? null : webAddress(api);
  if (address === null || (api !== null && known === null)) return null;
  const webUrl = webOf(address);
  return { apiUrl: known ?? apiOf(webUrl), webUrl };
}

/** GitHub's pages, where the address may be that of the interface. */
function webOf(address: string): string {
  const url = new URL(address);
  if (/^api\.(?:github\.com|[a-z0-9-]+\.ghe\.com)$/.test(url.hostname)) url.hostname = url.hostname.slice(4);
  return without(url.origin + (url.pathname === "/" ? "" : url.pathname), "/api/v3");
}

function apiOf(webUrl: string): string {
  const { protocol, host, hostname } = new URL(webUrl);
  return /(?:^github\.com|\.ghe\.com)$/.test(hostname) ? `${protocol}//api.${host}` : `${webUrl}/api/v3`;
}

/** GitLab's addresses from either of the two: the interface is below `/api/v4`. Null as above. */
export function gitlabAddresses(url: string, api: string | null = null): Addresses | null {
  const address = webAddress(url);
  const known = api === null ? null : webAddress(api);
  if (address === null || (api !== null && known === null)) return null;
  const webUrl = without(address, "/api/v4");
  return { apiUrl: known ?? `${webUrl}/api/v4`, webUrl };
}

function without(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}
