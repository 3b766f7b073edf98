/** Devices in the field, a gateway, and the service that collects and commands: strangers can touch the devices. */
export const text = `# The threat model of connected devices, to start from.
# Lines that begin with an @ count; everything else is for readers.
#
# How to go on:
#   1. Rename the parts, take out what you do not have, add what is missing. The first part of a path is a boundary.
#   2. Turn every "unknown" into yes or no. An unknown is a question: the analysis asks it until somebody answers.
#   3. Go through the exposures at the end. Write @mitigates on the function that answers one, or here if the whole
#      component is protected; @accepts with a reason if you live with it; take it out if it cannot happen.
#   4. A device stays in the field for years: ask of every answer whether it still holds when the device is old.

# Who and what there is

@actor Operator (#operator)
@actor Passer-by (#passer-by)
@component Field:Device (#device) as process:
  description: Measures and acts; anybody near it can touch it
  internet-facing: no
  technology: [embedded C]
  memory-safe: no
  authenticates: unknown
  validates-input: unknown
  protects-integrity: unknown
  privileged: unknown
  logs: unknown
@component Field:Device Memory (#memory) as data-store:
  description: Keys, settings and firmware of a device
  encrypts-at-rest: unknown
  protects-integrity: unknown
@component Site:Gateway (#gateway) as process:
  description: Speaks with the devices of one site
  internet-facing: no
  authenticates: unknown
  validates-input: unknown
  limits-resources: unknown
  logs: unknown
@component Service:Message Broker (#broker) as process:
  internet-facing: yes
  authenticates: unknown
  authorises: unknown
  rate-limits: unknown
  limits-resources: unknown
  redundant: unknown
  logs: unknown
@component Service:Control Panel (#panel) as process:
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
@component Service:Readings (#readings) as data-store:
  internet-facing: no
  authenticates: unknown
  encrypts-at-rest: unknown
  backed-up: unknown
@component Service:Update Server (#updates) as process:
  description: Hands out firmware
  internet-facing: yes
  authenticates: unknown
  protects-integrity: unknown
  rate-limits: unknown
  limits-resources: unknown
  logs: unknown

@owns device-team for #device
@owns device-team for #memory
@owns device-team for #gateway
@owns device-team for #updates
@owns service-team for #broker
@owns service-team for #panel
@owns service-team for #readings

# Where trust changes

@boundary Our network (#network) contains #broker, #panel, #readings, #updates:
  separates: network
  trust: trusted
  denies-by-default: unknown
  monitored: unknown
@boundary Housing (#housing) contains #device, #memory:
  separates: machine
  trust: partial
  enforced-by: [screws and a seal]

# What is worth protecting

@data Device key (#device-key) as secrets
@data Firmware (#firmware) as internal
@data Reading (#reading) as confidential
@data Command (#command) as internal
@data Operator password (#password) as credentials:
  hashed: unknown
@handles #device-key on #memory
@handles #firmware on #memory
@handles #reading on #readings

# How it travels

@connects #passer-by to #device with buttons and plugs
@connects #device with #memory with keys and settings:
  data: ["#device-key", "#firmware"]
@connects #device with #gateway with readings and commands:
  protocol: radio
  encrypted: unknown
  authenticated: unknown
  replay-protected: unknown
  data: ["#reading", "#command"]
@connects #gateway with #broker with readings and commands:
  protocol: MQTT over TLS
  public-network: yes
  authenticated: unknown
  data: ["#reading", "#command"]
@connects #broker to #readings with readings:
  encrypted: unknown
  authenticated: unknown
  data: ["#reading"]
@connects #operator with #panel with requests and pages:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  data: ["#password", "#command", "#reading"]
@connects #readings to #panel with readings:
  encrypted: unknown
  authenticated: unknown
  data: ["#reading"]
@connects #panel to #broker with commands:
  encrypted: unknown
  authenticated: unknown
  data: ["#command"]
@connects #updates to #gateway with firmware:
  protocol: HTTPS
  public-network: yes
  authenticated: unknown
  integrity-protected: unknown
  data: ["#firmware"]

# What usually goes wrong

@threat Opened device (#opened) [high] cwe:CWE-1263
@threat Key for many devices (#shared-key) [critical] cwe:CWE-798
@threat Forged firmware (#forged-firmware) [critical] cwe:CWE-494
@threat Memory corruption (#memory-corruption) [critical] cwe:CWE-787
@threat Replayed command (#replay) [high] cwe:CWE-294
@threat Forged device (#forged-device) [high] cwe:CWE-287
@threat Open debug port (#debug-port) [high] cwe:CWE-1191
@threat Eavesdropping (#eavesdropping) [high] cwe:CWE-319
@threat Password guessing (#guessing) [high] cwe:CWE-307 capec:CAPEC-49
@threat Jamming and flooding (#flooding) [medium] cwe:CWE-400
@threat Device that nobody updates (#old-device) [high] cwe:CWE-1277

# Where things stand: the usual exposures first. Each is open until something answers it.

@exposes #device to #opened with a place where strangers are alone with it
@exposes #device to #debug-port with a plug that the factory uses
@exposes #device to #memory-corruption with messages that are parsed in C
@exposes #device to #old-device with years in the field
@exposes #memory to #shared-key with a key that the whole batch may share
@exposes #gateway to #replay with commands that can be recorded from the air
@exposes #gateway to #flooding with a radio that anybody can jam
@exposes #broker to #forged-device with devices that are believed by their number
@exposes #panel to #guessing with a login that anybody may try
@exposes #updates to #forged-firmware with files that devices install

# What stands against threats already. Keep what is true; a claim that is not is worse than none.

@control Encrypted connections (#tls)
@mitigates #broker against #eavesdropping with #tls
@mitigates #panel against #eavesdropping with #tls
`;
