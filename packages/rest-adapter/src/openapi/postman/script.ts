import type { Operation } from "../operations";
import type { Step } from "./steps";

/** The status that an operation answers when all is well, and its example; bytes have none. */
export function successOf({ operationId, responses }: Operation): { status: number; example: unknown } {
  const [status, answer] = Object.entries(responses).find(([code]) => Number(code) < 300) ?? [];
  if (!status || !answer?.content) throw new Error(`${operationId} describes no success`);
  return { status: Number(status), example: answer.content.example };
}

/** What is checked of an answer, and kept for later requests, as Postman runs it. */
export function testScript(operation: Operation, { orElse, saves = {} }: Step): string[] {
  const { status, example } = successOf(operation);
  if (example === undefined) return [`pm.test("answers ${status}", () => pm.response.to.have.status(${status}));`];
  const keys = JSON.stringify(Object.keys(example as object));
  const isEnveloped = Object.hasOwn(example as object, "success");
  return [
    "const body = pm.response.json();",
    orElse === undefined
      ? `pm.test("answers ${status}", () => pm.response.to.have.status(${status}));`
      : `pm.test("answers ${status}, or else ${orElse}", () => pm.expect(pm.response.code).to.be.oneOf([${status}, ${orElse}]));`,
    ...(isEnveloped ? ['pm.test("says whether it succeeded", () => pm.expect(body.success).to.equal(pm.response.code < 400));'] : []),
    `if (pm.response.code === ${status}) {`,
    `  pm.test("has the documented keys", () => pm.expect(body).to.have.all.keys(${keys}));`,
    ...Object.entries(saves).map(([name, value]) => `  pm.environment.set("${name}", ${value});`),
    "}",
  ];
}
