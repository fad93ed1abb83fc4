import { expect, test } from "bun:test";
import { PrechatField } from "@chat/api/contract";
import { fieldName } from "./field-name";

test("a label becomes a plain name", () => {
  expect(fieldName("Order number (optional)")).toBe("order_number_optional");
  expect(fieldName("Prénom")).toBe("prenom");
  expect(fieldName("2nd phone")).toBe("field_2nd_phone");
});

test("names stay unique", () => {
  expect(fieldName("Name", ["name"])).toBe("name_2");
  expect(fieldName("Name", ["name", "name_2"])).toBe("name_3");
});

test("whatever the label, the contract takes the name", () => {
  for (const label of ["", "   ", "电话", "😀", "x".repeat(200), "-_-", "Ünïcödé"]) {
    const name = fieldName(label, ["field"]);
    expect(PrechatField.safeParse({ name, label: "Label", type: "text", required: false }).success).toBe(true);
  }
});
