import { expectData, PASSWORD, restClient } from "../../e2e/harness/rest";

/** An account with one widget, as its admin knows it. */
export interface OwnAccount {
  email: string;
  /** Of the admin. */
  token: string;
  siteKey: string;
}

/** So many accounts that have nothing in common, made through the documented API. */
export const makeAccounts = (serverUrl: string, count: number): Promise<OwnAccount[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => makeAccount(serverUrl, `own${Date.now()}-${index}`)));

async function makeAccount(serverUrl: string, username: string): Promise<OwnAccount> {
  const email = `${username}@example.com`;
  const registering = restClient(serverUrl)("POST", "/auth/register", { username, email, password: PASSWORD });
  const { token } = await expectData<{ token: string }>(registering);
  const making = restClient(serverUrl, token)("POST", "/widgets", { business_name: "A shop" });
  const { widget } = await expectData<{ widget: { site_key: string } }>(making);
  return { email, token, siteKey: widget.site_key };
}
