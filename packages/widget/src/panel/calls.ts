import type { Attributes, ChatUser, PanelMethods } from "../api";

const isText = (value: unknown) => typeof value === "string";

/** What a page may pass. What is in it is the server's to check. */
const TAKES: { [method in keyof PanelMethods]?: (value: never) => unknown } = {
  identify: (user?: ChatUser) => user?.id,
  setAttributes: (attributes?: Attributes) => attributes?.constructor === Object,
  logout: () => true,
};

/** Carries out what a page asks for. A wrong value is told to its console, and changes nothing. */
export function carryOut(methods: PanelMethods, method: keyof PanelMethods, value: unknown) {
  if ((TAKES[method] ?? isText)(value as never)) methods[method](value as never);
  else console.warn(`ChatWidget.${method} cannot take`, value);
}
