/** Writes the files that are made from the API's routes. */
import { generatedFiles } from "./generated-files";

for (const { path, file, text } of generatedFiles()) {
  await Bun.write(file, text);
  console.log(path);
}
