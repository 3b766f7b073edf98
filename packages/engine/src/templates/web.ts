/** A web application: a browser, a server, a database and the two parties most of them lean on. */
export const text = `# The threat model of a web application, to start from.
# Lines that begin with an @ count; everything else is for readers.
#
# How to go on:
#   1. Rename the parts, take out what you do not have, add what is missing. The first part of a path is a boundary.
#   2. Turn every "unknown" into yes or no. An unknown is a question: the analysis asks it until somebody answers.
#   3. Go through the exposures at the end. Write @mitigates on the function that answers one, or here if the whole
#      component is protected; @accepts with a reason if you live with it; take it out if it cannot happen.
#   4. Run threatloom check after each step, and threatloom dfd for the picture.

# Who and what there is

@actor Visitor (#visitor)
@actor Administrator (#admin)
@component Internet:Browser (#browser) as external-entity
@component App:Web Server (#web) as process:
  description: Serves the pages and the API
  internet-facing: yes
  serves-browsers: yes
  manages-sessions: yes
  authenticates: unknown
  authorises: unknown
  validates-input: unknown
  encodes-output: unknown
  csrf-protected: unknown
  rate-limits: unknown
  limits-resources: unknown
  logs: unknown
@component App:Worker (#worker) as process:
  description: Does what takes longer than a request
  internet-facing: no
  validates-input: unknown
  logs: unknown
@component Data:Database (#db) as data-store:
  internet-facing: no
  authenticates: unknown
  encrypts-at-rest: unknown
  backed-up: unknown
  logs: unknown
@component Data:Uploads (#uploads) as data-store:
  description: Files of the users
  internet-facing: no
  encrypts-at-rest: unknown
  backed-up: unknown
@component Partners:Mail Service (#mail) as external-entity:
  third-party: yes
@component Partners:Payment Service (#payments) as external-entity:
  third-party: yes

@owns web-team for #web
@owns web-team for #worker
@owns platform-team for #db
@owns platform-team for #uploads

# Where trust changes

@boundary Our network (#network) contains #web, #worker, #db, #uploads:
  separates: network
  trust: trusted
  denies-by-default: unknown
  monitored: unknown

# What is worth protecting

@data Password (#password) as credentials:
  hashed: unknown
@data Session token (#session) as credentials:
  lifetime: session
@data Profile (#profile) as pii:
  lifetime: account
@data Order (#order) as financial
@handles #password on #db
@handles #profile on #db
@handles #order on #db

# How it travels

@connects #visitor with #browser with clicks and pages
@connects #admin with #browser with clicks and pages
@connects #browser with #web with requests and pages:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#password", "#session", "#profile", "#order"]
@connects #web with #db with queries and rows:
  protocol: SQL over TLS
  authenticated: unknown
  data: ["#password", "#profile", "#order"]
@connects #web with #uploads with files:
  protocol: HTTPS
  authenticated: unknown
@connects #web to #worker with jobs:
  authenticated: unknown
  encrypted: unknown
@connects #worker to #mail with letters to users:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#profile"]
@connects #web with #payments with payments:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#order"]

# What usually goes wrong

@threat SQL injection (#sqli) [critical] cwe:CWE-89 capec:CAPEC-66
@threat Cross-site scripting (#xss) [high] cwe:CWE-79 capec:CAPEC-63
@threat Cross-site request forgery (#csrf) [medium] cwe:CWE-352 capec:CAPEC-62
@threat Broken access control (#access) [high] cwe:CWE-639
@threat Password guessing (#guessing) [high] cwe:CWE-307 capec:CAPEC-49
@threat Session hijacking (#hijacking) [high] cwe:CWE-384
@threat Dangerous upload (#upload) [high] cwe:CWE-434
@threat Requests to inner systems (#ssrf) [high] cwe:CWE-918
@threat Eavesdropping (#eavesdropping) [high] cwe:CWE-319
@threat Stolen database copy (#stolen-copy) [high] cwe:CWE-311
@threat Flooding (#flooding) [medium] cwe:CWE-770
@threat Card fraud (#card-fraud) [high]

# Where things stand: the usual exposures first. Each is open until something answers it.

@exposes #web to #sqli with queries that hold what users type
@exposes #web to #xss with pages that show what users type
@exposes #web to #csrf with requests that another site makes a browser send
@exposes #web to #access with records that are found by a number in the address
@exposes #web to #guessing with a login that anybody may try
@exposes #web to #hijacking with a session that lives in a cookie
@exposes #web to #flooding with an entry that is open to the internet
@exposes #worker to #ssrf with addresses that users choose
@exposes #uploads to #upload with files that users choose
@exposes #db to #stolen-copy with copies and backups of everything

# What stands against threats already. Keep what is true; a claim that is not is worse than none.

@control Encrypted connections (#tls)
@mitigates #web against #eavesdropping with #tls
@transfers #card-fraud from #web to #payments with card numbers that only the payment service sees
`;
