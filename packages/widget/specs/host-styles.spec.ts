import { expect } from "bun:test";
import { differences, type Look, lookOf } from "./harness/look";
import { plainPage } from "./harness/pages";
import { browserTest, type Scene } from "./harness/scene";
import { sessionOf, talk } from "./harness/visitor";

const styled = (css: string) => ({ head: `<style>${css}</style>` });

/** Pages that are hard on what is embedded in them. */
const HOSTILE: Record<string, Parameters<typeof plainPage>[0]> = {
  "takes every style away": styled("*{all:unset!important}"),
  "spaces and sizes all letters": styled(
    "*{letter-spacing:3px!important;word-spacing:9px!important;font-size:40px!important;line-height:3!important;text-transform:uppercase!important}",
  ),
  "hides what is empty": styled("div:empty,span:empty,chat-widget:empty{display:none!important}"),
  "hides everything it does not know": styled(
    "*{visibility:hidden!important;opacity:0!important}html,body{visibility:visible!important;opacity:1!important}",
  ),
  "styles the widget by name": styled(
    "chat-widget{display:none!important;opacity:0!important;pointer-events:none!important;inset:auto!important;transform:scale(.1)!important;z-index:-1!important}",
  ),
  "styles elements of all kinds": styled(
    "button,textarea,form,p,h2,svg,path,i,span,div,a{all:revert!important;background:red!important;margin:30px!important;border:5px solid!important;float:left!important}",
  ),
  "has root letters of another size": styled("html{font-size:40px!important}"),
  "is without a doctype": { doctype: "" },
  "is moved by a transform of its body": styled(
    "body{transform:translate(50px,80px) scale(.5);filter:blur(1px);perspective:9px;contain:layout}",
  ),
  "scrolls and is wide": styled("body{width:6000px;height:9000px}"),
};

/** A chat on a page of this kind, at an instant that does not pass. */
async function chatOn({ server, visit }: Scene, options?: Parameters<typeof plainPage>[0]): Promise<Look> {
  server.stopClock("2026-01-01T10:00:00.000Z");
  server.page("/styled", plainPage(options));
  const { page } = await visit("/styled", {});
  await talk(page, "Styled");
  server.publish(await sessionOf(page), { type: "queue_update", position: 2, estimatedWait: 4 });
  await page.getByText("You are 2nd in line").waitFor();
  await page.locator("chat-widget .send svg").waitFor();
  return lookOf(page);
}

let plainLook: Promise<Look> | undefined;

async function looksAsOnPlain(scene: Scene, options: Parameters<typeof plainPage>[0]) {
  plainLook ??= chatOn(scene);
  expect(Object.keys(await plainLook).length).toBeGreaterThan(30);
  expect(differences(await plainLook, await chatOn(scene, options))).toEqual([]);
}

for (const [kind, options] of Object.entries(HOSTILE))
  browserTest(`the widget looks the same on a page that ${kind}`, (scene) => looksAsOnPlain(scene, options));

/** What `all: initial` does not stop by itself. */
const OUTSIDE_OF_ALL: Record<string, string> = {
  "turns the direction of all text": "*{direction:rtl!important;unicode-bidi:bidi-override!important}",
  "gives custom properties to all elements":
    "*{--primary:red!important;--on-primary:red!important;--x:99px!important;--y:99px!important;--z:-1!important;--fill:red!important;--text:red!important;--bg:red!important;--shift:99px!important}",
};
for (const [kind, css] of Object.entries(OUTSIDE_OF_ALL))
  browserTest(`the widget looks the same on a page that ${kind}`, (scene) => looksAsOnPlain(scene, styled(css)));
