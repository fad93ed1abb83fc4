import { expect, test } from "bun:test";
import { CreateAgentInput } from "@chat/api/contract";
import { temporaryPassword } from "./temporary-password";

test("the contract takes it, it holds no letters that look alike, and it differs each time", () => {
  const passwords = Array.from({ length: 200 }, temporaryPassword);
  expect(new Set(passwords).size).toBe(passwords.length);
  for (const password of passwords) {
    expect(password).toMatch(/^[a-zA-Z2-9]{14}$/);
    expect(password).not.toMatch(/[ilIO01]/);
  }
  const agent = { username: "maya", email: "maya@example.com", fullName: "Maya", password: passwords[0] };
  expect(CreateAgentInput.safeParse(agent).success).toBe(true);
});
