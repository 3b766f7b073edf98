import { diagramRequest, type Diagram, type DiagramParams } from "@threatloom/language-server";
import * as vscode from "vscode";
import type { Closing, Link } from "../link.js";
import { literal } from "../literal.js";
import type { ToPage } from "../webview/messages.js";
import { readSettings } from "../settings.js";
import { pageOf } from "./page.js";

/** The panel with the data flow diagram; there is one at most. */
export interface DiagramPanel extends Closing {
  /** Shows the panel, with the diagram of the active file or of the whole project. */
  show(what: "file" | "project"): void;
  /** Draws anew what is shown. */
  refresh(): void;
}

/** What is drawn: a document, the project, or nothing yet. */
interface Drawn {
  uri: string | null;
}

const EMPTY = "No annotation speaks of a component here. Open a file that does, or show the diagram of the project.";
const ABSENT = "The server is not running, so there is no diagram.";

/** Makes the panel's controller; nothing is shown yet. */
export function openDiagramPanel(extension: vscode.Uri, link: Link): DiagramPanel {
  let panel: vscode.WebviewPanel | null = null;
  let drawn: Drawn = { uri: null };
  let asked = 0;
  let follows = true;
  const send = (message: ToPage): void => {
    void panel?.webview.postMessage(message);
  };
  const draw = async (): Promise<void> => {
    if (panel?.visible !== true) return;
    const turn = ++asked;
    const params: DiagramParams = { uri: drawn.uri };
    const answer = await link.ask<Diagram>(diagramRequest, params);
    // By now something else may be wanted.
    if (turn !== asked) return;
    if (answer !== null) send({ title: literal(answer.title), picture: pictureOf(answer.svg), note: "" });
    else send({ title: "", picture: "", note: link.state() === "ready" ? EMPTY : ABSENT });
  };
  const follow = (editor: vscode.TextEditor | undefined): void => {
    if (!follows || editor?.document.uri.scheme !== "file" || !readSettings().followFile) return;
    drawn = { uri: editor.document.uri.toString() };
    void draw();
  };
  const make = (): vscode.WebviewPanel => {
    const made = newPanel(extension);
    made.onDidDispose(() => {
      panel = null;
    });
    made.onDidChangeViewState(() => void draw());
    // The page says that it is ready; nothing else ever comes from it.
    made.webview.onDidReceiveMessage(() => void draw());
    return made;
  };
  const listening = vscode.window.onDidChangeActiveTextEditor(follow);
  return {
    show: (what) => {
      follows = what === "file";
      const editor = vscode.window.activeTextEditor;
      if (!follows) drawn = { uri: null };
      else if (editor?.document.uri.scheme === "file") drawn = { uri: editor.document.uri.toString() };
      if (panel === null) panel = make();
      else panel.reveal(undefined, true);
      void draw();
    },
    refresh: () => void draw(),
    dispose: () => {
      listening.dispose();
      panel?.dispose();
    },
  };
}

function newPanel(extension: vscode.Uri): vscode.WebviewPanel {
  const media = vscode.Uri.joinPath(extension, "media");
  const panel = vscode.window.createWebviewPanel(
    "threatloom.diagram",
    "Data Flow Diagram",
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    { enableScripts: true, enableForms: false, enableCommandUris: false, localResourceRoots: [media] },
  );
  const { webview } = panel;
  const at = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  webview.html = pageOf({
    source: webview.cspSource,
    script: at("diagram.js"),
    style: at("diagram.css"),
    nonce: nonceOf(crypto.getRandomValues(new Uint8Array(24))),
  });
  return panel;
}

function nonceOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}

/** The picture as an address of its own: in an image no script runs, no link leads anywhere and nothing is fetched. */
function pictureOf(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg, "utf8").toString("base64")}`;
}
