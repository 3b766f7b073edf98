import type { CatalogId } from "./types.js";

/** What the owners of the catalogues want to be said, and the terms of use: shown and kept with every copy. */
export const notices: Readonly<Record<CatalogId, string>> = {
  stride: "STRIDE is a mnemonic for six kinds of threats; the wording is our own.",
  cwe:
    "CWE is a trademark of The MITRE Corporation. Copyright © 2006-2026, The MITRE Corporation. " +
    "Used under the terms of use of CWE (https://cwe.mitre.org/about/termsofuse.html).",
  capec:
    "CAPEC and the CAPEC logo are trademarks of The MITRE Corporation. Copyright © 2007-2023, The MITRE Corporation. " +
    "Used under the terms of use of CAPEC (https://capec.mitre.org/about/termsofuse.html).",
  attack:
    "© 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE " +
    "Corporation. MITRE ATT&CK and ATT&CK are registered trademarks of The MITRE Corporation.",
  asvs:
    "OWASP Application Security Verification Standard, © The OWASP Foundation, licensed under CC BY-SA 4.0 " +
    "(https://creativecommons.org/licenses/by-sa/4.0/).",
};
