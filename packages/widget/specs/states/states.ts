import type { Page } from "playwright-core";
import { CONFIG } from "../../src/testing/fake-server";
import type { Scene } from "../harness/scene";
import { launcher, sessionOf, talk, write } from "../harness/visitor";

export interface State {
  /** Brings a visitor's page into the state. */
  reach(page: Page, server: Scene["server"]): Promise<void>;
  config?: Parameters<Scene["server"]["configs"]["set"]>[1];
}

const FORM: State["config"] = {
  ...CONFIG,
  enablePrechatForm: true,
  prechatFields: [
    { name: "name", label: "Your name", type: "text", required: true },
    { name: "email", label: "E-mail", type: "email", required: true },
    { name: "topic", label: "Topic", type: "select", required: false, options: ["Order", "Other"] },
    { name: "story", label: "What happened?", type: "textarea", required: false },
    { name: "terms", label: "I agree", type: "checkbox", required: true },
  ],
};

const open = (page: Page) => launcher(page).click();

/** A file chosen by the visitor, as after the browser's own dialog. */
export const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator("chat-widget input[type=file]").setInputFiles(files);

export const menu = (page: Page) => page.getByRole("button", { name: "More", exact: true });

/** Asks for a person while none is there. */
async function waitForNobody(page: Page, server: Scene["server"]) {
  server.setFacts({ isStaffed: false });
  await open(page);
  await page.getByRole("button", { name: "Talk to a person" }).click();
  await page.getByRole("button", { name: "Leave a message" }).click();
  await page.getByRole("button", { name: "Leave message" }).waitFor();
}

/** Every state in which a visitor may find the widget. */
export const STATES: Record<string, State> = {
  closed: { reach: (page) => launcher(page).waitFor() },
  unread: {
    async reach(page, server) {
      await talk(page, "Hello");
      await open(page);
      server.say(await sessionOf(page), "Still there?", { agentName: "Robin" });
      await page.getByRole("button", { name: /unread/ }).waitFor();
    },
  },
  empty: { reach: open, config: { ...CONFIG, welcomeMessage: "" } },
  conversation: {
    async reach(page, server) {
      await talk(page, "Hello, see https://example.com");
      server.say(await sessionOf(page), "Hi!\n- **one**\n- `two`", { agentName: "Robin", isAI: false });
      server.say(await sessionOf(page), "Shall I fetch someone?", { agentName: "AI Assistant", isAI: true, offersPerson: true });
      await page.getByText("Shall I fetch someone?").waitFor();
      server.publish(await sessionOf(page), { type: "typing", isTyping: true });
      await page.getByLabel("is writing").waitFor();
    },
  },
  "form before the chat": { reach: open, config: FORM },
  "errors in the form": {
    config: FORM,
    async reach(page) {
      await open(page);
      await page.getByRole("button", { name: "Start chat" }).click();
      await page.getByText("Your name is needed").waitFor();
    },
  },
  consent: {
    config: { ...CONFIG, consentText: "We keep what you write for 30 days." },
    async reach(page) {
      await open(page);
      await page.getByRole("button", { name: "Agree and start chat" }).waitFor();
    },
  },
  menu: {
    async reach(page, server) {
      server.setFacts({ sendsMail: true });
      await talk(page, "Hello");
      await menu(page).click();
      await page.getByRole("button", { name: "Forget me" }).waitFor();
    },
  },
  "mailing a transcript": {
    async reach(page, server) {
      server.setFacts({ sendsMail: true });
      await talk(page, "Hello");
      await menu(page).click();
      await page.getByRole("button", { name: "Send this chat by e-mail" }).click();
      await page.getByLabel("E-mail").waitFor();
    },
  },
  "files on their way, sent and refused": {
    async reach(page, server) {
      await talk(page, "Hello");
      await menu(page).waitFor();
      await choose(page, { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("notes") });
      await page.locator(`chat-widget a[href*="/api/files/"]`).waitFor();
      await choose(page, { name: "run.exe", mimeType: "application/x-msdownload", buffer: Buffer.from("MZ") });
      await page.getByText("run.exe is of a type that cannot be sent").waitFor();
      server.failing.uploads = "hangs";
      await choose(page, { name: "slow.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
      await page.getByText("Uploading").waitFor();
    },
  },
  reconnecting: {
    async reach(page, server) {
      await talk(page, "Hello");
      server.failing.sockets = "refuses";
      for (const chat of server.chats.values()) for (const socket of chat.sockets) socket.close();
      await write(page, "Not yet");
      await page.getByText(/^Reconnecting/).waitFor();
    },
  },
  queued: {
    async reach(page) {
      await open(page);
      await page.getByRole("button", { name: "Talk to a person" }).click();
      await page.getByText("You are 2nd in line").waitFor();
    },
  },
  "nobody there": { reach: waitForNobody },
  "with an agent": {
    async reach(page, server) {
      await talk(page, "Hello");
      server.publish(await sessionOf(page), { type: "agent_joined", message: "", agentName: "Robin" });
      await page.getByText("Robin joined").waitFor();
    },
  },
  "ended, to be rated": {
    async reach(page, server) {
      await talk(page, "Hello");
      server.publish(await sessionOf(page), { type: "chat_closed", message: "" });
      await page.getByRole("button", { name: "4 of 5" }).click();
      await page.getByRole("button", { name: "Send rating" }).waitFor();
    },
  },
};
