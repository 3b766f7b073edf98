/** How forges write the address of a line, after the address of the repository. */
const FORGES: readonly { host: RegExp; path: string }[] = [
  { host: /(^|\.)github\./, path: "/blob/{commit}/{file}#L{line}" },
  { host: /(^|\.)gitlab\./, path: "/-/blob/{commit}/{file}#L{line}" },
  { host: /^bitbucket\.org$/, path: "/src/{commit}/{file}#lines-{line}" },
  { host: /(^|\.)(gitea|forgejo)\.|^codeberg\.org$/, path: "/src/commit/{commit}/{file}#L{line}" },
];

const LONGEST = 2048;

/**
 * The template of links into a repository's files on its forge, with `{commit}`, `{file}` and `{line}` in it, from the
 * address it was cloned from: https, ssh or `git@host:path`. The user, password and port of the address are left behind.
 * Null for forges that cannot be told by their host, and for local paths.
 */
export function linkOfRemote(remote: string): string | null {
  if (remote.length > LONGEST) return null;
  const parsed = remoteOf(remote.trim());
  if (parsed === null) return null;
  const path = parsed.path
    .replace(/^\/+/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
  if (!/^[\w.~-]+(?:\/[\w.~-]+)+$/.test(path) || path.split("/").some((part) => /^\.{1,2}$/.test(part))) return null;
  const forge = FORGES.find(({ host }) => host.test(parsed.host));
  return forge === undefined ? null : `https://${parsed.host}/${path}${forge.path}`;
}

function remoteOf(remote: string): { host: string; path: string } | null {
  const short = /^(?:[\w.-]+@)?([A-Za-z0-9][A-Za-z0-9.-]*):(?!\/\/)(.+)$/.exec(remote);
  if (short !== null) return { host: short[1]!.toLowerCase(), path: short[2]! };
  if (!URL.canParse(remote)) return null;
  const { protocol, hostname, pathname } = new URL(remote);
  if (!["https:", "http:", "ssh:", "git:"].includes(protocol) || hostname === "") return null;
  return { host: hostname.toLowerCase(), path: pathname };
}

/**
 * What is wrong with a template that somebody wrote, as half a sentence; null where nothing is. Only https is linked:
 * pages are opened by people who trust what they click.
 */
export function templateProblem(template: string): string | null {
  if (template.length > LONGEST) return `longer than ${LONGEST} characters`;
  if (!/^https:\/\/[A-Za-z0-9][A-Za-z0-9.:-]*\//.test(template)) return "no address that starts with https://host/";
  if (!template.includes("{file}")) return "without {file}, the place of the path";
  if (/[\s"'<>\\^`|]/.test(template)) return "with characters that do not belong into an address";
  return null;
}

/** A template for one commit and for paths relative to a folder of the repository (empty, or with a slash at its end). */
export function linkAt(template: string, commit: string, folder: string): string {
  const prefix = folder.split("/").map(encodeURIComponent).join("/");
  return template.replaceAll("{commit}", commit).replaceAll("{file}", () => `${prefix}{file}`);
}
