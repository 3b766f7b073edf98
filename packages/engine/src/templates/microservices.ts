/** Services behind a gateway: identity, a queue, a store per service, and the pipeline that delivers them. */
export const text = `# The threat model of a system of services, to start from.
# Lines that begin with an @ count; everything else is for readers.
#
# How to go on:
#   1. Rename the services and copy one for each of yours. The first part of a path is a boundary.
#   2. Turn every "unknown" into yes or no. An unknown is a question: the analysis asks it until somebody answers.
#   3. Go through the exposures at the end. Write @mitigates on the function that answers one, or here if the whole
#      component is protected; @accepts with a reason if you live with it; take it out if it cannot happen.
#   4. Each service may keep its part in its own folder, in a file of its own: definitions hold for the whole project.

# Who and what there is

@actor Customer (#customer)
@component Internet:Client (#client) as external-entity
@component Edge:API Gateway (#gateway) as process:
  internet-facing: yes
  authenticates: unknown
  authorises: unknown
  validates-input: unknown
  rate-limits: unknown
  limits-resources: unknown
  redundant: unknown
  logs: unknown
@component Cluster:Identity (#identity) as process:
  description: Signs people in and issues tokens
  internet-facing: no
  authenticates: yes
  manages-sessions: yes
  rate-limits: unknown
  logs: unknown
@component Cluster:Orders (#orders) as process:
  internet-facing: no
  authenticates: unknown
  authorises: unknown
  validates-input: unknown
  logs: unknown
@component Cluster:Billing (#billing) as process:
  internet-facing: no
  authenticates: unknown
  authorises: unknown
  validates-input: unknown
  logs: unknown
@component Cluster:Event Queue (#queue) as data-store:
  internet-facing: no
  authenticates: unknown
  encrypts-at-rest: unknown
  redundant: unknown
@component Stores:Accounts (#accounts) as data-store:
  internet-facing: no
  authenticates: unknown
  encrypts-at-rest: unknown
  backed-up: unknown
@component Stores:Order Records (#records) as data-store:
  internet-facing: no
  authenticates: unknown
  encrypts-at-rest: unknown
  backed-up: unknown
@component Stores:Secrets (#vault) as data-store:
  internet-facing: no
  authenticates: unknown
  encrypts-at-rest: unknown
  logs: unknown
@component Delivery:Pipeline (#pipeline) as process:
  description: Builds what is merged and rolls it out
  authenticates: unknown
  protects-integrity: unknown
  privileged: yes
  logs: unknown
@component Partners:Payment Service (#payments) as external-entity:
  third-party: yes

@owns edge-team for #gateway
@owns identity-team for #identity
@owns identity-team for #accounts
@owns orders-team for #orders
@owns orders-team for #records
@owns billing-team for #billing
@owns platform-team for #queue
@owns platform-team for #vault
@owns platform-team for #pipeline

# Where trust changes

@boundary Inner network (#inner) contains #identity, #orders, #billing, #queue, #accounts, #records, #vault:
  separates: network
  trust: trusted
  denies-by-default: unknown
  monitored: unknown

# What is worth protecting

@data Password (#password) as credentials:
  hashed: unknown
@data Access token (#token) as credentials:
  lifetime: unknown
@data Service key (#service-key) as secrets
@data Profile (#profile) as pii:
  lifetime: account
@data Order (#order) as financial
@handles #password on #accounts
@handles #profile on #accounts
@handles #order on #records
@handles #service-key on #vault

# How it travels

@connects #customer with #client with clicks and pages
@connects #client with #gateway with API calls:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#password", "#token", "#order"]
@connects #gateway with #identity with sign-in:
  encrypted: unknown
  authenticated: unknown
  data: ["#password", "#token"]
@connects #gateway with #orders with orders:
  encrypted: unknown
  authenticated: unknown
  data: ["#token", "#order"]
@connects #identity with #accounts with accounts:
  encrypted: unknown
  authenticated: unknown
  data: ["#password", "#profile"]
@connects #orders with #records with rows:
  encrypted: unknown
  authenticated: unknown
  data: ["#order"]
@connects #orders to #queue with order events:
  encrypted: unknown
  authenticated: unknown
  data: ["#order"]
@connects #queue to #billing with order events:
  encrypted: unknown
  authenticated: unknown
  data: ["#order"]
@connects #vault to #billing with the key of the payment service:
  encrypted: unknown
  authenticated: unknown
  data: ["#service-key"]
@connects #billing with #payments with payments:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#order"]
@connects #pipeline to #orders with new versions:
  authenticated: unknown
  integrity-protected: unknown

# What usually goes wrong

@threat Forged token (#forged-token) [critical] cwe:CWE-347
@threat Trusting the inner network (#blind-trust) [high] cwe:CWE-306
@threat Broken access control (#access) [high] cwe:CWE-639
@threat Password guessing (#guessing) [high] cwe:CWE-307 capec:CAPEC-49
@threat Eavesdropping (#eavesdropping) [high] cwe:CWE-319
@threat Forged event (#forged-event) [high] cwe:CWE-345
@threat Replayed event (#replay) [medium] cwe:CWE-294
@threat Leaked secret (#leaked-secret) [high] cwe:CWE-522
@threat Poisoned build (#poisoned-build) [critical] cwe:CWE-494
@threat Cascading failure (#cascade) [medium] cwe:CWE-400
@threat Flooding (#flooding) [medium] cwe:CWE-770
@threat Untraceable action (#untraceable) [medium] cwe:CWE-778

# Where things stand: the usual exposures first. Each is open until something answers it.

@exposes #gateway to #forged-token with tokens that come from outside
@exposes #gateway to #flooding with an entry that is open to the internet
@exposes #identity to #guessing with a sign-in that anybody may try
@exposes #orders to #blind-trust with callers that are believed because they are inside
@exposes #orders to #access with orders that are found by a number
@exposes #orders to #cascade with calls that wait for other services
@exposes #billing to #forged-event with events that any service may send
@exposes #billing to #replay with events that may arrive twice
@exposes #billing to #untraceable with a request that passed many services
@exposes #vault to #leaked-secret with secrets that end up in settings and logs
@exposes #pipeline to #poisoned-build with rights to change what runs

# What stands against threats already. Keep what is true; a claim that is not is worse than none.

@control Encrypted connections (#tls)
@mitigates #gateway against #eavesdropping with #tls
`;
