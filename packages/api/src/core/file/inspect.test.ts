import { expect, test } from "bun:test";
import { Invalid } from "..";
import { inspectFile } from "./inspect";
import { compoundFile, DOCX, ELF, EXE, GIF, JAR, JPEG, ODT, PDF, PNG, PPTX, receive, TEXT, WEBP, XLSX, ZIP } from "./testing";

async function inspect(bytes: Uint8Array, name: string) {
  const received = await receive(bytes);
  try {
    return await inspectFile(received, name);
  } catch (error) {
    if (error instanceof Invalid) return error.fields.file;
    throw error;
  } finally {
    await received.discard();
  }
}
const typeOf = async (bytes: Uint8Array, name: string) => {
  const found = await inspect(bytes, name);
  return typeof found === "object" ? found.type : found;
};
const ALLOWED = expect.stringContaining("File must be an image");
const OOXML = "application/vnd.openxmlformats-officedocument";

test.each([
  [PNG, "a.png", "image/png"],
  [JPEG, "a.JPG", "image/jpeg"],
  [JPEG, "a.jpeg", "image/jpeg"],
  [GIF, "a.gif", "image/gif"],
  [WEBP, "a.webp", "image/webp"],
  [PDF, "a.pdf", "application/pdf"],
  [TEXT, "a.txt", "text/plain"],
  [TEXT, "a.csv", "text/csv"],
  [DOCX, "a.docx", `${OOXML}.wordprocessingml.document`],
  [XLSX, "a.xlsx", `${OOXML}.spreadsheetml.sheet`],
  [PPTX, "a.pptx", `${OOXML}.presentationml.presentation`],
  [ODT, "a.odt", "application/vnd.oasis.opendocument.text"],
  [compoundFile("WordDocument"), "a.doc", "application/msword"],
  [compoundFile("Workbook"), "a.xls", "application/vnd.ms-excel"],
  [compoundFile("PowerPoint Document"), "a.ppt", "application/vnd.ms-powerpoint"],
  [ZIP, "a.zip", "application/zip"],
])("what may be sent is told by its bytes: %#", async (bytes, name, type) => {
  expect(await typeOf(bytes, name)).toBe(type);
});

test("text is text in any encoding, also where it begins as some format's signature does", async () => {
  for (const text of ["BM is short for Birmingham", "MZ; 1;2\n", "Grüße, 你好 🙂", "a\tb\r\nc"])
    expect(await typeOf(Buffer.from(text), "a.txt")).toBe("text/plain");
  expect(await typeOf(Buffer.from("Gr\xfc\xdfe;1\n", "latin1"), "a.csv")).toBe("text/csv");
  expect(await typeOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("hello", "utf16le")]), "a.txt")).toBe("text/plain");
});

test.each([
  ["an SVG image", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
  ["an SVG image behind a declaration", '<?xml version="1.0"?>\n<svg/>'],
  ["HTML", "\n  <!DOCTYPE html><script>alert(1)</script>"],
  ["HTML behind a mark of its encoding", "\ufeff<html>"],
  ["a script", "#!/bin/sh\nrm -rf /"],
])("%s is refused, whatever it is called", async (_, text) => {
  for (const name of ["a.txt", "a.csv", "a", "a.png", "a.svg", "a.html"]) expect(await inspect(Buffer.from(text), name)).toEqual(ALLOWED);
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.trim().replace("\ufeff", ""), "utf16le")]);
  expect(await inspect(wide, "a.txt")).toEqual(ALLOWED);
});

test("programs, installers and archives that run are refused, whatever they are called", async () => {
  for (const bytes of [EXE, ELF, JAR, compoundFile("Installer"), Buffer.from([0, 1, 2, 3]), Buffer.from("almost text\0")]) {
    for (const name of ["a.txt", "a.png", "a.doc", "a.zip", "a"]) expect(await inspect(bytes, name)).toEqual(ALLOWED);
  }
});

test("a name that says something else than the bytes is refused, and told what it should be", async () => {
  expect(await inspect(PNG, "photo.exe")).toBe("File name must end in .png, as its content is image/png");
  expect(await inspect(JPEG, "photo.png")).toBe("File name must end in .jpg or .jpeg or .jpe or .jfif, as its content is image/jpeg");
  expect(await inspect(TEXT, "page.html")).toContain("must end in .txt");
  expect(await inspect(ZIP, "letter.docx")).toContain("must end in .zip");
  expect(await inspect(PNG, "photo\u202Egnp.exe")).toContain("must end in .png");
});

test("an empty file is refused", async () => {
  expect(await inspect(Buffer.alloc(0), "a.txt")).toBe("File is empty");
});

test("a name without an ending gets that of its type", async () => {
  expect(await inspect(PNG, "Screenshot 2026.11.22")).toMatchObject({ name: "Screenshot 2026.11.22.png" });
  expect(await inspect(JPEG, "")).toMatchObject({ name: "file.jpg" });
});
