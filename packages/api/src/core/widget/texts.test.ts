import { afterAll, expect, test } from "bun:test";
import { closeTestCores, makeAccount, testCore } from "../../testing";
import { createWidget, showWidget, showWidgetConfig, updateWidget } from "..";

afterAll(closeTestCores);

const core = await testCore();
const german = { widgetTitle: "Fragen?", welcomeMessage: "Hallo! 🙏", consentText: "Einverstanden?" };

test("texts in other languages are in the public configuration while there are any, and only then", async () => {
  const { admin, visitor, widget } = await makeAccount(core);
  const { siteKey } = widget;
  const config = () => showWidgetConfig(visitor, { siteKey });
  const before = await config();
  expect(before).not.toHaveProperty("texts");
  await updateWidget(admin, { siteKey, texts: { de: german } });
  expect(await config()).toEqual({ ...before, texts: { de: german } });
  expect((await showWidget(admin, { siteKey })).texts).toEqual({ de: german });
  await updateWidget(admin, { siteKey, texts: {} });
  expect(await config()).toEqual(before);
});

test("what is empty is left out, and a language is written in one way", async () => {
  const { admin } = await makeAccount(core);
  const texts = { "PT-br": { widgetTitle: " Olá ", welcomeMessage: "" }, fr: { widgetTitle: " " }, nl: {} };
  expect((await createWidget(admin, { businessName: "Acme", texts })).texts).toEqual({ "pt-BR": { widgetTitle: "Olá" } });
});

test("what is wrong is named, and changes nothing", async () => {
  const { admin, widget } = await makeAccount(core);
  const { siteKey } = widget;
  const wrong: [unknown, Record<string, string>][] = [
    [{ german }, { texts: "A language must look like de or pt-BR" }],
    [{ "": german }, { texts: "A language must look like de or pt-BR" }],
    [{ "de-a": german }, { texts: "A language must look like de or pt-BR" }],
    ["de", { texts: "Texts must be an object by language" }],
    [{ de: { widgetTitle: "x".repeat(256) } }, { "texts.de.widgetTitle": "Widget title must be at most 255 characters" }],
    [{ de: { welcomeMessage: "x".repeat(2001) } }, { "texts.de.welcomeMessage": "Welcome message must be at most 2000 characters" }],
    [{ de: { consentText: "x".repeat(1001) } }, { "texts.de.consentText": "Consent text must be at most 1000 characters" }],
    [
      Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`a${String.fromCharCode(97 + index)}`, german])),
      { texts: "Texts must be of at most 20 languages" },
    ],
  ];
  for (const [texts, fields] of wrong) {
    await expect(updateWidget(admin, { siteKey, texts } as never)).rejects.toMatchObject({ fields });
  }
  expect(await showWidget(admin, { siteKey })).toEqual(widget);
});
