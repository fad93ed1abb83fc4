import { z } from "zod";
import { email, password, text, username } from "./fields";
import { LIMITS } from "./limits";

export const RegisterInput = z.object({ username, email, password });

/** Log-in does not say which rule a wrong password breaks: any text is tried. */
export const LoginInput = z.object({
  email,
  password: z
    .string("Password is required")
    .min(1, "Password is required")
    .max(LIMITS.passwordMaxChars * 4, "Password is too long"),
});

export const Admin = z.object({ id: z.number(), username: z.string(), email: z.string() });
export type Admin = z.infer<typeof Admin>;

export const AdminLogin = z.object({ admin: Admin, token: z.string() });
export type AdminLogin = z.infer<typeof AdminLogin>;

export const fullName = text("Full name", 1, LIMITS.nameMaxChars);
