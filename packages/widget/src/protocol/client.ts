import { createConnection } from "./connection";
import type { ServerFrame, VisitorDetails } from "./frames";
import type { OutboxEntry } from "./outbox";
import { createReceiver } from "./receiver";
import { type ChatState, type ClientOptions, newState } from "./state";
import type { Line, LineEvent } from "./transcript";
import { createTranscript, PENDING } from "./transcript";

/** RATE_LIMITED, DATABASE_DOWN, SERVER_BUSY and INTERNAL pass. */
const RETRYABLE = /_LI|DOWN|BUSY|INTERN/;
const FOREIGN = /^SESSION_(UNK|FOR)/;
const RESEND_MS = 3_000;

/**
 * The visitor's side of the protocol. Connects when started, joins once there is a chat to join,
 * and afterwards keeps what is shown equal to what the server has, over any number of sockets.
 */
export function createClient(options: ClientOptions) {
  const { siteKey, record, outbox, clock } = options;
  const transcript = createTranscript();
  const state = newState(transcript.lines);
  /** Of the socket. */
  let sessionId = "-";
  let join: "none" | "asked" | "bare" | "done" = "none";
  /** More was said of the visitor than the join on its way says. */
  let isStale = false;
  let cancelResend = () => {};
  /** The line on its way. The next one waits for its answer, so that none overtakes a line that is refused for now. */
  let sending: OutboxEntry | undefined;

  const changed = () => options.onChange(state);
  const update = (change: Partial<ChatState>) => {
    Object.assign(state, change);
    changed();
  };
  const pendingLine = (entry: OutboxEntry): Line => ({
    key: entry.id,
    id: PENDING,
    from: "visitor",
    name: null,
    text: entry.text,
    at: new Date(entry.at).toISOString(),
    state: entry.failed ? "failed" : "sending",
  });

  const receiver = createReceiver({ state, transcript, outbox, clock, changed, onReceived: options.onReceived, onSent: options.onSent });
  const connection = createConnection({
    url: () => {
      sessionId = record.current().sessionId;
      return `${options.socketOrigin}/ws/${sessionId}`;
    },
    open: options.open,
    clock,
    random: options.random ?? Math.random,
    onUp: () => {
      if (record.isKept()) sendJoin();
      else update({ link: "online" });
    },
    onDown: () => {
      join = "none";
      update({ link: "reconnecting", isTyping: false });
    },
    onFrame,
  });

  function sendJoin(isBare = false) {
    const { visitorSecret, visitorName, visitorEmail, visitorInfo, sessionId: kept } = record.current();
    if (kept !== sessionId) return connection.restart();
    // What a page says of its visitor may be refused: the chat goes on without it.
    const said = { visitorName, visitorEmail, visitorInfo: { ...options.visitorInfo?.(), ...visitorInfo }, ...options.identity?.() };
    const after = transcript.lastSeen() || undefined;
    connection.send({ type: "join", siteKey, sessionId, visitorSecret, ...(!isBare && said), after });
    // Frames are answered in their order: what was said comes before the pong. A server that answers neither is given up soon.
    connection.ping();
    state.isReplaying = !after;
    join = isBare ? "bare" : "asked";
    isStale = false;
  }

  /** The chat begins, or goes on: `act` runs when it is joined already, else all that waits is sent then. */
  function ensureJoined(act: () => void = () => sending ?? flush()) {
    // The page may have emptied the storage.
    if (join === "done" && record.current().sessionId !== sessionId) leave();
    record.keep();
    if (join === "done") act();
    else if (connection.isUp()) join === "none" && sendJoin();
    else api.start();
  }

  /** Nothing of the chat is shown any more. */
  function leave() {
    transcript.clear();
    for (const entry of outbox.all()) transcript.add(pendingLine(entry));
    Object.assign(state, { mode: "assistant", agentName: null, position: 0, estimatedWait: 0, hasEarlier: false, isTyping: false });
    join = "none";
    if (outbox.all().length > 0 || state.wantsPerson) record.keep();
    if (state.link !== "off") connection.restart();
    changed();
  }

  function deliver({ id, text, at, failed, leftBy }: OutboxEntry) {
    const said = { siteKey, sessionId, message: text, clientMessageId: id, timestamp: new Date(at).toISOString() };
    if (!failed) connection.send(leftBy ? { type: "leave_message", ...said, ...leftBy } : { type: "message", ...said });
  }

  /** Sends the first line that waits; after the last one, the wish for a person. */
  function flush() {
    sending = outbox.all().find(({ failed }) => !failed);
    if (sending) deliver(sending);
    else state.wantsPerson && connection.send({ type: "escalate", siteKey, sessionId, reason: "customer_requested_human" });
  }

  const mark = (id: string, failed = false) => {
    outbox.mark(id, failed);
    transcript.change(id, { state: failed ? "failed" : "sending" });
    changed();
  };

  function onFrame(frame: ServerFrame) {
    options.onFrame?.(frame);
    if (frame.type === "error") return onError(frame);
    if (frame.type === "session") {
      join = "done";
      state.link = "online";
      receiver.receive(frame);
      if (isStale) sendJoin();
      else flush();
    } else {
      receiver.receive(frame);
      if (frame.type === "ack" && frame.clientMessageId === sending?.id) flush();
    }
  }

  function onError({ code, message, clientMessageId }: ServerFrame & { type: "error" }) {
    state.isReplaying = false;
    if ((join === "asked" || join === "bare") && !clientMessageId) {
      if (FOREIGN.test(code)) api.forget();
      else if (code === "INPUT_INVALID" && join === "asked") {
        console.warn("ChatWidget:", message);
        sendJoin(true);
      } else if (RETRYABLE.test(code)) connection.drop();
      else {
        connection.stop();
        update({ link: "refused" });
      }
      return;
    }
    if (RETRYABLE.test(code)) {
      cancelResend();
      cancelResend = clock.after(RESEND_MS, flush);
    } else if (clientMessageId) {
      mark(clientMessageId, true);
      if (clientMessageId === sending?.id) flush();
    } else update({ wantsPerson: false });
  }

  const api = {
    state,
    transcript,
    changed,
    sessionId: () => sessionId,
    /** Beside what is said. Nothing happens where there is no connection. */
    send: connection.send,
    start() {
      if (state.link !== "off" && state.link !== "refused") return;
      state.link = "connecting";
      connection.start();
      changed();
    },
    stop() {
      cancelResend();
      receiver.stop();
      connection.stop();
      join = "none";
      state.link = "off";
    },
    /** The device says that its network is gone, long before the socket would. */
    lose: () => void (state.link === "online" && connection.drop()),
    wake: () => void (state.link !== "off" && state.link !== "refused" && connection.wake()),
    /** Takes the text into the outbox: from then on it is not lost. */
    sendMessage(text: string, leftBy?: VisitorDetails) {
      const entry = outbox.add(text, leftBy);
      transcript.add(pendingLine(entry));
      changed();
      ensureJoined();
    },
    retry(id: string) {
      mark(id);
      ensureJoined();
    },
    /** Asks for a person, now or as soon as the server can be reached. */
    escalate() {
      update({ wantsPerson: true });
      ensureJoined();
    },
    begin(details: VisitorDetails) {
      record.keep(details);
      isStale = true;
      ensureJoined(() => sendJoin());
    },
    resume: () => ensureJoined(),
    end() {
      // A line that came after it would open the chat again.
      for (const entry of outbox.all()) deliver(entry);
      connection.send({ type: "end_chat", sessionId });
    },
    note: (event: LineEvent) => {
      transcript.addEvent(event, null);
      changed();
    },
    /** Leaves the chat behind: the next message begins another. What waits to be sent goes there. */
    forget() {
      record.forget();
      leave();
    },
  };

  for (const entry of outbox.all()) transcript.add(pendingLine(entry));
  return api;
}
export type Client = ReturnType<typeof createClient>;
