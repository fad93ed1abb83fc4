/** As OWASP advises: 19 MiB, two passes, one lane. Kilobytes of 1,024 bytes. */
const COST = { algorithm: "argon2id", memoryCost: 19_456, timeCost: 2 } as const;

/** How Bun says that a text is no hash of Argon2's, and that it is one of parameters none has. */
const NO_HASH: ReadonlySet<unknown> = new Set(["PASSWORD_INVALID_ENCODING", "PASSWORD_WEAK_PARAMETERS"]);

export interface PasswordTask {
  password: string;
  /** What the password is checked against; without it, a hash is made. */
  hash?: string;
}

/**
 * Takes some 30 ms of a core, in the thread that calls.
 * @returns a hash, or whether the password is that of the given one: false also where that is no hash of Argon2's
 * @throws Error for what says nothing of the password, as too little memory
 */
export function argon2id({ password, hash }: PasswordTask): string | boolean {
  // One letter can be typed as several sequences of characters.
  const typed = password.normalize("NFKC");
  if (hash === undefined) return Bun.password.hashSync(typed, COST);
  try {
    return Bun.password.verifySync(typed, hash, COST.algorithm);
  } catch (error) {
    if (error instanceof Error && "code" in error && NO_HASH.has(error.code)) return false;
    throw error;
  }
}
