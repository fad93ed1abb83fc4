import { expect, test } from "bun:test";
import { JoinSessionInput } from "@chat/api/contract";
import { enForm } from "../i18n/en-form";
import type { Field } from "./check";
import { problem, toDetails } from "./check";

const field = (name: string, type: Field["type"], required = false): Field => ({ name, label: `The ${name}`, type, required });

const ADDRESSES: [address: string, isRight: boolean][] = [
  ["jo@example.com", true],
  ["JO.o'neil+shop@mail.example.co.uk", true],
  ["a_b-c@x-y.museum", true],
  ["jo@münchen.de", false],
  ["jö@example.com", false],
  ["jo@exa_mple.com", false],
  ["jo..x@example.com", false],
  ["jo.@web.de", false],
  [".jo@web.de", false],
  ["jo@example.com,", false],
  ["<jo@example.com>", false],
  ["jo@example", false],
];

test("answers are checked by the kind of their field", () => {
  expect(problem(field("name", "text", true), "", enForm)).toBe("The name is needed");
  expect(problem(field("name", "text"), "", enForm)).toBe("");
  for (const wrong of ["jo", "jo@", "jo@example", "jo@example.", "jo@@example.com", "jo @example.com"])
    expect(problem(field("email", "email"), wrong, enForm)).not.toBe("");
  expect(problem(field("email", "email"), "jo.o'neil+shop@mail.example.co.uk", enForm)).toBe("");
  expect(problem(field("size", "number"), "12,5", enForm)).not.toBe("");
  expect(problem(field("size", "number"), "-12.5", enForm)).toBe("");
});

test("name and e-mail are told as such, all else by its label", () => {
  const fields = [field("full_name", "text"), field("mail", "email"), field("order", "text"), field("empty", "text")];
  expect(toDetails(fields, ["Jo", "jo@example.com", "A-17", ""])).toEqual({
    visitorName: "Jo",
    visitorEmail: "jo@example.com",
    visitorInfo: { "The order": "A-17" },
  });
});

test("an address is taken where the server takes it, and refused where it does not", () => {
  for (const [address, isRight] of ADDRESSES) {
    expect([address, problem(field("email", "email"), address, enForm) === ""]).toEqual([address, isRight]);
    expect([address, JoinSessionInput.shape.visitorEmail.safeParse(address).success]).toEqual([address, isRight]);
  }
});

test("answers that are labelled alike are told apart, and no label is cut within a sign", () => {
  const long = `${"a".repeat(63)}🙂 and more`;
  const fields = [
    { ...field("first", "text"), label: "Number" },
    { ...field("second", "text"), label: "Number" },
    { ...field("third", "text"), label: long },
  ];
  expect(toDetails(fields, ["1", "2", "3"]).visitorInfo).toEqual({ Number: "1", second: "2", [`${"a".repeat(63)}🙂`]: "3" });
});
