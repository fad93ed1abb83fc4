import { expectData, type RestClient, restClient } from "../harness/rest";
import { makeDataDir, removeDataDir, startServer } from "../harness/server";
import { openSocket, type SocketClient } from "../harness/socket";
import { type ContractDocument, readDocument } from "./document";

const UNLIMITED = { RATE_LIMIT_MAX: "1000000", AUTH_RATE_LIMIT_MAX: "1000000", PUBLIC_RATE_LIMIT_MAX: "1000000" };

/** A real server, and the document that it is held to. */
export interface Stage {
  readonly document: ContractDocument;
  readonly url: string;
  readonly host: string;
  readonly anyone: RestClient;
  close(): Promise<void>;
}

export async function openStage(env: Record<string, string> = {}): Promise<Stage> {
  const [document, dataDir] = await Promise.all([readDocument(), makeDataDir()]);
  const server = await startServer({ dataDir, env: { ...UNLIMITED, AGENT_GRACE_SECONDS: "1", ...env } });
  return {
    document,
    url: server.url,
    host: new URL(server.url).host,
    anyone: restClient(server.url),
    async close() {
      await server.stop();
      await removeDataDir(dataDir);
    },
  };
}

export interface Login {
  id: number;
  token: string;
}

export async function makeAdmin(stage: Stage, username: string, email: string): Promise<Login> {
  const body = { username, email, password: "secure_password" };
  const { user, token } = await expectData<{ user: { id: number }; token: string }>(stage.anyone("POST", "/auth/register", body));
  return { id: user.id, token };
}

export async function makeAgent(stage: Stage, admin: Login, agent: { username: string; email: string; full_name: string }): Promise<Login> {
  const password = "agent_password";
  const ofAdmin = restClient(stage.url, admin.token);
  const { agent: made } = await expectData<{ agent: { id: number } }>(ofAdmin("POST", "/agents", { ...agent, password }));
  const { token } = await expectData<{ token: string }>(stage.anyone("POST", "/auth/agent-login", { email: agent.email, password }));
  return { id: made.id, token };
}

/** The agent whom the examples call by name. */
export const DOCUMENTED_AGENT = { username: "support_agent", email: "agent@example.com", full_name: "Support Agent" };

/** The widget that the examples show. @returns its site key */
export async function makeDocumentedWidget(stage: Stage, admin: Login): Promise<string> {
  const { widget } = await expectData<{ widget: { site_key: string } }>(
    restClient(stage.url, admin.token)("POST", "/widgets", {
      business_name: "Acme Corp",
      widget_title: "Support Chat",
      welcome_message: "Hello! How can we help?",
    }),
  );
  return widget.site_key;
}

let chats = 0;
export const newSessionId = () => `session_of_the_document_${++chats}`;

const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

export const openVisitor = (stage: Stage, sessionId: string): Promise<SocketClient> =>
  openSocket(`${stage.url}/ws/${sessionId}`, { "User-Agent": CHROME });

export const openAgent = (stage: Stage, agent: Login): Promise<SocketClient> =>
  openSocket(`${stage.url}/ws/agent/${agent.id}?token=${agent.token}`);

/** A chat in which the visitor said something and the assistant answered. */
export async function startChat(stage: Stage, siteKey: string, visitor: object = {}): Promise<{ sessionId: string; socket: SocketClient }> {
  const sessionId = newSessionId();
  const socket = await openVisitor(stage, sessionId);
  if (Object.keys(visitor).length > 0) {
    socket.send({ type: "join", sessionId, siteKey, ...visitor });
    await socket.next("session");
  }
  socket.send({ type: "message", sessionId, siteKey, message: "I need help with my order" });
  await socket.next("message");
  return { sessionId, socket };
}

export async function queueChat(stage: Stage, siteKey: string, visitor: object = {}): Promise<{ sessionId: string; socket: SocketClient }> {
  const chat = await startChat(stage, siteKey, visitor);
  await expectData(stage.anyone("POST", `/widgets/escalate/${siteKey}/${chat.sessionId}`));
  return chat;
}
