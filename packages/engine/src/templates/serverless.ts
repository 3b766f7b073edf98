/** Functions of a cloud provider: an API in front, events behind, and rights that are given function by function. */
export const text = `# The threat model of a serverless application, to start from.
# Lines that begin with an @ count; everything else is for readers.
#
# How to go on:
#   1. Rename the functions and copy one for each of yours. The first part of a path is a boundary.
#   2. Turn every "unknown" into yes or no. An unknown is a question: the analysis asks it until somebody answers.
#   3. Go through the exposures at the end. Write @mitigates on the function that answers one, or here if the whole
#      component is protected; @accepts with a reason if you live with it; take it out if it cannot happen.
#   4. What the provider answers for is a transfer: write down what of it you checked.

# Who and what there is

@actor Customer (#customer)
@component Internet:Client (#client) as external-entity
@component Edge:API (#api) as process:
  description: The managed front door; routes requests to functions
  internet-facing: yes
  third-party: yes
  authenticates: unknown
  validates-input: unknown
  rate-limits: unknown
  limits-resources: unknown
  logs: unknown
@component Functions:Requests (#requests) as process:
  description: Answers what customers ask
  internet-facing: no
  authenticates: unknown
  authorises: unknown
  validates-input: unknown
  runs-as: a role of its own
  privileged: unknown
  limits-resources: unknown
  logs: unknown
@component Functions:Events (#events) as process:
  description: Runs when a file arrives or a message waits
  internet-facing: no
  validates-input: unknown
  runs-as: a role of its own
  privileged: unknown
  limits-resources: unknown
  logs: unknown
@component Cloud:Table (#table) as data-store:
  internet-facing: no
  third-party: yes
  authenticates: unknown
  encrypts-at-rest: unknown
  backed-up: unknown
@component Cloud:Bucket (#bucket) as data-store:
  internet-facing: unknown
  third-party: yes
  authenticates: unknown
  encrypts-at-rest: unknown
  backed-up: unknown
@component Cloud:Queue (#queue) as data-store:
  internet-facing: no
  third-party: yes
  authenticates: unknown
  encrypts-at-rest: unknown
@component Cloud:Secrets (#secrets) as data-store:
  internet-facing: no
  third-party: yes
  authenticates: unknown
  encrypts-at-rest: unknown
  logs: unknown
@component Partners:Cloud Provider (#provider) as external-entity:
  third-party: yes

@owns app-team for #api
@owns app-team for #requests
@owns app-team for #events
@owns app-team for #table
@owns app-team for #bucket
@owns app-team for #queue
@owns app-team for #secrets

# Where trust changes

@boundary Our account (#account) contains #api, #requests, #events, #table, #bucket, #queue, #secrets:
  separates: tenant
  trust: trusted
  denies-by-default: unknown
  monitored: unknown

# What is worth protecting

@data Access token (#token) as credentials:
  lifetime: unknown
@data Profile (#profile) as pii:
  lifetime: account
@data Upload (#upload) as confidential
@data API key (#api-key) as secrets
@handles #profile on #table
@handles #upload on #bucket
@handles #api-key on #secrets

# How it travels

@connects #customer with #client with clicks and pages
@connects #client with #api with API calls:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#token", "#profile", "#upload"]
@connects #api with #requests with requests:
  encrypted: unknown
  authenticated: unknown
  data: ["#token", "#profile", "#upload"]
@connects #requests with #table with items:
  protocol: HTTPS
  authenticated: unknown
  data: ["#profile"]
@connects #requests to #bucket with files:
  protocol: HTTPS
  authenticated: unknown
  data: ["#upload"]
@connects #requests to #queue with messages:
  protocol: HTTPS
  authenticated: unknown
@connects #bucket to #events with news of a file:
  authenticated: unknown
  data: ["#upload"]
@connects #queue to #events with messages:
  authenticated: unknown
@connects #secrets to #events with keys of partners:
  protocol: HTTPS
  authenticated: unknown
  data: ["#api-key"]

# What usually goes wrong

@threat Excessive rights (#rights) [high] cwe:CWE-250
@threat Event injection (#event-injection) [high] cwe:CWE-20
@threat Broken access control (#access) [high] cwe:CWE-639
@threat Public bucket (#public-bucket) [critical] cwe:CWE-284
@threat Leaked secret (#leaked-secret) [high] cwe:CWE-522
@threat Runaway costs (#costs) [medium] cwe:CWE-770
@threat Vulnerable dependency (#dependency) [high] cwe:CWE-1395
@threat Leftovers between calls (#leftovers) [medium] cwe:CWE-226
@threat Untraceable action (#untraceable) [medium] cwe:CWE-778
@threat Eavesdropping (#eavesdropping) [high] cwe:CWE-319
@threat Flaw in the platform (#platform-flaw) [high]

# Where things stand: the usual exposures first. Each is open until something answers it.

@exposes #requests to #rights with a role that may do more than the function does
@exposes #requests to #access with items that are found by a key from the request
@exposes #requests to #dependency with packages that nobody updates
@exposes #events to #event-injection with names and contents that strangers choose
@exposes #events to #leftovers with memory and files that outlive a call
@exposes #events to #untraceable with a chain of events without a caller
@exposes #bucket to #public-bucket with a setting that opens it to everybody
@exposes #secrets to #leaked-secret with keys in variables that many may read
@exposes #api to #costs with calls that are paid one by one

# What stands against threats already. Keep what is true; a claim that is not is worse than none.

@control Encrypted connections (#tls)
@mitigates #api against #eavesdropping with #tls
@transfers #platform-flaw from #requests to #provider with a managed runtime
`;
