import { type Accessor, createMemo, createSignal, For, type JSX, type Setter } from "solid-js";

type Row<T> = { item: Accessor<T>; set: Setter<T> };

/** A list whose rows live on by identity while their data is replaced, so that an open menu survives a refresh. */
export function Key<T>(props: {
  each: readonly T[];
  by: (item: T) => PropertyKey;
  children: (item: Accessor<T>) => JSX.Element;
  fallback?: JSX.Element;
}) {
  let known = new Map<PropertyKey, Row<T>>();
  const rows = createMemo(() => {
    const next = new Map<PropertyKey, Row<T>>();
    for (const item of props.each) {
      const key = props.by(item);
      const row = known.get(key) ?? newRow(item);
      row.set(() => item);
      next.set(key, row);
    }
    known = next;
    return [...next.values()];
  });
  return (
    <For each={rows()} fallback={props.fallback}>
      {(row) => props.children(row.item)}
    </For>
  );
}

function newRow<T>(first: T): Row<T> {
  const [item, set] = createSignal<T>(first);
  return { item, set };
}
