/** Lines of the conversation, and the composer under them. */
export const chatCss = `
.chat{display:flex;flex-direction:column;flex:1;min-height:0}
.log{position:relative;flex:1;min-height:0;background:var(--well)}
.lines{display:flex;flex-direction:column;height:100%;padding:4px 16px 12px;overflow-y:auto;overscroll-behavior:contain;overflow-anchor:none}
.lines:focus-visible{outline-offset:-3px}
.line{display:grid;grid-template-columns:30px 1fr;column-gap:10px;justify-items:start;margin-top:16px;animation:rise .16s}
.line>*{grid-column:2;max-width:100%}
.visitor.line{justify-items:end}
.avatar{grid-area:2/1;width:30px;height:30px;border-radius:50%;background:var(--tint);color:var(--accent);font-size:13px}
.label,.foot{font-size:12px;color:var(--soft)}
.label{margin-bottom:4px}
.bubble,.dots{padding:10px 14px;border-radius:4px 16px 16px;background:var(--bg);white-space:pre-wrap;box-shadow:0 1px 3px #0002}
.visitor .bubble{border-radius:16px 16px 4px}
.bubble a{color:inherit}
.foot{margin-top:4px}
.pill{gap:7px;min-height:34px;padding:0 12px;border-radius:17px;background:linear-gradient(var(--tint),var(--tint)),var(--bg);color:var(--accent);white-space:nowrap}
.composer{padding:10px 12px 12px;border-top:1px solid var(--line)}
.composer .person{margin-bottom:10px}
.panel:not([data-mode=assistant]) .person{display:none}
[aria-disabled=true],:disabled{opacity:.45}
.field{display:flex;align-items:flex-end;padding:5px;border:1px solid var(--line);border-radius:24px;background:var(--well)}
.field:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
.field textarea{flex:1;min-width:0;max-height:132px;padding:7px 4px;border:0;outline:0;background:none;color:inherit;font:16px/22px system-ui,sans-serif;resize:none}
::placeholder{color:var(--soft);opacity:1;unicode-bidi:plaintext}
.send{width:36px;height:36px;border-radius:50%}
`;
