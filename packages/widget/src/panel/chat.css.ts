/** Lines of the conversation, and the composer under them. */
export const chatCss = `
.chat{display:flex;flex-direction:column;flex:1;min-height:0}
.log{position:relative;flex:1;min-height:0;background:var(--well)}
.lines{display:flex;flex-direction:column;height:100%;padding:20px 16px 12px;overflow-y:auto;overscroll-behavior:contain;scrollbar-width:thin}
.lines:focus-visible{outline-offset:-3px}
.line{display:grid;grid-template-columns:30px 1fr;column-gap:10px;justify-items:start;margin-top:16px;animation:rise .16s}
.line:first-child{margin-top:0}
.line>*{grid-column:2;max-width:100%}
.visitor.line{justify-items:end}
.avatar{grid-area:2/1;display:grid;place-items:center;width:30px;height:30px;border-radius:50%;background:var(--tint);color:var(--accent);font-size:13px;font-weight:600}
.writing .avatar{grid-row:1}
.agent .avatar{background:var(--agent);color:var(--on-agent)}
.label{margin-bottom:4px;font-size:12px;font-weight:600;color:var(--soft)}
.bubble,.dots{padding:10px 14px;border-radius:4px 16px 16px;background:var(--bg);white-space:pre-wrap;box-shadow:0 0 0 1px #0000000a,0 1px 3px #00000012}
.agent .bubble{background:linear-gradient(var(--agent-tint),var(--agent-tint)),var(--bg)}
.visitor .bubble{border-radius:16px 16px 4px 16px;background:var(--fill);color:var(--on-fill)}
.bubble a{color:inherit}
.continues.line{margin-top:4px}
.continues :is(.avatar,.label){display:none}
.foot{margin-top:4px;font-size:12px;color:var(--soft)}
[data-state=sending] .bubble{opacity:.75}
[data-state=failed] .foot{color:var(--danger);font-weight:600}
.foot button{text-decoration:underline;margin-inline-start:8px;min-height:24px}
.event{align-self:center;max-width:85%;margin:18px 0 2px;color:var(--soft);font-size:13px;text-align:center}
.dots{display:flex;gap:5px;padding:14px 16px}
.dots i{width:7px;height:7px;border-radius:50%;background:var(--soft);animation:pulse 1.1s infinite}
.dots i+i{animation-delay:.16s}.dots i+i+i{animation-delay:.32s}
.more{position:absolute;bottom:10px;left:50%;transform:translate(-50%);box-shadow:0 2px 10px #0003}
.person,.more{display:flex;align-items:center;gap:7px;min-height:34px;padding:0 14px 0 11px;border-radius:17px;background:linear-gradient(var(--tint),var(--tint)),var(--bg);color:var(--accent);font-size:13.5px;font-weight:600;white-space:nowrap}
.composer{flex:none;padding:10px 12px 12px;border-top:1px solid var(--line)}
.composer .person{margin-bottom:10px}
.offer{margin-top:8px}
.panel:not([data-mode=assistant]) .person{display:none}
[aria-disabled=true]{opacity:.55;cursor:default}
.field{display:flex;align-items:flex-end;padding:5px;border:1px solid var(--line);border-radius:24px;background:var(--well)}
.field:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
.field textarea{flex:1;min-width:0;max-height:132px;padding:7px 4px 7px 13px;border:0;outline:0;background:none;color:inherit;font:inherit;font-size:16px;line-height:22px;resize:none}
::placeholder{color:var(--soft);opacity:1}
.send{display:grid;place-items:center;width:36px;height:36px;flex:none;border-radius:50%;background:var(--fill);color:var(--on-fill)}
.send:disabled{opacity:.35;cursor:default}
`;
