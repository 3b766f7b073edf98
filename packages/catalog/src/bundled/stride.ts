/** The six kinds of threats: letter, name, and what each breaks. */
export const kinds: readonly (readonly [string, string, string])[] = [
  ["S", "Spoofing", "Somebody or something pretends to be another: breaks authentication."],
  ["T", "Tampering", "Data, messages or code are changed without right: breaks integrity."],
  ["R", "Repudiation", "Somebody denies what was done, and nothing proves it: breaks accountability."],
  ["I", "Information disclosure", "Data reach somebody they are not meant for: breaks confidentiality."],
  ["D", "Denial of service", "A service is made slow or unreachable for those who need it: breaks availability."],
  ["E", "Elevation of privilege", "Somebody may do more than they were allowed to: breaks authorization."],
];
