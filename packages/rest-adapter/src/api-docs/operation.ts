import type { ApiDocument } from "../openapi/document";
import { JSON_TYPE, type Operation, rolesOf } from "../openapi/operations";
import { codeBlock, jsonCode } from "./code";
import { curlOf } from "./curl";
import { answerFields, parameterFields, requestFields } from "./fields";
import { type Html, html, prose } from "./html";

export const methodBadge = (method: string): Html => html`<span class="method ${method.toLowerCase()}">${method}</span>`;

const isSuccess = (status: string) => Number(status) < 400;

/** Parameters may break the line after each step. */
const brokenPath = (path: string): Html[] =>
  path.split(/(?=\/)/).map((step) => html`${step.includes("{") ? html`<var>${step}</var>` : step}<wbr>`);

function access(operation: Operation): Html {
  const roles = rolesOf(operation);
  if (roles.length === 0) return html`<span class="access open">No token</span>`;
  return html`<span class="access">${roles.join(" or ")} token</span>`;
}

/** One endpoint: words and tables on the left, what to copy on the right. */
export function operationSection(document: ApiDocument, operation: Operation, baseUrl: string): Html {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation;
  const answers = Object.entries(responses);
  const [, success] = answers.find(([status]) => isSuccess(status)) ?? [];
  return html`<section class="operation" id="${operationId}" aria-labelledby="${operationId}-title">
<div class="words">
<h3 id="${operationId}-title"><a href="#${operationId}">${summary}</a></h3>
<p class="route">${methodBadge(method)}<code>${brokenPath(path)}</code></p>
<p class="facts">${access(operation)}</p>
${description && html`<p class="prose">${prose(description)}</p>`}
${parameters.length > 0 && parameterFields(document, parameters)}
${requestBody && requestFields(document, requestBody.content.schema)}
${success?.content?.mediaType === JSON_TYPE && answerFields(document, success.content.schema)}
</div>
<div class="samples">
${codeBlock("Request", curlOf(operation, baseUrl), "shell")}
${answers.filter(([status]) => isSuccess(status)).map(([status, answer]) => sample(status, answer, true))}
<div class="refusals"><h4>Refusals</h4>${answers.filter(([status]) => !isSuccess(status)).map(([status, answer]) => sample(status, answer, false))}</div>
</div>
</section>`;
}

function sample(status: string, { description, content }: Operation["responses"][string], isOpen: boolean): Html {
  const title = html`<span class="status s${status[0] ?? ""}">${status}</span><span>${description}</span>`;
  if (content?.mediaType !== JSON_TYPE) return html`<p class="bare">${title}</p>`;
  if (isOpen) return codeBlock(title, jsonCode(content.example));
  return html`<details><summary>${title}</summary><pre tabindex="0"><code>${jsonCode(content.example)}</code></pre></details>`;
}
