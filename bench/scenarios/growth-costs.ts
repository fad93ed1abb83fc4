import { ask } from "../driver/chats";
import { openHttpWire } from "../driver/http-wire";
import { openWire } from "../driver/wire";
import type { RunningProduct } from "../stage/product";
import { waitingId } from "../stage/seed";
import { median } from "../summary";

const placeOf = (product: RunningProduct, token: string) => ({ host: "127.0.0.1", port: Number(new URL(product.server.url).port), token });

/** Median milliseconds of an authenticated GET, one after the other. @param path of the how many-th */
export async function costOfGet(product: RunningProduct, token: string, times: number, path: (index: number) => string): Promise<number> {
  const wire = await openHttpWire(placeOf(product, token));
  const costs: number[] = [];
  // As many go before, uncounted: the server has just been started.
  for (let index = 0; index < times * 2; index++) {
    const asked = path(index);
    const startedAt = performance.now();
    const status = await wire.ask(asked);
    if (status !== 200) throw new Error(`GET ${asked} was answered ${status}`);
    if (index >= times) costs.push(performance.now() - startedAt);
  }
  wire.close();
  return median(costs);
}

/**
 * Median milliseconds of accepting the chats that wait from the front of the queue on. Each is closed again, which is not counted, nor is the first quarter.
 * @param refill after each, uncounted: with one who comes for each who goes, the queue is of one length at every accept
 */
export async function costOfAccept(
  product: RunningProduct,
  { first, times, refill }: { first: number; times: number; refill?: (index: number) => Promise<void> },
): Promise<number> {
  const [agent] = product.agents;
  if (!agent) throw new Error("no agent");
  const desk = await openWire(`${product.socketUrl}/ws/agent/${agent.id}?token=${agent.token}`, (what) => {
    throw new Error(what);
  });
  const costs: number[] = [];
  for (let index = first; index < first + times; index++) {
    const sessionId = waitingId(index);
    const isOf = (frame: Record<string, unknown>) => frame.sessionId === sessionId;
    const startedAt = performance.now();
    await ask(desk, { type: "accept_chat", agentId: agent.id, sessionId }, "chat_accepted", isOf);
    costs.push(performance.now() - startedAt);
    await ask(desk, { type: "close_chat", agentId: agent.id, sessionId }, "chat_closed", isOf);
    await refill?.(index);
  }
  desk.close();
  return median(costs.slice(Math.floor(times / 4)));
}
