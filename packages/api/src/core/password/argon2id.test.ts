import { expect, test } from "bun:test";
import { argon2id } from "./argon2id";
import { importing, runProgram } from "./testing";

const password = "correct horse";
const made = String(argon2id({ password }));

test.each([
  ["nothing", ""],
  ["a word", "garbage"],
  ["one of bcrypt", Bun.password.hashSync(password, { algorithm: "bcrypt", cost: 4 })],
  ["one that ends early", made.slice(0, 60)],
  ["one without a salt", "$argon2id$v=19$m=19456,t=2,p=1$"],
  ["one of an unknown kind", made.replace("argon2id", "argon2x")],
  ["one of an unknown version", made.replace("v=19", "v=16")],
  ["one of no passes", made.replace("t=2", "t=0")],
  ["one of more memory than any has", made.replace("m=19456", "m=4294967295")],
])("the password matches no hash where there is %s", (_, hash) => {
  expect(argon2id({ password, hash })).toBe(false);
});

test.if(process.platform === "linux")(
  "a password that could not be checked for want of memory is an error, not a wrong password",
  async () => {
    const hash = made.replace("m=19456", "m=4194303");
    const code = `${importing("verifyPassword", "hash.ts")}
    const { message, cause } = await verifyPassword(${JSON.stringify(hash)}, "correct horse").catch((error) => error);
    console.log(message, cause.code);`;
    // The hash wants 4 GiB.
    const said = "The thread that hashes passwords ended PASSWORD_OUT_OF_MEMORY\n";
    expect(await runProgram(code, 3_000_000)).toEqual([said, "", 0]);
  },
);
