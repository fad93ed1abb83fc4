import { join } from "node:path";

/** A guard of the product, and the change that takes it away. */
export interface TakenAway {
  readonly guard: string;
  readonly file: string;
  /** Must be there exactly once: else the product has changed, and the mutation with it. */
  readonly find: string;
  readonly replace: string;
}

/** Takes a guard out of the project in `folder`. @returns what puts it back @throws Error when its text is not there exactly once */
export async function takeAway(folder: string, { guard, file, find, replace }: TakenAway): Promise<() => Promise<unknown>> {
  const path = join(folder, file);
  const text = await Bun.file(path).text();
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`${guard}: ${file} has the text to change ${found} times, not once: ${find}`);
  await Bun.write(
    path,
    text.replace(find, () => replace),
  );
  return () => Bun.write(path, text);
}
