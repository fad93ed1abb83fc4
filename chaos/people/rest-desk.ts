import type { HeldLine } from "./agent";

export interface Loaded {
  /** Lines of each of the agent's chats. */
  chats: Map<string, HeldLine[]>;
}

const ANSWER_WITHIN_MS = 1500;

/** What a console reads when it comes up: the agent's chats, and what was said in each. @throws what fetch throws, or Error naming the status */
export async function loadDesk(api: string, token: string): Promise<Loaded> {
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${api}${path}`, {
      headers: { authorization: `Bearer ${token}` },
      keepalive: false,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  };
  const { data } = await get<{ data: { session_id: string }[] }>("/agents/active-chats");
  const chats = data.map(async ({ session_id }): Promise<[string, HeldLine[]]> => {
    const { messages } = await get<{ messages: HeldLine[] }>(`/widgets/sessions/${session_id}/messages`);
    return [session_id, messages.map(({ id, text }) => ({ id, text }))];
  });
  return { chats: new Map(await Promise.all(chats)) };
}
