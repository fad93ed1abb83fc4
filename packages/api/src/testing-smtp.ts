import { atEnd } from "@chat/db/testing";
import { SMTPServer } from "smtp-server";

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers by their names in lower case, unfolded. */
  headers: Map<string, string>;
  /** As it came, headers too. */
  source: string;
}

/** What the server says to an addressee or a mail: nothing takes it. */
export type Refusal = { code: number } | undefined;

/** A real mail server on a free port of this machine, which keeps what it is sent. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const behaviour: { refuseRecipient?: Refusal; refuseMail?: Refusal; before?: () => Promise<void> } = {};
  const server = new SMTPServer({
    authOptional: true,
    // Its certificate is nobody's.
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === "right" ? done(null, { user: username }) : done(Object.assign(new Error("no"), { responseCode: 535 })),
    onRcptTo: (_address, _session, done) => done(refusalOf(behaviour.refuseRecipient)),
    async onData(stream, session, done) {
      const source = await new Response(stream as unknown as ReadableStream).text();
      await behaviour.before?.();
      const refusal = refusalOf(behaviour.refuseMail);
      if (!refusal) {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          headers: headersOf(source),
          source,
        });
      }
      done(refusal);
    },
  });
  // A client that is cut off is what a test is about.
  server.on("error", () => {});
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", () => listening()));
  const stop = () => new Promise<void>((stopped) => server.close(() => stopped()));
  atEnd(stop);
  const { port } = server.server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, port, received, behaviour, stop };
}

const refusalOf = (refusal: Refusal) => (refusal ? Object.assign(new Error("refused"), { responseCode: refusal.code }) : null);

function headersOf(source: string): Map<string, string> {
  const [head = ""] = source.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]));
}

/** The text and the HTML of a mail, decoded. */
export function bodiesOf({ source }: ReceivedMail): { text: string; html: string } {
  const [, boundary = ""] = /boundary="([^"]+)"/.exec(source) ?? [];
  const parts = source.split(`--${boundary}`).slice(1, -1);
  const bodyOf = (type: string) => {
    const [head = "", ...rest] = (parts.find((part) => part.includes(`Content-Type: ${type}`)) ?? "")
      .replace(/^\r?\n/, "")
      .split("\r\n\r\n");
    return decodeBody(rest.join("\r\n\r\n"), /Content-Transfer-Encoding: (\S+)/.exec(head)?.[1]);
  };
  return { text: bodyOf("text/plain"), html: bodyOf("text/html") };
}

function decodeBody(body: string, encoding = "7bit"): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString();
  if (encoding !== "quoted-printable") return body;
  const bytes = body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}
