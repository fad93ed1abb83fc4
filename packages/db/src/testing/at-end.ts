const tasks: (() => Promise<void>)[] = [];

/** To be run after the last test of the process: `bun test` calls no exit handler. */
export function atEnd(task: () => Promise<void>): void {
  tasks.push(task);
}

export async function runAtEnd(): Promise<void> {
  await Promise.all(tasks.splice(0).map((task) => task()));
}
