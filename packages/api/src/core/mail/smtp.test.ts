import { beforeEach, expect, test } from "bun:test";
import { bodiesOf, startMailServer } from "../../testing-smtp";
import { MailRefused, type OutgoingMail } from "./sender";
import { createSmtpSender } from "./smtp";

const smtp = await startMailServer();
const senderTo = (url: string) => createSmtpSender({ url, from: "Acme <chat@acme.example>", publicUrl: "https://chat.acme.example" });
const sender = senderTo(smtp.url);
const never = new AbortController().signal;

beforeEach(() => {
  smtp.received.length = 0;
  for (const key of Object.keys(smtp.behaviour)) delete smtp.behaviour[key as keyof typeof smtp.behaviour];
});

const MAIL: OutgoingMail = {
  to: "admin@acme.example",
  replyTo: { name: "Ada", address: "ada@example.com" },
  subject: "A message for Acme 🙏",
  text: `Hello\n.\nWorld 🌍 ${"long ".repeat(300)}`,
  html: "<p>Hello 🌍</p>",
  id: "mail-1",
};
const send = (mail: Partial<OutgoingMail> = {}, from = sender) => from.send({ ...MAIL, ...mail }, never);

test("a mail arrives as it was written, with who to answer", async () => {
  await send();
  const [mail] = smtp.received;
  expect(mail).toMatchObject({ from: "chat@acme.example", to: ["admin@acme.example"] });
  expect(mail && bodiesOf(mail)).toMatchObject({
    text: expect.stringContaining("Hello\r\n.\r\nWorld 🌍 long"),
    html: expect.stringContaining("🌍"),
  });
  const { headers } = mail as NonNullable<typeof mail>;
  expect(headers.get("from")).toBe("Acme <chat@acme.example>");
  expect(headers.get("reply-to")).toBe("Ada <ada@example.com>");
  expect(headers.get("message-id")).toBe("<mail-1@chat.acme.example>");
  expect(headers.get("auto-submitted")).toBe("auto-generated");
});

test.each([
  "\r\nBcc: victim@example.com\r\n\r\nBody",
  "\nBcc: victim@example.com",
  "\rBcc: victim@example.com",
  "\u2028Bcc: v@example.com",
])("a line break in a subject or a name begins no header: %j", async (evil) => {
  await send({ subject: `Hello${evil}`, replyTo: { name: `Ada${evil}`, address: "ada@example.com" } });
  const [mail] = smtp.received;
  expect(mail?.to).toEqual(["admin@acme.example"]);
  expect(mail?.headers.has("bcc")).toBe(false);
  expect(mail?.headers.get("subject")).toContain("Hello");
  expect(mail?.source).not.toMatch(/^bcc:/im);
});

test.each(["a@example.com, b@example.com", "a@example.com>\r\nRCPT TO:<b@example.com", "Eve <a@example.com>, b@example.com"])(
  "no address makes two of itself: %j",
  async (to) => {
    await send({ to }).catch(() => {});
    expect(smtp.received.flatMap((mail) => mail.to)).not.toContain("b@example.com");
  },
);

test("a refusal of the addressee or of the mail is final, one for now is not", async () => {
  smtp.behaviour.refuseRecipient = { code: 550 };
  await expect(send()).rejects.toMatchObject({ constructor: MailRefused, code: 550 });
  smtp.behaviour.refuseRecipient = { code: 450 };
  await expect(send()).rejects.not.toBeInstanceOf(MailRefused);
  delete smtp.behaviour.refuseRecipient;
  smtp.behaviour.refuseMail = { code: 554 };
  await expect(send()).rejects.toMatchObject({ constructor: MailRefused, code: 554 });
  expect(smtp.received).toEqual([]);
});

test("a wrong password or a server that is away may be mended: it is not final", async () => {
  await expect(send({}, senderTo(smtp.url.replace("//", "//chat:wrong@")))).rejects.toMatchObject({ code: "EAUTH" });
  await send({}, senderTo(smtp.url.replace("//", "//chat:right@")));
  await expect(send({}, senderTo("smtp://127.0.0.1:1"))).rejects.not.toBeInstanceOf(MailRefused);
  expect(smtp.received).toHaveLength(1);
});

test("a server that does not answer is left when the time is over", async () => {
  const silence = Promise.withResolvers<void>();
  smtp.behaviour.before = () => silence.promise;
  await expect(sender.send(MAIL, AbortSignal.timeout(100))).rejects.toMatchObject({ name: expect.any(String) });
  silence.resolve();
});
