type Query<I, O> = { query: (input: I, options?: { signal?: AbortSignal }) => Promise<O> };

/** Options of a solid-query `useQuery` for a tRPC query, typed by its input and output: `useQuery(() => q(trpc.admin.widgets.list, "admin.widgets.list", { page: 1 }))`. */
export const q = <I, O>(procedure: Query<I, O>, path: string, input: NoInfer<I>) => ({
  queryKey: [path, input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<O> => procedure.query(input, { signal }),
});
