/** What docs/properties.md says in front of its tables. */
export const introduction = `# Properties

What is known of components, flows, data and trust boundaries, for the analysis to rest on. Every property is **unknown**
until somebody says it, and unknown is never taken for no. \`unknown\` can be written too: it says that nobody knows.

## Where they are said

Below an annotation that ends with a colon, indented deeper:

\`\`\`threatspec
@component App:Web (#web) as process:
  internet-facing: yes
  technology: [go, html templates]
@data Card number (#pan) as pci:
  lifetime: 90 days
@connects #web to App:Store with orders:
  protocol: postgres over TLS
  data: ["#pan"]
\`\`\`

In \`threatloom.yaml\`, for what annotations speak of; a name that none of them knows is an error:

\`\`\`yaml
components:
  App:Store: { encrypts-at-rest: yes, runs-as: postgres }
flows:
  App:Web -> App:Store: { authenticated: yes }
boundaries:
  App: { trust: trusted, separates: network }
data:
  assets:
    Card number: { encrypted-at-rest: yes }
\`\`\`

And in the line of a definition itself: the role of \`@component … as ROLE\` and \`@actor\`, the level of \`@data … as LEVEL\`,
the medium of a GuardLink flow.

## How they are read

- Casing, \`-\`, \`_\` and spaces in a key do not matter: \`internet-facing\`, \`internet_facing\` and \`internetFacing\` are one.
- Yes is \`yes\`, \`true\`, \`on\` or \`always\`; no is \`no\`, \`false\`, \`off\` or \`never\`; unknown is \`unknown\`, \`tbd\`,
  \`"?"\` or nothing.
- A list may be written as one text with commas. A duration is a number and a unit (\`90 days\`), or \`request\`,
  \`session\`, \`account\` or \`forever\`.
- A value of another kind is the error \`unknown-value\`, at the annotation or at the key in \`threatloom.yaml\`.
- Any other key is kept as a property of your own. One that is a letter from a known one (two, from ten letters), or
  known of other things only, is the warning \`unlikely-property\`.

## Which one counts

Code counts before the configuration, for it is changed and reviewed with what it describes; the line of an annotation
before the block below it; the first definition, in the order of files, before later ones; and whatever is said before
what is inferred. A value that is known counts before an \`unknown\`. Two sayings that differ are the warning
\`contradicting-property\`.

Inferred is what follows from something else, and always marked so, with what it follows from. Of protocols, \`https\`,
\`tls\`, \`ssh\` and their kin encrypt; \`http\`, \`ftp\`, \`telnet\` and their kin do not. Nothing is inferred of those that
may switch to encryption later (\`smtp\`, \`ldap\` …), nor where a text says \`without\`, \`optional\` or \`STARTTLS\`. That a flow
is encrypted although its protocol is not is no contradiction: it may run through a tunnel.

\`threatloom show\` prints what is known and who says so; the JSON document lists it under \`facts\`.

## Levels and classes

Built-in levels are \`public\`, \`internal\`, \`confidential\` and \`restricted\`, in this order of sensitivity; built-in classes
are \`pii\`, \`phi\`, \`pci\`, \`financial\`, \`credentials\` and \`secrets\`. In \`threatloom.yaml\`, \`data.levels\` adds to them,
\`data.order\` replaces the levels and \`data.classes\` the classes. Where only a class is known, it counts as the highest
level but one, credentials and secrets as the highest. To the rules about data, whatever belongs to a class or has one of
the two highest levels is sensitive; the lowest level alone never makes it so.`;
