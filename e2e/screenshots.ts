/** Takes the pictures of docs/screens.md from the running product: `bun run screenshots`. */
import { mkdir } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { logInAgent, widgetOf } from "./harness/people";
import { expectData, restClient } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer } from "./harness/server";
import { openSocket } from "./harness/socket";

const OUTPUT = new URL("../docs/screens/", import.meta.url).pathname;
const DEMO = { email: "demo@example.com", password: "demo-password" };
const AGENT = { email: "mira@example.com", password: "demo-password" };

const VARIANTS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light", deviceScaleFactor: 1.5, isMobile: true, hasTouch: true },
};

const VISITORS = [
  { name: "Jonas Weber", says: "Do you make custom pieces?", asks: "We would like a wedding set for 40 people. Can I talk to a person?" },
  { name: "Amélie Laurent", says: "Something arrived broken. What now?", asks: "The blue bowl is in two pieces. I need a human please" },
  { name: "Tom Okafor", says: "How do I track my order?", asks: "The link does not work. Can I speak to someone?" },
];

interface Stage {
  url: string;
  siteKey: string;
}

async function logInAdmin(page: Page, url: string) {
  await page.goto(`${url}/login`);
  await page.getByLabel("Email").fill(DEMO.email);
  await page.getByLabel("Password").fill(DEMO.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}

const adminScreen = (path: (stage: Stage) => string, shown: string) => async (page: Page, stage: Stage) => {
  await logInAdmin(page, stage.url);
  await page.goto(`${stage.url}${path(stage)}`);
  await page.getByText(shown).filter({ visible: true }).first().waitFor();
};

async function demoChat(page: Page, { url }: Stage) {
  await page.goto(`${url}/demo`);
  const visitor = widgetOf(page);
  await visitor.open();
  await visitor.say("How long does delivery take?");
  await visitor.reads(/We ship within two working days/);
  return visitor;
}

const SCREENS: Record<string, (page: Page, stage: Stage) => Promise<unknown>> = {
  "admin-log-in": (page, { url }) => page.goto(`${url}/login`),
  "admin-register": (page, { url }) => page.goto(`${url}/register`),
  "admin-overview": adminScreen(() => "/", "Overview"),
  "admin-widgets": adminScreen(() => "/widgets", "Kiln & Clay"),
  "admin-builder": adminScreen(({ siteKey }) => `/widgets/${siteKey}`, "data-site-key"),
  "admin-agents": adminScreen(() => "/agents", "Mira Lindqvist"),
  "admin-knowledge": adminScreen(() => "/knowledge", "gift cards"),
  "agent-log-in": (page, { url }) => page.goto(`${url}/agent/`),
  "agent-desk": async (page, { url }) => {
    await logInAgent(page, url, AGENT);
    await page.getByRole("link", { name: /Tom Okafor/ }).click();
    await page.getByText("The link does not work").last().waitFor();
  },
  "agent-queue": (page, { url }) => logInAgent(page, url, AGENT),
  "widget-closed": async (page, { url }) => {
    await page.goto(`${url}/demo`);
    await widgetOf(page).root.locator("button.launcher").waitFor();
  },
  "widget-assistant": demoChat,
  "widget-queued": async (page, stage) => {
    const visitor = await demoChat(page, stage);
    await visitor.askForPerson();
    await visitor.reads(/You are \d+\w\w in line|You are next/);
  },
};

async function stageChats(url: string): Promise<Stage> {
  const anyone = restClient(url);
  const { token } = await expectData<{ token: string }>(anyone("POST", "/auth/login", DEMO));
  const { widgets } = await expectData<{ widgets: { site_key: string }[] }>(restClient(url, token)("GET", "/widgets"));
  const siteKey = widgets[0]?.site_key ?? "";
  const agent = await expectData<{ agent: { id: number }; token: string }>(anyone("POST", "/auth/agent-login", AGENT));

  for (const [index, visitor] of VISITORS.entries()) {
    const sessionId = `session_of_visitor_${index}`;
    const socket = await openSocket(`${url}/ws/${sessionId}`);
    socket.send({ type: "join", siteKey, sessionId, visitorName: visitor.name, visitorInfo: { page: `${url}/demo`, language: "en" } });
    await socket.next("session");
    socket.send({ type: "message", sessionId, siteKey, message: visitor.says });
    await socket.next("message");
    socket.send({ type: "message", sessionId, siteKey, message: visitor.asks });
    await socket.next("queue_update");
    socket.close();
  }
  const desk = await openSocket(`${url}/ws/agent/${agent.agent.id}?token=${agent.token}`);
  const taken = `session_of_visitor_${VISITORS.length - 1}`;
  desk.send({ type: "accept_chat", sessionId: taken, agentId: agent.agent.id });
  await desk.next("chat_accepted");
  desk.send({
    type: "send_message",
    sessionId: taken,
    agentId: agent.agent.id,
    text: "Hello Tom, Mira here. I am looking your parcel up.",
    clientMessageId: "hello",
  });
  await desk.next("ack");
  // Stays at the desk: visitors who wait are shown their place while somebody is there.
  return { url, siteKey };
}

async function take(browser: Browser, screen: string, variant: string, stage: Stage) {
  const { page } = await openBrowserOf(browser, { ...VARIANTS[variant], reducedMotion: "reduce" });
  await SCREENS[screen]?.(page, stage);
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: `${OUTPUT}${screen}-${variant}.png`, animations: "disabled" });
  await page.context().close();
}

await mkdir(OUTPUT, { recursive: true });
const only = process.argv[2];
const dataDir = await makeDataDir();
const server = await startServer({ dataDir, env: { SEED_DEMO: "true", AGENT_GRACE_SECONDS: "3600" } });
const browser = await launchBrowser();
try {
  const stage = await stageChats(server.url);
  for (const screen of Object.keys(SCREENS).filter((name) => !only || name.startsWith(only))) {
    for (const variant of Object.keys(VARIANTS)) await take(browser, screen, variant, stage);
    process.stdout.write(`${screen}\n`);
  }
} finally {
  await browser.close();
  await server.stop();
  await removeDataDir(dataDir);
}
