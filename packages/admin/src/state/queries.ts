import type { RouterOutputs } from "@chat/api";
import { LIMITS } from "@chat/api/contract";
import { q } from "@chat/ui";
import { useQuery } from "@tanstack/solid-query";
import { useAdmin } from "./admin-context";

/** The first part of each query's key, for invalidating it. */
export const KEYS = {
  me: "admin.auth.me",
  widgets: "admin.widgets.list",
  widget: "admin.widgets.get",
  identitySecret: "admin.widgets.identitySecret",
  agents: "admin.agents.list",
  knowledge: "admin.knowledge.list",
  overview: "admin.stats.overview",
} as const;

/** What is known so far, also while it is asked for again or that fails. Reading `data` before the first answer would suspend the page. */
export const known = <T>(query: { isPending: boolean; isLoadingError: boolean; data: T | undefined }): T | undefined =>
  query.isPending || query.isLoadingError ? undefined : query.data;

/** Presence and numbers move by themselves: they are asked for again this often while on screen. */
const REFRESH_MS = 15_000;

export type Widget = RouterOutputs["admin"]["widgets"]["get"];
export type Agent = RouterOutputs["admin"]["agents"]["list"][number];
export type KnowledgePair = RouterOutputs["admin"]["knowledge"]["list"][number];

export const useMe = () => {
  const { trpc } = useAdmin();
  return useQuery(() => q(trpc.admin.auth.me, KEYS.me, undefined));
};

/** All widgets of the account, page after page, so that the search on screen misses none. */
export const useWidgets = () => {
  const { trpc } = useAdmin();
  return useQuery(() => ({
    queryKey: [KEYS.widgets],
    queryFn: async ({ signal }): Promise<Widget[]> => {
      const widgets: Widget[] = [];
      for (let page = 1; ; page++) {
        const next = await trpc.admin.widgets.list.query({ page, limit: LIMITS.pageSizeMax }, { signal });
        widgets.push(...next.widgets);
        if (next.widgets.length === 0 || widgets.length >= next.pagination.total) return widgets;
      }
    },
  }));
};

export const useWidget = (siteKey: () => string) => {
  const { trpc } = useAdmin();
  return useQuery(() => q(trpc.admin.widgets.get, KEYS.widget, { siteKey: siteKey() }));
};

export const useIdentitySecret = (siteKey: () => string) => {
  const { trpc } = useAdmin();
  return useQuery(() => q(trpc.admin.widgets.identitySecret, KEYS.identitySecret, { siteKey: siteKey() }));
};

export const useAgents = () => {
  const { trpc } = useAdmin();
  return useQuery(() => ({ ...q(trpc.admin.agents.list, KEYS.agents, undefined), refetchInterval: REFRESH_MS }));
};

export const useKnowledge = () => {
  const { trpc } = useAdmin();
  return useQuery(() => q(trpc.admin.knowledge.list, KEYS.knowledge, undefined));
};

export const useOverview = () => {
  const { trpc } = useAdmin();
  return useQuery(() => ({ ...q(trpc.admin.stats.overview, KEYS.overview, undefined), refetchInterval: REFRESH_MS }));
};
