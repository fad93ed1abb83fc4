import { FORM_TYPE, JSON_TYPE } from "../operations";

export interface Body {
  header: { key: string; value: string };
  body: { mode: "raw"; raw: string; options?: object };
}

const contentType = (value: string) => ({ key: "Content-Type", value });
export const jsonHeader = contentType(JSON_TYPE);

export const jsonBody = (example: unknown): Body => ({
  header: jsonHeader,
  body: { mode: "raw", raw: JSON.stringify(example, null, 2), options: { raw: { language: "json" } } },
});

const BOUNDARY = "a-line-that-stands-in-no-part";

/** As text, with the file in it: a collection cannot bring a file along that it would name. */
export function formBody(fields: Record<string, string>): Body {
  const parts = Object.entries(fields).map(([name, value]) => {
    const given = name === "siteKey" || name === "sessionId" ? `{{${name}}}` : value;
    const fileName = name === "file" ? '; filename="order.txt"' : "";
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${fileName}\r\n\r\n${given}\r\n`;
  });
  return { header: contentType(`${FORM_TYPE}; boundary=${BOUNDARY}`), body: { mode: "raw", raw: `${parts.join("")}--${BOUNDARY}--\r\n` } };
}
