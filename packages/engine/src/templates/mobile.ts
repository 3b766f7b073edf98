/** An app on phones and the service behind it: the device is in somebody else's hands. */
export const text = `# The threat model of a mobile app and its service, to start from.
# Lines that begin with an @ count; everything else is for readers.
#
# How to go on:
#   1. Rename the parts, take out what you do not have, add what is missing. The first part of a path is a boundary.
#   2. Turn every "unknown" into yes or no. An unknown is a question: the analysis asks it until somebody answers.
#   3. Go through the exposures at the end. Write @mitigates on the function that answers one, or here if the whole
#      component is protected; @accepts with a reason if you live with it; take it out if it cannot happen.
#   4. Nothing that the app alone checks is checked: whoever holds the device can change the app.

# Who and what there is

@actor User (#user)
@component Phone:App (#app) as process:
  description: Runs on a device that is not ours
  internet-facing: no
  validates-input: unknown
  manages-sessions: yes
  logs: unknown
@component Phone:App Storage (#app-storage) as data-store:
  description: What the app keeps on the device
  encrypts-at-rest: unknown
  protects-integrity: unknown
@component Phone:Other Apps (#other-apps) as external-entity:
  third-party: yes
@component Service:API (#api) as process:
  internet-facing: yes
  authenticates: unknown
  authorises: unknown
  validates-input: unknown
  manages-sessions: yes
  rate-limits: unknown
  limits-resources: unknown
  logs: unknown
@component Service:Database (#db) as data-store:
  internet-facing: no
  authenticates: unknown
  encrypts-at-rest: unknown
  backed-up: unknown
@component Partners:Push Service (#push) as external-entity:
  third-party: yes
@component Partners:App Store (#store) as external-entity:
  third-party: yes

@owns app-team for #app
@owns app-team for #app-storage
@owns service-team for #api
@owns service-team for #db

# Where trust changes

@boundary Our network (#network) contains #api, #db:
  separates: network
  trust: trusted
  denies-by-default: unknown
  monitored: unknown
@boundary App sandbox (#sandbox) contains #app, #app-storage:
  separates: process
  trust: partial
  enforced-by: [the operating system of the phone]

# What is worth protecting

@data Password (#password) as credentials:
  hashed: unknown
@data Refresh token (#token) as credentials:
  lifetime: unknown
@data Profile (#profile) as pii:
  lifetime: account
@data Place (#place) as pii:
  lifetime: unknown
@handles #token on #app-storage
@handles #profile on #app-storage
@handles #password on #db
@handles #profile on #db
@handles #place on #db

# How it travels

@connects #user with #app with taps and screens
@connects #app with #app-storage with what is kept:
  data: ["#token", "#profile"]
@connects #other-apps to #app with links and intents:
  authenticated: no
@connects #app with #api with API calls:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#password", "#token", "#profile", "#place"]
@connects #api with #db with queries and rows:
  protocol: SQL over TLS
  authenticated: unknown
  data: ["#password", "#profile", "#place"]
@connects #api to #push with messages for phones:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
@connects #push to #app with messages:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
@connects #store to #app with new versions:
  protocol: HTTPS
  public-network: yes
  integrity-protected: yes

# What usually goes wrong

@threat Stolen device (#stolen-device) [high] cwe:CWE-922
@threat Changed app (#changed-app) [medium] cwe:CWE-353
@threat Secrets in the app (#app-secrets) [high] cwe:CWE-798
@threat Forged link (#forged-link) [medium] cwe:CWE-939
@threat Broken access control (#access) [high] cwe:CWE-639
@threat Password guessing (#guessing) [high] cwe:CWE-307 capec:CAPEC-49
@threat Interception with a foreign certificate (#interception) [high] cwe:CWE-295
@threat Eavesdropping (#eavesdropping) [high] cwe:CWE-319
@threat Talkative notification (#notification) [medium] cwe:CWE-200
@threat Tracking of people (#tracking) [high] cwe:CWE-359
@threat Flooding (#flooding) [medium] cwe:CWE-770
@threat Forged update (#forged-update) [high] cwe:CWE-494

# Where things stand: the usual exposures first. Each is open until something answers it.

@exposes #app-storage to #stolen-device with tokens that outlive the theft
@exposes #app to #changed-app with checks that only the app makes
@exposes #app to #app-secrets with keys that anybody can take out of the package
@exposes #app to #forged-link with links that any other app may open
@exposes #app to #interception with networks that the phone joins
@exposes #app to #notification with texts on a locked screen
@exposes #api to #access with records that are found by a number in the call
@exposes #api to #guessing with a sign-in that anybody may try
@exposes #api to #flooding with an entry that is open to the internet
@exposes #db to #tracking with places that are kept for long

# What stands against threats already. Keep what is true; a claim that is not is worse than none.

@control Encrypted connections (#tls)
@mitigates #api against #eavesdropping with #tls
@transfers #forged-update from #app to #store with signatures that the store and the phone check
`;
