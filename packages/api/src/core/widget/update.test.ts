import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, newSessionId, startChat, testCore } from "../../testing";
import { joinSession, sendVisitorMessage, showWidget, showWidgetConfig, updateWidget } from "..";

afterAll(closeTestCores);

const core = await testCore();

describe("updating a widget", () => {
  test("changes what is given and leaves the rest", async () => {
    const account = await makeAccount(core);
    const { siteKey } = account.widget;
    const changed = await updateWidget(account.admin, { siteKey, widgetTitle: "Ask us", primaryColor: "#00ff00" });
    expect(changed).toEqual({ ...account.widget, widgetTitle: "Ask us", primaryColor: "#00ff00" });
    expect(await showWidget(account.admin, { siteKey })).toEqual(changed);
  });

  test("the same update twice changes nothing more", async () => {
    const account = await makeAccount(core);
    const update = { siteKey: account.widget.siteKey, widgetTitle: "Ask us" };
    expect(await updateWidget(account.admin, update)).toEqual(await updateWidget(account.admin, update));
  });

  test("two updates of different fields at once both hold", async () => {
    const account = await makeAccount(core);
    const { siteKey } = account.widget;
    await Promise.all([
      updateWidget(account.admin, { siteKey, widgetTitle: "Ask us" }),
      updateWidget(account.admin, { siteKey, position: "top-left" }),
    ]);
    expect(await showWidget(account.admin, { siteKey })).toMatchObject({ widgetTitle: "Ask us", position: "top-left" });
  });

  test("an update of nothing known is refused", async () => {
    const account = await makeAccount(core);
    const { siteKey } = account.widget;
    await expect(updateWidget(account.admin, { siteKey })).rejects.toMatchObject({ reason: "INPUT_INVALID", message: "Nothing to update" });
    await expect(updateWidget(account.admin, { siteKey, userId: 1, id: 1 })).rejects.toMatchObject({ message: "Nothing to update" });
  });

  test("one bad field changes none of the others", async () => {
    const account = await makeAccount(core);
    const { siteKey } = account.widget;
    await expect(
      updateWidget(account.admin, { siteKey, widgetTitle: "Ask us", primaryColor: "red", isActive: "no" }),
    ).rejects.toMatchObject({
      fields: { primaryColor: "Primary color must look like #1a2b3c", isActive: "Active must be true or false" },
    });
    expect(await showWidget(account.admin, { siteKey })).toEqual(account.widget);
  });

  test("another account's widget is neither changed nor shown", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const { siteKey } = account.widget;
    await expect(updateWidget(other.admin, { siteKey, widgetTitle: "Mine" })).rejects.toMatchObject({ reason: "WIDGET_FOREIGN" });
    await expect(showWidget(other.admin, { siteKey })).rejects.toMatchObject({ reason: "WIDGET_FOREIGN" });
    expect(await showWidget(account.admin, { siteKey })).toEqual(account.widget);
  });

  test("an unknown widget is named", async () => {
    const account = await makeAccount(core);
    const unknown = { reason: "WIDGET_UNKNOWN", message: "Widget not found for site key: widget-none" };
    await expect(updateWidget(account.admin, { siteKey: "widget-none", widgetTitle: "x" })).rejects.toMatchObject(unknown);
    await expect(showWidget(account.admin, { siteKey: "widget-none" })).rejects.toMatchObject(unknown);
  });

  test("a site key is compared letter by letter", async () => {
    const account = await makeAccount(core);
    const siteKey = account.widget.siteKey.toUpperCase();
    await expect(showWidget(account.admin, { siteKey })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
  });
});

describe("pausing a widget", () => {
  test("hides its config from everyone and shows it again afterwards", async () => {
    const account = await makeAccount(core);
    const { siteKey } = account.widget;
    const { id: _id, siteKey: _siteKey, isActive: _isActive, createdAt: _createdAt, allowedDomains: _domains, ...config } = account.widget;
    expect(await showWidgetConfig(account.visitor, { siteKey })).toEqual(config);
    await updateWidget(account.admin, { siteKey, isActive: false });
    await expect(showWidgetConfig(account.visitor, { siteKey })).rejects.toMatchObject({
      reason: "WIDGET_UNKNOWN",
      message: `Widget not found for site key: ${siteKey}`,
    });
    await updateWidget(account.admin, { siteKey, isActive: true });
    expect(await showWidgetConfig(account.visitor, { siteKey })).toEqual(config);
  });

  test("no new chat starts, and running ones finish", async () => {
    const account = await makeAccount(core);
    const running = await startChat(account);
    const { siteKey } = account.widget;
    await updateWidget(account.admin, { siteKey, isActive: false });
    const fresh = { siteKey, sessionId: newSessionId() };
    await expect(joinSession(account.visitor, fresh)).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
    await expect(sendVisitorMessage(account.visitor, { ...fresh, text: "Hi" })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
    await sendVisitorMessage(account.visitor, { ...running, text: "Still there?" });
    await core.deps.background.idle();
    expect((await joinSession(account.visitor, running)).messages).toHaveLength(4);
  });
});
