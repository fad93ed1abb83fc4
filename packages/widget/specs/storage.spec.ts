import { plainPage } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { talk } from "./harness/visitor";

const BLOCKED = `<script>Object.defineProperty(window,"localStorage",{get(){throw new Error("blocked")}})</script>`;

browserTest("blocked storage still chats, and says that it will not be remembered", async ({ visit, server }) => {
  server.page("/", plainPage({ head: BLOCKED }));
  const { page } = await visit();
  await talk(page, "Nobody keeps this");
  await page.getByText("This chat is not remembered").waitFor();
});
