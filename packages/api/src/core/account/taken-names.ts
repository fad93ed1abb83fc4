import { Conflict } from "../errors";

/** The conflict that names each unique field in use, or null when there is none. */
export function takenNames(taken: { username: boolean; email: boolean }): Conflict | null {
  const fields: Record<string, string> = {};
  if (taken.email) fields.email = "Email is already registered";
  if (taken.username) fields.username = "Username is already taken";
  const messages = Object.values(fields);
  return messages.length === 0 ? null : new Conflict(taken.email ? "EMAIL_TAKEN" : "USERNAME_TAKEN", messages.join(", "), fields);
}
