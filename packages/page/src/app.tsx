import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { SiteContext, type Site } from "./data/site.js";
import { Header } from "./frame/header.js";
import { useRoute } from "./router.js";
import { viewOf } from "./views/registry.js";

/** The page: a header that stays, and the view that the address names. */
export function App({ site }: { site: Site }): VNode {
  const route = useRoute();
  const { title, View } = viewOf(route.view);
  const main = useRef<HTMLElement>(null);
  const place = `${route.view}/${route.id ?? ""}`;
  const first = useRef(true);
  useEffect(() => {
    document.title = `${title} – threat model of ${site.data.report.project}`;
    if (!first.current) {
      main.current?.focus();
      scrollTo(0, 0);
    }
    first.current = false;
  }, [place]);
  return (
    <SiteContext.Provider value={site}>
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <Header route={route} />
      <main id="main" ref={main} tabIndex={-1} class={`view view-${route.view || "overview"}`}>
        <View key={place} route={route} />
      </main>
    </SiteContext.Provider>
  );
}
