const POLL_MS = 25;

/** Resolves with the first truthy result of `check`. @throws Error naming `what` when the deadline passes first */
export async function until<T>(what: string, check: () => T | Promise<T>, deadlineMs = 15_000): Promise<NonNullable<T>> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const result = await check();
    if (result) return result;
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`);
    await Bun.sleep(POLL_MS);
  }
}
