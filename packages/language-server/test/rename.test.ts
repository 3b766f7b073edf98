import { describe, expect, test } from "@jest/globals";
import { applied, prepared, renamed } from "./rename.js";

interface RenameCase {
  name: string;
  files: Record<string, string>;
  to: string;
  after: Record<string, string>;
}

describe("one name", () => {
  test.each<RenameCase>([
    {
      name: "of a threat, in every spelling and manner, and its id stays",
      files: {
        "m.threatspec":
          "@threat SQL |Injection (#sqli)\n@exposes App to #sqli with x\n@exposes App to sql_injection with x\n",
        "a.ts":
          '// @mitigates App against SQL_Injection with a\n// @mitigates App against "SQL Injection" with b\nf();\n',
      },
      to: "Path Traversal",
      after: {
        "m.threatspec":
          "@threat Path Traversal (#sqli)\n@exposes App to #sqli with x\n@exposes App to path_traversal with x\n",
        "a.ts":
          '// @mitigates App against Path_Traversal with a\n// @mitigates App against "Path Traversal" with b\nf();\n',
      },
    },
    {
      name: "of an id, by marks and without, and the name stays",
      files: {
        "m.gal": '@threat Sqli_Attack (#s|qli) -- "d"\n@exposes App to #sqli -- "d"\n@exposes App to sqli -- "d"\n',
        "a.go": "package a\n\n// @exposes App to #SQLI with x\nfunc F() {}\n",
      },
      to: "#inject",
      after: {
        "m.gal":
          '@threat Sqli_Attack (#inject) -- "d"\n@exposes App to #inject -- "d"\n@exposes App to inject -- "d"\n',
        "a.go": "package a\n\n// @exposes App to #inject with x\nfunc F() {}\n",
      },
    },
    {
      name: "of a segment in the middle, below it and as GuardLink writes it",
      files: {
        "a.ts":
          '// @exposes App:W|eb:Login to t with x\n// @exposes App.Web.Cart to t -- "d"\n// @exposes App:Web to t with x\n// @connects Web:App to App:Web:Login with x\n',
      },
      to: "Portal",
      after: {
        "a.ts":
          '// @exposes App:Portal:Login to t with x\n// @exposes App.Portal.Cart to t -- "d"\n// @exposes App:Portal to t with x\n// @connects Web:App to App:Portal:Login with x\n',
      },
    },
    {
      name: "of several words, quoted only where it must be",
      files: {
        "a.ts":
          '// @mitigates W|eb against t with x\n// @exposes Web to u -- "d"\n// @component Web (#w)\n// @connects Web to App:Web with x\n',
      },
      to: "Front Door",
      after: {
        "a.ts":
          '// @mitigates "Front Door" against t with x\n// @exposes "Front Door" to u -- "d"\n// @component "Front Door" (#w)\n// @connects "Front Door" to App:Web with x\n',
      },
    },
    {
      name: "of a GuardLink path, with colons where no full stop can be",
      files: { "a.gal": '@exposes App.W|eb to t -- "d"\n@exposes App.Web.Cart to u -- "d"\n' },
      to: "v1.2",
      after: { "a.gal": '@exposes App:v1.2 to t -- "d"\n@exposes App:v1.2:Cart to u -- "d"\n' },
    },
    {
      name: "of a zone and its boundary, and of nothing else of that name",
      files: {
        "m.threatspec":
          "@boundary Sh|op (#shop) contains Shop:Till\n@exposes Shop:Till to Shop with x\n@exposes Other:Shop to t with x\n",
      },
      to: "Market",
      after: {
        "m.threatspec":
          "@boundary Market (#shop) contains Market:Till\n@exposes Market:Till to Shop with x\n@exposes Other:Shop to t with x\n",
      },
    },
    {
      name: "of a v0.1 component, and paths that spell it out",
      files: {
        "m.go":
          "package m\n\n// @alias boundary @app to App\n// @alias component @web to W|eb\n// @exposes @app:@web to t with x\n// @exposes App:Web to t with x\nfunc F() {}\n",
      },
      to: "Portal",
      after: {
        "m.go":
          "package m\n\n// @alias boundary @app to App\n// @alias component @web to Portal\n// @exposes @app:@web to t with x\n// @exposes App:Portal to t with x\nfunc F() {}\n",
      },
    },
    {
      name: "of a v0.1 pair's definition",
      files: {
        "m.threatspec":
          "@alias component @app:@web to W|eb\n@exposes @app:@web to t with x\n@exposes app:Web to t with x\n",
      },
      to: "Portal",
      after: {
        "m.threatspec":
          "@alias component @app:@web to Portal\n@exposes @app:@web to t with x\n@exposes app:Portal to t with x\n",
      },
    },
    {
      name: "of the boundary in v0.1 pairs",
      files: {
        "m.threatspec":
          "@alias boundary @app to App\n@alias component @app:@web to Web\n@alias component @pay to Pay\n@exposes @a|pp:@web to t with x\n@exposes @app:@pay to t with x\n",
      },
      to: "site",
      after: {
        "m.threatspec":
          "@alias boundary @site to App\n@alias component @site:@web to Web\n@alias component @pay to Pay\n@exposes @site:@web to t with x\n@exposes @site:@pay to t with x\n",
      },
    },
    {
      name: "of the component in v0.1 pairs",
      files: {
        "m.threatspec":
          "@alias boundary @app to App\n@alias component @app:@web to Web\n@exposes @app:@w|eb to t with x\n@describe component @app:@web as x\n",
      },
      to: "@portal",
      after: {
        "m.threatspec":
          "@alias boundary @app to App\n@alias component @app:@portal to Web\n@exposes @app:@portal to t with x\n@describe component @app:@portal as x\n",
      },
    },
    {
      name: "that an id alone defines, with its marks and without",
      files: {
        "m.gal": '@asset #w|eb -- "d"\n@exposes web to t -- "d"\n@exposes #web to ##u -- "d"\n@threat u (#u)\n',
      },
      to: "portal",
      after: {
        "m.gal": '@asset #portal -- "d"\n@exposes portal to t -- "d"\n@exposes #portal to ##u -- "d"\n@threat u (#u)\n',
      },
    },
    {
      name: "with doubled marks",
      files: { "m.gal": '@threat Some (#u) -- "d"\n@exposes A to ##|u -- "d"\n' },
      to: "v",
      after: { "m.gal": '@threat Some (#v) -- "d"\n@exposes A to ##v -- "d"\n' },
    },
    {
      name: "in prose of 2015",
      files: {
        "a.go":
          "package a\n\n// ThreatSpec M for F\n// Mitigates App:Fi|le against double lending with a lock (CWE-1)\n// Sends x from App:File to App:Db\nfunc F() {}\n",
      },
      to: "Storage",
      after: {
        "a.go":
          "package a\n\n// ThreatSpec M for F\n// Mitigates App:Storage against double lending with a lock (CWE-1)\n// Sends x from App:Storage to App:Db\nfunc F() {}\n",
      },
    },
    {
      name: "over continued lines",
      files: {
        "a.ts":
          "// @threat sql in|jection (#s)\n// @mitigates A against sql \\\n//   injection with k\n/* @mitigates A:B against sql \\\n * injection \\\n * with k */\n",
      },
      to: "path traversal",
      after: {
        "a.ts":
          "// @threat path traversal (#s)\n// @mitigates A against path \\\n//   traversal with k\n/* @mitigates A:B against path \\\n * traversal \\\n * with k */\n",
      },
    },
    {
      name: "over continued lines, with fewer words",
      files: {
        "a.ts": "// @threat sql in|jection (#s)\n// @mitigates A against sql \\\n//   injection with k\nf();\n",
      },
      to: "traversal",
      after: { "a.ts": "// @threat traversal (#s)\n// @mitigates A against traversal with k\nf();\n" },
    },
    {
      name: "with quotation marks and backslashes in it",
      files: { "a.gal": '@exposes "a \\"b\\" c" to |t -- "d"\n@exposes "a \\"b\\" c" to t -- "e"\n' },
      to: "u",
      after: { "a.gal": '@exposes "a \\"b\\" c" to u -- "d"\n@exposes "a \\"b\\" c" to u -- "e"\n' },
    },
    {
      name: "behind a byte order mark, with CRLF and surrogate pairs before it",
      files: {
        "a.ts":
          '\uFEFF// @mitigates "🦆🦆" against t|ar with x\r\n// 🦆\r\n/* 🦆 */ const x = 1; // @mitigates "🦆🦆" against tar with y\r\n',
      },
      to: "feather",
      after: {
        "a.ts":
          '\uFEFF// @mitigates "🦆🦆" against feather with x\r\n// 🦆\r\n/* 🦆 */ const x = 1; // @mitigates "🦆🦆" against feather with y\r\n',
      },
    },
    {
      name: "of data, in properties and labels",
      files: {
        "m.threatspec":
          '@data card nu|mber (#pan) as pci\n@component A:B:\n  data: [other, card number]\n@connects A:B to A:C with x:\n  data: "Card Number, third"\n@connects A:B to A:D with card number\n@handles #pan on A:B\n',
      },
      to: "account number",
      after: {
        "m.threatspec":
          '@data account number (#pan) as pci\n@component A:B:\n  data: [other, account number]\n@connects A:B to A:C with x:\n  data: "account number, third"\n@connects A:B to A:D with account number\n@handles #pan on A:B\n',
      },
    },
    {
      name: "of a path in a v0.1 short form with an id in front",
      files: {
        "m.threatspec":
          "@component App:Web (#web)\n@exposes @web:Log|in to #t with x\n@exposes App:Web:Login to #t with y\n",
      },
      to: "Sign In",
      after: {
        "m.threatspec":
          "@component App:Web (#web)\n@exposes @web:Sign In to #t with x\n@exposes App:Web:Sign In to #t with y\n",
      },
    },
    {
      name: "of an id that stands in front of longer paths",
      files: {
        "m.threatspec": "@component App:Web (#w|eb)\n@exposes @web:Login to #t with x\n@review web is it so?\n",
      },
      to: "portal",
      after: {
        "m.threatspec": "@component App:Web (#portal)\n@exposes @portal:Login to #t with x\n@review portal is it so?\n",
      },
    },
    {
      name: "known by its name as an id",
      files: {
        "m.threatspec":
          "@threat SQL Inj|ection\n@exposes A:B to #sql-injection with x\n@exposes A:B to #SQL_Injection with y\n",
      },
      to: "Path Traversal",
      after: {
        "m.threatspec":
          "@threat Path Traversal\n@exposes A:B to #path-traversal with x\n@exposes A:B to #Path_Traversal with y\n",
      },
    },
    {
      name: "in other letters and with marks that mean something elsewhere",
      files: { "m.threatspec": "@threat t|ar (#t)\n@exposes A:B to tar with x\n" },
      to: "Überlauf `x` <b> & \\ $& 50% [high]",
      after: {
        "m.threatspec":
          '@threat "Überlauf `x` <b> & \\\\ $& 50% [high]" (#t)\n@exposes A:B to "Überlauf `x` <b> & \\\\ $& 50% [high]" with x\n',
      },
    },
    {
      name: "of a boundary that is no zone",
      files: {
        "m.threatspec":
          "@boundary card z|one (#cz) contains A:B, C:D\n@alias boundary @c to Card Zone\n@exposes card:x to #t with y\n",
      },
      to: "vault",
      after: {
        "m.threatspec":
          "@boundary vault (#cz) contains A:B, C:D\n@alias boundary @c to vault\n@exposes card:x to #t with y\n",
      },
    },
    {
      name: "of a control in tests and mitigations, and a file without any line end",
      files: {
        "a.ts": "/** @mitigates A:B against #t with signed bas|ket */",
        "b.go": "package b\n// @tests signed basket for A:B",
      },
      to: "sealed basket",
      after: {
        "a.ts": "/** @mitigates A:B against #t with sealed basket */",
        "b.go": "package b\n// @tests sealed basket for A:B",
      },
    },
    {
      name: "that holds a keyword",
      files: { "m.threatspec": "@mitigates A against t|x with k\n@tests k for A\n@exposes A to tx with k\n" },
      to: "a with b",
      after: {
        "m.threatspec": '@mitigates A against "a with b" with k\n@tests k for A\n@exposes A to "a with b" with k\n',
      },
    },
    {
      name: "of data, asked for where a property names it",
      files: {
        "m.threatspec":
          '@data card number (#pan) as pci\n@connects A:B to A:C with x:\n  data: "third, Card Nu|mber"\n',
      },
      to: "Account Number",
      after: {
        "m.threatspec":
          '@data account number (#pan) as pci\n@connects A:B to A:C with x:\n  data: "third, Account Number"\n',
      },
    },
    {
      name: "of an actor",
      files: {
        "m.gal":
          '@actor Nur|se (#n) -- "d"\n@entitles Nurse to read on App.Web -- "d"\n@entitles #n to read on App.Web -- "d"\n',
      },
      to: "Doctor",
      after: {
        "m.gal":
          '@actor Doctor (#n) -- "d"\n@entitles Doctor to read on App.Web -- "d"\n@entitles #n to read on App.Web -- "d"\n',
      },
    },
    {
      name: "in another spelling of the same",
      files: { "m.threatspec": "@threat SQL_In|jection\n@exposes A to SQL_Injection with x\n" },
      to: "SQL Injection",
      after: { "m.threatspec": "@threat SQL Injection\n@exposes A to SQL Injection with x\n" },
    },
  ])("$name", async ({ files, to, after }) => {
    const { client, edit } = await renamed(files, to);
    expect(applied(client, edit)).toEqual(after);
    expect(client.errors).toEqual([]);
    await client.stop();
  });
});

describe("what is refused", () => {
  test.each([
    [
      "another threat of that name",
      { "m.gal": '@threat A|a -- "d"\n@threat Bb -- "d"\n' },
      "bb",
      'There is already the threat "Bb", defined at m.gal:2.',
    ],
    [
      "another id",
      { "m.gal": '@threat Aa (#a|a) -- "d"\n@threat Bb (#bb) -- "d"\n' },
      "#bb",
      'The id bb already stands for the threat "Bb", defined at m.gal:2.',
    ],
    [
      "an id that is a name",
      { "m.gal": '@threat Aa (#a|x) -- "d"\n@threat Bb -- "d"\n' },
      "bb",
      'The threat "Bb", defined at m.gal:2 is known by that name already.',
    ],
    [
      "a path that is there",
      { "m.gal": '@exposes App.W|eb to t -- "d"\n@asset App.Api -- "d"\n' },
      "api",
      'There is already the component "App:Api", defined at m.gal:2.',
    ],
    [
      "an id of several words",
      { "m.gal": '@threat Aa (#a|x) -- "d"\n' },
      "b c",
      'An id is one word of letters, digits, "_", "-" and ".", and "b c" is not.',
    ],
    [
      "a path",
      { "m.gal": '@exposes App.W|eb to t -- "d"\n' },
      "a:b",
      '":" separates the segments of a path; rename one segment at a time.',
    ],
    ["a class of data", { "m.gal": '@handles p|ii on A -- "d"\n' }, "names", /"names" cannot be written at m\.gal:1/],
    [
      "a name that another is known by as an id",
      { "m.threatspec": "@threat Aa (#aa)\n@threat B|b\n" },
      "Aa",
      'There is already the threat "Aa", defined at m.threatspec:1.',
    ],
    [
      "an id of another",
      { "m.gal": '@threat Cc (#aa) -- "d"\n@threat B|b -- "d"\n' },
      "Aa",
      'Aa is an id of the threat "Cc"',
    ],
    ["a mark", { "m.gal": '@threat A|a -- "d"\n' }, "#x", "would be read as an id"],
    ["several lines", { "m.gal": '@threat A|a -- "d"\n' }, "a\n@threat c", "A name has one line"],
    [
      "the end of a comment",
      { "a.ts": "/* @mitigates A:B against t|x with k */\n" },
      "x */ y",
      "cannot be written at a.ts:1",
    ],
    [
      "the end of a comment, half of it there",
      { "a.ts": "/*\n *@mitigates A:B against big \\\n *tar|pit with k */\n" },
      "big /x",
      "cannot be written",
    ],
    ["nothing", { "m.gal": '@threat A|a -- "d"\n' }, " ", "A new name is needed."],
    ["no name", { "m.gal": '@thr|eat Aa -- "d"\n' }, "x", "There is no name of the threat model here."],
  ])("%s", async (_, files, to, message) => {
    const error = await renamed(files as Record<string, string>, to).catch((e: unknown) => e as Error);
    expect((error as Error).message).toMatch(message);
  });
});

test("what can be renamed is said beforehand", async () => {
  expect(await prepared({ "a.ts": "// @exposes App:Web Lo|gin:Cart to t with x" })).toEqual({
    at: "0:16-0:25",
    placeholder: "Web Login",
  });
  expect(await prepared({ "a.ts": "// @exposes App:We|b:Login to t with x" })).toEqual({
    at: "0:16-0:19",
    placeholder: "Web",
  });
  expect(await prepared({ "a.gal": '@exposes App.Web.Lo|gin to #t -- "d"' })).toEqual({
    at: "0:17-0:22",
    placeholder: "Login",
  });
  expect(await prepared({ "a.gal": '@exposes App.Web.Login to #|t -- "d"' })).toEqual({
    at: "0:26-0:28",
    placeholder: "t",
  });
  expect(await prepared({ "a.gal": '@exposes "We|b" to t with x' })).toEqual({ at: "0:10-0:13", placeholder: "Web" });
  expect(await prepared({ "a.ts": "// @exposes Web to t wi|th x" })).toEqual(null);
  const asset = "@data orders (#orders) as internal\n@connects A:B to A:C with ";
  expect(await prepared({ "m.threatspec": `${asset}or|ders` })).toEqual({ at: "1:26-1:32", placeholder: "orders" });
  expect(await prepared({ "m.threatspec": `${asset}x:\n  data: [a, "#ord|ers"]` })).toEqual({
    at: "2:13-2:20",
    placeholder: "orders",
  });
  expect(await prepared({ "m.threatspec": `${asset}x:\n  owner: or|ders` })).toEqual(null);
});
