import type { ApiDocument } from "../openapi/document";
import { type Operation, operationsOf } from "../openapi/operations";
import { codeBlock } from "./code";
import { type Html, html, prose } from "./html";
import { methodBadge, operationSection } from "./operation";

/** Where the page is, and its files below. */
const DOCS_PATH = "/api/docs";
const STYLES = ["base.css", "frame.css", "endpoint.css", "fields.css", "code.css"];
const SCRIPT = "docs.js";
export const PAGE_FILES = [...STYLES, SCRIPT];

const LOGO = html`<svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true"><rect width="28" height="28" rx="8" class="logo-ground"/>
<path d="M7 11.2C7 8.9 8.9 7 11.2 7h3.6C17.1 7 19 8.9 19 11.2s-1.9 4.2-4.2 4.2h-3.4L8.6 17.7c-.3.3-.8 0-.8-.4v-3.6c-.5-.7-.8-1.6-.8-2.5Z" fill="#fff"/>
<path d="M20.4 12.6c.4.6.6 1.4.6 2.2 0 .9-.3 1.7-.7 2.3v3c0 .4-.5.6-.8.4l-2.3-1.9h-2.6c-1.3 0-2.4-.6-3.1-1.5h3.6c2.9 0 5.2-2 5.3-4.5Z" fill="#fff" fill-opacity="0.62"/></svg>`;

interface Chapter {
  id: string;
  name: string;
  description: string;
  operations: Operation[];
}

/** The document as a page to read. It needs no script: one only adds copying, and the mark of where one reads. */
export function renderDocs(document: ApiDocument): string {
  const operations = operationsOf(document);
  const baseUrl = document.servers?.[0]?.url ?? "/api";
  const chapters = (document.tags ?? []).map(({ name, description = "" }) => ({
    id: name.toLowerCase().replaceAll(" ", "-"),
    name,
    description,
    operations: operations.filter(({ tags }) => tags.includes(name)),
  }));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${document.info.title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${STYLES.map((name) => html`<link rel="stylesheet" href="${DOCS_PATH}/${name}">`)}
<script src="${DOCS_PATH}/${SCRIPT}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the endpoints</a>
<header class="bar"><a class="brand" href="#top">${LOGO}<span>API reference</span></a>
<button type="button" class="menu" aria-expanded="false" aria-controls="chapters" hidden>Endpoints</button></header>
<nav id="chapters" aria-label="Endpoints">${chapters.map(navigation)}</nav>
<main id="content">
${introduction(document, baseUrl)}
${chapters.map((chapter) => chapterSection(document, chapter, baseUrl))}
</main>
</body>
</html>
`.markup;
}

const navigation = ({ id, name, operations }: Chapter): Html => html`<p><a href="#${id}">${name}</a></p>
<ul>${operations.map(({ operationId, method, summary }) => html`<li><a href="#${operationId}"><span>${summary}</span>${methodBadge(method)}</a></li>`)}</ul>`;

function introduction({ info }: ApiDocument, baseUrl: string): Html {
  const paragraphs = (info.description ?? "").split("\n\n");
  return html`<header class="introduction" id="top">
<div class="words">
<h1>${info.title} <span class="version">${info.version}</span></h1>
${paragraphs.map((paragraph) => html`<p class="prose">${prose(paragraph)}</p>`)}
<p class="links"><a href="/api/openapi.json">OpenAPI 3.1 document</a></p>
</div>
<div class="samples">${codeBlock("Base URL", baseUrl)}${codeBlock("Authorization", "Authorization: Bearer YOUR_TOKEN")}</div>
</header>`;
}

const chapterSection = (document: ApiDocument, { id, name, description, operations }: Chapter, baseUrl: string): Html =>
  html`<section class="chapter" id="${id}" aria-labelledby="${id}-title">
<header><h2 id="${id}-title">${name}</h2><p>${description}</p></header>
${operations.map((operation) => operationSection(document, operation, baseUrl))}
</section>`;
