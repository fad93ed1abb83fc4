import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { languageName, textsDraftOf, WIDGET_LANGUAGES } from "./languages";

test("the languages on offer are those that the widget speaks", () => {
  const files = readdirSync(join(import.meta.dir, "../../../widget/src/i18n"));
  const spoken = files.flatMap((file) => /^([a-z]{2})\.ts$/.exec(file)?.[1] ?? []);
  expect([...WIDGET_LANGUAGES].sort()).toEqual(spoken.sort() as typeof spoken as never);
});

test("a language is called by its name here and its own, once where they are one", () => {
  expect(languageName("de")).toBe("German, Deutsch");
  expect(languageName("en")).toBe("English");
});

test("what is not translated is an empty field", () => {
  expect(textsDraftOf({ de: { widgetTitle: "Hallo" } })).toEqual({ de: { widgetTitle: "Hallo", welcomeMessage: "", consentText: "" } });
});
