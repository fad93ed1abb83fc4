import { type Accessor, createEffect, createSignal, on } from "solid-js";

/** Pages of what is already on hand; a new search starts at the first one. */
export function createPaging<T>(items: Accessor<readonly T[]>, search: Accessor<string>, pageSize: number) {
  const [page, setPage] = createSignal(1);
  createEffect(on(search, () => setPage(1), { defer: true }));
  const pageCount = () => Math.max(1, Math.ceil(items().length / pageSize));
  const current = () => Math.min(page(), pageCount());
  return {
    page: current,
    pageCount,
    setPage,
    pageSize,
    total: () => items().length,
    shown: () => items().slice((current() - 1) * pageSize, current() * pageSize),
  };
}

export type Paging = Omit<ReturnType<typeof createPaging>, "shown">;
