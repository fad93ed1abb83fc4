/** As OWASP advises: 19 MiB, two passes, one lane. Kilobytes of 1,024 bytes. */
const COST = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

export interface PasswordTask {
  password: string;
  /** What the password is checked against; without it, a hash is made. */
  hash?: string;
}

/**
 * Takes some 30 ms of a core, in the thread that calls.
 * @returns a hash, or whether the password is that of the given one: false also where that is no hash of Argon2's
 */
export function argon2id({ password, hash }: PasswordTask): string | boolean {
  // One letter can be typed as several sequences of characters.
  const typed = password.normalize("NFKC");
  if (hash === undefined) return Bun.password.hashSync(typed, COST);
  try {
    return Bun.password.verifySync(typed, hash, COST.algorithm);
  } catch {
    return false;
  }
}
