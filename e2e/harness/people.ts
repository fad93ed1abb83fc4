import type { Page } from "playwright-core";
import { until } from "./until";

/** What the people of the stories do, as they would do it: by what they read on the screen. */

export async function registerAdmin(
  page: Page,
  serverUrl: string,
  admin: { username: string; email: string; password: string },
): Promise<void> {
  await page.goto(`${serverUrl}/register`);
  await page.getByLabel("Username").fill(admin.username);
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}

/** @returns the site key of the widget, as its snippet says it */
export async function createWidget(page: Page, serverUrl: string, businessName: string): Promise<string> {
  await page.goto(`${serverUrl}/widgets/new`);
  await page.getByLabel("Business name").fill(businessName);
  await page.getByRole("button", { name: "Create widget" }).click();
  const snippet = page.getByText('data-site-key="widget-');
  await snippet.first().waitFor();
  const siteKey = /data-site-key="(widget-[A-Za-z0-9]+)"/.exec((await snippet.first().textContent()) ?? "")?.[1];
  if (!siteKey) throw new Error("the snippet shows no site key");
  return siteKey;
}

/** @returns the temporary password that was shown */
export async function createAgent(
  page: Page,
  serverUrl: string,
  agent: { fullName: string; username: string; email: string },
): Promise<string> {
  await page.goto(`${serverUrl}/agents`);
  await page.getByRole("button", { name: "Create agent" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Full name").fill(agent.fullName);
  await dialog.getByLabel("Email").fill(agent.email);
  await dialog.getByLabel("Username").fill(agent.username);
  await dialog.getByRole("button", { name: "Create agent" }).click();
  await page.getByRole("heading", { name: `${agent.fullName} can log in` }).waitFor();
  const password = await dialog.locator("code").textContent();
  if (!password) throw new Error("the dialog shows no password");
  await dialog.getByRole("button", { name: "Done" }).click();
  return password;
}

export async function addAnswer(page: Page, serverUrl: string, pair: { question: string; answer: string }): Promise<void> {
  await page.goto(`${serverUrl}/knowledge`);
  await page.getByRole("button", { name: "Add answer" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Question").fill(pair.question);
  await dialog.getByLabel("Answer", { exact: true }).fill(pair.answer);
  await dialog.getByRole("button", { name: "Add answer" }).click();
  await page.getByText(pair.question).first().waitFor();
}

export async function logInAgent(page: Page, serverUrl: string, agent: { email: string; password: string }): Promise<void> {
  await page.goto(`${serverUrl}/agent/`);
  await page.getByLabel("Email").fill(agent.email);
  await page.getByLabel("Password").fill(agent.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("region", { name: "Waiting" }).waitFor();
}

/** The visitor says something, and is answered by the server. */
export async function chatsOn(page: Page): Promise<void> {
  const widget = widgetOf(page);
  const answers = () => widget.root.locator(".line.assistant .bubble").count();
  await widget.root.getByRole("textbox", { name: "Message" }).waitFor();
  const before = await answers();
  await widget.say("Hello");
  await until("an answer", async () => (await answers()) > before);
}

/** A visitor's side of the chat: what the widget shows. */
export function widgetOf(page: Page) {
  const widget = page.locator("chat-widget");
  return {
    root: widget,
    open: () => widget.locator("button.launcher").click(),
    say: async (text: string) => {
      await widget.getByRole("textbox", { name: "Message" }).fill(text);
      await widget.getByRole("textbox", { name: "Message" }).press("Enter");
    },
    askForPerson: () => widget.getByRole("button", { name: "Talk to a person" }).last().click(),
    reads: (text: string | RegExp) => widget.getByText(text).last().waitFor(),
    /** Everything said by anyone, top to bottom. */
    lines: () => widget.locator(".line .bubble").allTextContents(),
  };
}
