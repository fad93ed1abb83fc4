import { join } from "node:path";
import { describeApi, postmanCollection, postmanEnvironment } from "@chat/rest-adapter";

const root = join(import.meta.dir, "..");

/** A server as it starts without a setting. */
const PUBLIC_URL = "http://localhost:5000";

/** Every file of the repository that is made from another, as it should stand. */
export function generatedFiles(): { path: string; file: string; text: string }[] {
  const document = describeApi(PUBLIC_URL);
  const contents = {
    "docs/openapi.json": document,
    "docs/postman/chat-widget-generator.postman_collection.json": postmanCollection(document),
    "docs/postman/local.postman_environment.json": postmanEnvironment(document),
  };
  return Object.entries(contents).map(([path, content]) => ({
    path,
    file: join(root, path),
    text: `${JSON.stringify(content, null, 2)}\n`,
  }));
}
