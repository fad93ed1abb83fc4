import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { widgetOf } from "../harness/people";
import { until } from "../harness/until";
import { launcher, openStage, type Stage } from "./stage";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

describe("the policies", () => {
  const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
  const policyOf = (name: string) =>
    `default-src 'none'; style-src 'none'; ${stage.exampleOf(name).replaceAll("\n", " ")} require-trusted-types-for 'script'; trusted-types 'none'`;

  test.each(["policy", "policy-nonce"])("%s lets everything of the widget work, images and other languages included", async (name) => {
    const tag = stage.exampleOf("tag").replace("<script", `<script data-locale="de" ${name === "policy" ? "" : 'nonce="r4nd0m"'}`);
    const visited = await stage.openSite(tag.replace("async", "defer"), { "content-security-policy": policyOf(name) });
    const { page, complaints } = visited;
    await launcher(page).click();
    await page.getByRole("textbox", { name: "Nachricht" }).fill("Hallo");
    await page.keyboard.press("Enter");
    const image = page.getByRole("img", { name: "photo.png" });
    await page.locator("chat-widget input[type=file]").setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: PNG });
    await until(
      "the image",
      async () => (await image.count()) > 0 && (await image.evaluate((node: HTMLImageElement) => node.naturalWidth)),
    );
    expect(complaints).toEqual([]);
  });

  test("without one of their lines something is missing", async () => {
    for (const directive of ["script-src", "connect-src", "img-src"]) {
      const policy = policyOf("policy").replace(new RegExp(`${directive} [^;]*;`), "");
      const { page, complaints } = await stage.openSite(stage.exampleOf("tag"), { "content-security-policy": policy });
      if (directive === "img-src") {
        await widgetOf(page).open();
        await widgetOf(page).say("Hello");
        await page.locator("chat-widget input[type=file]").setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: PNG });
      }
      await until(`${directive} to be missed`, () => complaints.some((text) => text.includes(stage.server.url)));
    }
  });
});
