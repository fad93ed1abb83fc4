/** A message as far as waiting is concerned. */
export interface Said {
  sessionId: string;
  senderType: "visitor" | "agent" | "ai";
  senderId: number | null;
  /** Unix seconds. A message without an instant is no question that could be timed, and its reply times none. */
  at: number | null;
}

/** A session's questions without a reply: how many, and the sum of their instants in unix seconds. */
export interface Unanswered {
  messages: number;
  instants: number;
}

export interface Replies {
  replies: number;
  /** From each visitor's message to its reply, added up. */
  replySeconds: number;
}

const NOTHING: Unanswered = { messages: 0, instants: 0 };

/**
 * Pairs each visitor's message with the next message of anyone else in its session.
 * @param said in the order of their ids
 * @param unanswered what earlier messages left open, by session; holds afterwards what is open now
 * @param onReply told of each message that replies to any
 */
export function pairReplies(said: Iterable<Said>, unanswered: Map<string, Unanswered>, onReply: (reply: Said, of: Replies) => void): void {
  for (const line of said) {
    const open = unanswered.get(line.sessionId) ?? NOTHING;
    if (line.senderType === "visitor") {
      if (line.at !== null) unanswered.set(line.sessionId, { messages: open.messages + 1, instants: open.instants + line.at });
    } else if (open.messages > 0) {
      unanswered.set(line.sessionId, NOTHING);
      if (line.at !== null) onReply(line, { replies: open.messages, replySeconds: open.messages * line.at - open.instants });
    }
  }
}
