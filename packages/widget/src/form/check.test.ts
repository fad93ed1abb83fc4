import { expect, test } from "bun:test";
import { enForm } from "../i18n/en-form";
import type { Field } from "./check";
import { problem, toDetails } from "./check";

const field = (name: string, type: Field["type"], required = false): Field => ({ name, label: `The ${name}`, type, required });

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
