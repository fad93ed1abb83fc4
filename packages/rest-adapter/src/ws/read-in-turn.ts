import type { Peer } from "./connection";
import { inReadingLane } from "./reading-lane";
import { CLOSE } from "./socket";

/**
 * Reads what a socket has missed, in turn with its frames. It waits for its place in the lane before that, so that its frames do
 * not wait for the reading of others. Where reading fails the socket is closed: it resumes when it comes back.
 */
export function readInTurn(peer: Pick<Peer, "enqueue" | "isOpen" | "dismiss">, read: () => Promise<void>): void {
  const readNow = async () => {
    try {
      if (peer.isOpen()) await read();
    } catch {
      peer.dismiss(CLOSE.tryAgain, "Please reconnect");
    }
  };
  void inReadingLane(() => new Promise<void>((resolve) => peer.enqueue(() => readNow().finally(resolve))));
}
