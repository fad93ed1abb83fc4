/** A REST client as an integrator would write one: the documented routes, nothing else. */
export type RestClient = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

export function restClient(serverUrl: string, token?: string): RestClient {
  return async (method, path, body) => {
    const response = await fetch(`${serverUrl}/api${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
}

export const PASSWORD = "a-long-password";

export interface ApiAccount {
  token: string;
  siteKey: string;
  agent: { id: number; email: string; token: string };
}

/** An account with one widget and one agent, made through the documented API. */
export async function makeApiAccount(serverUrl: string, name: string): Promise<ApiAccount> {
  const anyone = restClient(serverUrl);
  const registered = await expectData<{ token: string }>(
    anyone("POST", "/auth/register", { username: name, email: `${name}@example.com`, password: PASSWORD }),
  );
  const admin = restClient(serverUrl, registered.token);
  const { widget } = await expectData<{ widget: { site_key: string } }>(admin("POST", "/widgets", { business_name: "A shop" }));
  const email = `${name}-agent@example.com`;
  await expectData(admin("POST", "/agents", { username: `${name}-agent`, email, password: PASSWORD, full_name: "Robin Reed" }));
  const agent = await expectData<{ agent: { id: number }; token: string }>(
    anyone("POST", "/auth/agent-login", { email, password: PASSWORD }),
  );
  return { token: registered.token, siteKey: widget.site_key, agent: { id: agent.agent.id, email, token: agent.token } };
}

/** The `data` of a successful answer. @throws Error with the whole answer when it was refused */
export async function expectData<T>(answer: Promise<{ status: number; body: unknown }>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return (body as { data: T }).data;
}
