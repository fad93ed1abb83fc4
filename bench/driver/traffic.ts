import type { Chat } from "./chats";
import type { Faults } from "./job";
import { type Marker, readMarker, type Side } from "./marker";
import { createStream, type Stream, type StreamEvents } from "./stream";
import type { Wire } from "./wire";

/** The rest of a message's text, which is 80 characters long. */
const REST = ", good morning. Where is the parcel of my last order, please?";
const TROUBLE_MAX = 5;

/** Both directions of every chat, fed by the frames that arrive. */
export function createTraffic(run: number, chats: Chat[], faults: Faults, trouble: string[], events: StreamEvents) {
  const byChat = chats.map((chat, index) => {
    const open = (side: Side) =>
      createStream(
        { run, chat: index, side, sessionId: chat.sessionId },
        (head) => frameAround(chat, side, head),
        (side === "v" ? chat.visitor : chat.agent).send,
        faults,
        events,
      );
    return { sessionId: `"${chat.sessionId}"`, agent: chat.agent, visitor: chat.visitor, v: open("v"), a: open("a") };
  });

  const listenOn = (wire: Wire, side: Side) => {
    const marker: Marker = { run: 0, chat: 0, side: "v", seq: 0 };
    wire.listen((frame) => {
      if (frame.startsWith('{"type":"error"')) {
        faults.refused++;
        if (trouble.length < TROUBLE_MAX) trouble.push(frame);
      }
      if (!readMarker(frame, marker) || marker.run !== run || frame.startsWith('{"type":"error"')) return;
      const chat = byChat[marker.chat];
      const isAck = frame.startsWith('{"type":"ack"');
      const isOwn = chat?.[side === "v" ? "visitor" : "agent"] === wire && isAck === (marker.side === side);
      // An agent's frame says which chat it is of: it must be the one that was written to.
      if (!chat || !isOwn || (side === "a" && !isAck && !frame.includes(chat.sessionId))) faults.misrouted++;
      else if (isAck) chat[marker.side].ack(marker.seq);
      else chat[marker.side].deliver(marker.seq);
    });
  };
  for (const { visitor } of chats) listenOn(visitor, "v");
  for (const wire of new Set(chats.map(({ agent }) => agent))) listenOn(wire, "a");

  return byChat.flatMap(({ v, a }): Stream[] => [v, a]);
}

function frameAround({ sessionId, siteKey, agentId }: Chat, side: Side, head: string) {
  const frame =
    side === "v"
      ? { type: "message", sessionId, siteKey, message: `${head}#${REST}`, clientMessageId: `${head}#` }
      : { type: "send_message", agentId, sessionId, text: `${head}#${REST}`, clientMessageId: `${head}#` };
  const [before = "", between = "", after = ""] = JSON.stringify(frame).split("#");
  return { before, between, after };
}
