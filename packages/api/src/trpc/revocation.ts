import { type Actor, adminTopic, agentTopic, type Deps } from "../core";
import { identify } from "./authenticate";

const CHECK_AGAIN_MS = 1_000;

interface Connection {
  isOpen(): boolean;
  close(): void;
}

/**
 * A token is read once for each connection: when it is revoked, its connections end.
 * @returns a function that ends the watch
 */
export function closeWhenRevoked(deps: Deps, token: string | null, actor: Actor, connection: Connection): () => void {
  if (actor.kind === "anonymous") return () => {};
  const topic = actor.kind === "admin" ? adminTopic(actor.id) : agentTopic(actor.id);
  let isDue = false;
  let isChecking = false;

  /** Again until the database answers: who could not be checked may be anyone. */
  async function check(): Promise<void> {
    isChecking = true;
    try {
      while (isDue && connection.isOpen()) {
        isDue = false;
        if ((await identify(deps, token)).actor.kind === "anonymous") connection.close();
      }
    } catch {
      isDue = true;
      setTimeout(begin, CHECK_AGAIN_MS);
    } finally {
      isChecking = false;
    }
  }
  const begin = () => {
    if (!isChecking && connection.isOpen()) deps.background.run(check());
  };

  return deps.bus.subscribe(topic, (event) => {
    if (event.type === "access.revoked") connection.close();
    if (event.type !== "news.missed") return;
    isDue = true;
    begin();
  });
}
