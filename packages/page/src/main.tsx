import "./style/index.css";
import { render } from "preact";
import { App } from "./app.js";
import { embedded } from "./data/embedded.js";
import { siteOf } from "./data/site.js";
import type { SiteData } from "@threatloom/reporters/site";

/** Shows the page once its data is unpacked; where it cannot be, the document for paper stays and says why. */
async function start(): Promise<void> {
  const root = document.getElementById("app");
  if (root === null) return;
  const { classList } = document.documentElement;
  classList.add("starting");
  try {
    const data = await embedded<SiteData>("data");
    render(<App site={siteOf(data)} />, root);
    classList.add("live");
  } catch (error) {
    classList.remove("starting");
    render(
      <p class="problem" role="alert">
        This browser cannot unpack the page's data ({String(error)}). What follows is the printed form of the report.
      </p>,
      root,
    );
  }
}

void start();
