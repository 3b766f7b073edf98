import { html } from "../literal.js";

/** What the page of the panel is made of. */
export interface PageParts {
  /** What the panel calls its own files' place. */
  source: string;
  script: string;
  style: string;
  /** Made anew for every page, so that no other script runs. */
  nonce: string;
}

/**
 * The page of the diagram panel. It holds no text of the repository: the picture and its title come as messages, the
 * title is set as text, and the picture is shown as an image, in which nothing runs and nothing is loaded.
 */
export function pageOf({ source, script, style, nonce }: PageParts): string {
  const policy = [
    "default-src 'none'",
    "img-src data:",
    `style-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Data flow diagram</title>
<link rel="stylesheet" href="${html(style)}">
</head>
<body>
<header>
<h1 id="title" aria-live="polite">Data flow diagram</h1>
<div role="toolbar" aria-label="Zoom">
<button type="button" id="smaller" aria-label="Zoom out" title="Zoom out (-)">−</button>
<output id="scale" aria-live="polite" aria-label="Zoom">100 %</output>
<button type="button" id="larger" aria-label="Zoom in" title="Zoom in (+)">+</button>
<button type="button" id="whole" title="Fit the picture into the panel (0)">Fit</button>
<button type="button" id="actual" title="Original size (1)">100 %</button>
</div>
</header>
<p id="note" role="status">Waiting for the server …</p>
<main id="place" tabindex="0" aria-label="The picture; arrow keys scroll it"><img id="picture" alt="" hidden></main>
<script nonce="${html(nonce)}" src="${html(script)}"></script>
</body>
</html>
`;
}
