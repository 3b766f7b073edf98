import type { ComponentChildren, VNode } from "preact";

/** A part of a view under a heading of its own; `more` leads to the whole of it. */
export function Panel(props: {
  title: string;
  more?: { href: string; text: string } | undefined;
  wide?: boolean;
  children?: ComponentChildren;
}): VNode {
  const { title, more, wide = false, children } = props;
  return (
    <section class={wide ? "panel panel-wide" : "panel"}>
      <div class="panel-head">
        <h2>{title}</h2>
        {more !== undefined && <a href={more.href}>{more.text}</a>}
      </div>
      {children}
    </section>
  );
}

/** What is said where an address leads to nothing. */
export function Missing({ what, id }: { what: string; id: string | null }): VNode {
  return (
    <>
      <h1>Not found</h1>
      <p class="problem">
        There is no {what} “{id ?? ""}” in this report.
      </p>
    </>
  );
}

/** Short facts with their names; those without a value are left out. */
export function Facts({
  list,
}: {
  list: readonly (readonly [name: string, value: ComponentChildren])[];
}): VNode | null {
  const told = list.filter(([, value]) => value !== null && value !== "" && value !== undefined);
  if (told.length === 0) return null;
  return (
    <dl class="facts">
      {told.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
