import { afterAll, expect, test } from "bun:test";
import { closeTestCores, makeAccount, testCore } from "../../testing";
import { createWidget, listWidgets } from "..";

afterAll(closeTestCores);

const core = await testCore();

test("the account's widgets come newest first, page by page, and no one else's", async () => {
  const [account] = [await makeAccount(core), await makeAccount(core)];
  for (const businessName of ["B", "C", "D", "E"]) await createWidget(account.admin, { businessName });
  const pages = [];
  for (const page of [1, 2, 3, 4]) pages.push(await listWidgets(account.admin, { page, limit: 2 }));
  expect(pages.map(({ widgets }) => widgets.map((widget) => widget.businessName))).toEqual([["E", "D"], ["C", "B"], ["Test shop"], []]);
  expect(pages.map(({ pagination }) => pagination)).toEqual([1, 2, 3, 4].map((page) => ({ page, limit: 2, total: 5 })));
});

test("without a page the first 50 come, and numbers in text are taken", async () => {
  const account = await makeAccount(core);
  expect((await listWidgets(account.admin, {})).pagination).toEqual({ page: 1, limit: 50, total: 1 });
  expect((await listWidgets(account.admin, { page: "1", limit: "100" })).pagination).toEqual({ page: 1, limit: 100, total: 1 });
});

test.each([
  [0, 101, "Page must be at least 1", "Limit must be at most 100"],
  [-1, 0, "Page must be at least 1", "Limit must be at least 1"],
  [1.5, "many", "Page must be a whole number", "Limit must be a number"],
])("page %p of %p is refused by name", async (page, limit, pageProblem, limitProblem) => {
  const account = await makeAccount(core);
  await expect(listWidgets(account.admin, { page, limit })).rejects.toMatchObject({
    reason: "INPUT_INVALID",
    fields: { page: pageProblem, limit: limitProblem },
  });
});
