import { type FuzzedSocket, openFuzzedSocket } from "./fuzzed-socket";
import type { HttpAct } from "./http-acts";
import { sendHttp } from "./http-faults";
import { OWN_SESSION, type SocketAct } from "./socket-acts";
import type { Stage } from "./stage";

export type Act = HttpAct | SocketAct;

export interface Sent {
  isRefused: boolean;
  fault: string | null;
  /** The status of an answer, or which socket it was. */
  as: string;
}

export interface Lane {
  send(act: Act): Promise<Sent>;
  close(): void;
}

/** One caller with a visitor's socket, an agent's socket and HTTP. It sends one thing at a time. */
export async function openLane(stage: Stage, sessionId: string): Promise<Lane> {
  const { url } = stage.server;
  const { agent } = stage.own;
  const open = {
    visitor: () => openFuzzedSocket("visitor", `${url}/ws/${sessionId}`),
    agent: () => openFuzzedSocket("agent", `${url}/ws/agent/${agent.id}?token=${agent.token}`),
  };
  const sockets: Record<SocketAct["kind"], FuzzedSocket> = { visitor: await open.visitor(), agent: await open.agent() };
  return {
    async send(act) {
      if (act.kind === "http") {
        const { status, fault } = await sendHttp(url, act);
        return { isRefused: status >= 400, fault, as: String(status) };
      }
      const frame = typeof act.frame === "string" ? act.frame.replaceAll(OWN_SESSION, sessionId) : act.frame;
      const { isRefused, fault } = await sockets[act.kind].send(frame);
      // After a fault the rest is tried on a new one.
      if (fault !== null) {
        sockets[act.kind].close();
        sockets[act.kind] = await open[act.kind]();
      }
      return { isRefused, fault, as: `${act.kind} socket${isRefused ? ", refused" : ""}` };
    },
    close() {
      sockets.visitor.close();
      sockets.agent.close();
    },
  };
}
