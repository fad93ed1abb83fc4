/** What is seen once there is a chat. */
export const extrasCss = `
.badge{position:absolute;top:-2px;right:-2px;padding:0 7px;border-radius:11px;background:#c81e1e;color:#fff;font:600 12px/22px system-ui}
.badge:empty{display:none}
.dots{display:flex;gap:5px;padding:14px 16px}
.dots i{width:7px;height:7px;border-radius:50%;background:var(--soft);animation:pulse 1.1s infinite}
.dots i+i{animation-delay:.16s}.dots i+i+i{animation-delay:.32s}
.log:not(.missed) .more{display:none}
.more{position:absolute;bottom:10px;left:50%;transform:translate(-50%)}
.agent .avatar{background:var(--agent);color:var(--on-agent)}
.agent .bubble{background:linear-gradient(var(--agent-tint),var(--agent-tint)),var(--bg)}
.event{align-self:center;font-size:13px;max-width:85%;margin:18px 0 2px;color:var(--soft);text-align:center}
.writing .avatar{grid-row:1}
.offer{margin-top:8px}
.bar .close+.close{margin-inline-start:-12px}
.bar svg{stroke-width:2.4}
[dir=rtl] .bubble{border-radius:16px 4px 16px 16px}
[dir=rtl] .visitor .bubble{border-radius:16px 16px 16px 4px}
.foot a{color:var(--accent)}
.visitor .foot{text-align:end}
.continues.line{margin-top:4px}
.continues :is(.avatar,.label){display:none}
[data-state=sending] .bubble{opacity:.75}
[data-state=failed] .foot{color:var(--danger)}
.foot button{text-decoration:underline;margin-inline-start:8px;min-height:24px}
.status[data-kind^=rec]::before{background:#d97706}
.status:is([data-kind$=closed],[data-kind^=ref])::before{background:var(--soft);animation:none}
.menu{position:absolute;z-index:1;top:66px;inset-inline-end:12px;min-width:220px;max-width:calc(100% - 24px);display:flex;flex-direction:column;padding:6px;border-radius:16px;background:var(--bg);box-shadow:0 0 0 1px var(--line),0 12px 40px #0004;animation:rise .16s}
.phone .menu{top:calc(66px + env(safe-area-inset-top))}
.menu>button{min-height:44px;padding:0 14px;border-radius:12px;text-align:start}
.menu>button:hover{background:var(--well)}
.menu form{display:flex;gap:8px;padding:8px}
.menu input,.rating textarea{flex:1;min-width:0;width:100%;padding:9px 12px;border:1px solid #8a919c;border-radius:12px;background:var(--bg);color:inherit;font:16px/1.4 system-ui,sans-serif}
.rating .start,.leave,.menu form button{background:var(--fill);color:var(--on-fill);font-weight:600}
.menu form button{padding:0 16px;border-radius:12px}
.rating{flex:none;padding:14px 16px 10px;border-top:1px solid var(--line);text-align:center;font-weight:600}
.stars button{width:44px;height:44px;color:var(--soft)}
.stars svg{width:28px}
.stars .on{color:#d97706}
.stars .on svg{fill:currentColor}
.rating .start{width:100%;min-height:44px;margin-top:8px;border-radius:14px}
.leave{flex:none;min-height:44px;margin:0 12px 10px;border-radius:14px}
.clip{display:grid;place-items:center;flex:none;width:36px;height:36px;color:var(--soft)}
.image img{display:block;max-width:100%;height:180px;object-fit:contain;border-radius:8px}
.file{display:flex;gap:10px;align-items:center}
.file small{display:block;opacity:.8}
.bubble :is(ul,ol){padding-inline-start:20px;white-space:normal}
code{padding:1px 5px;border-radius:6px;background:#8882;font-family:ui-monospace,monospace;font-size:.92em}
.said{font-size:13.5px;font-weight:600;padding:4px 14px}
.said:empty{display:none}
@media (forced-colors:active){.bubble,.menu,.pill,.start,.badge,.dots i{border:1px solid}}
`;
