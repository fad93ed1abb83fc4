/** A customer's website: another origin than the server's, with nothing of ours but the documented tag. */
export interface CustomerSite {
  readonly url: string;
  stop(): void;
}

export function startCustomerSite(chatServer: string, siteKey: string): CustomerSite {
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A shop</title><link rel="icon" href="data:,"></head>
<body><h1>A shop of its own</h1><p>Nothing here knows of chats but the tag below.</p>
<script async src="${chatServer}/widget.js" data-site-key="${siteKey}"></script>
</body></html>`;
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () =>
      new Response(page, {
        headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": contentSecurityPolicy(chatServer) },
      }),
  });
  return { url: `http://127.0.0.1:${server.port}/`, stop: () => server.stop(true) };
}

/** As strict as the widget's documentation says a site may be. */
function contentSecurityPolicy(chatServer: string): string {
  const sockets = chatServer.replace(/^http/, "ws");
  return `default-src 'self'; script-src ${chatServer}; connect-src ${chatServer} ${sockets}; style-src 'self'; img-src 'self' data: ${chatServer}; require-trusted-types-for 'script'`;
}
