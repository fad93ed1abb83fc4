import { chatCss } from "./chat.css";

/** The panel itself, its header and its status line. */
export const panelCss = `
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.panel{--bg:#fff;--well:#f6f7f9;--text:#16181d;--soft:#5d6470;--line:#e5e8ec;--danger:#b42318;position:fixed;z-index:1;display:flex;flex-direction:column;width:392px;height:min(660px,100vh - 128px);overflow:hidden;border-radius:20px;background:var(--bg);color:var(--text);font:15px/1.45 system-ui, sans-serif;overflow-wrap:anywhere;box-shadow:0 0 0 1px var(--line),0 4px 12px #00000014,0 20px 56px #0000002e;animation:rise .16s ease-out}
.dark{--bg:#1b1f25;--well:#121519;--text:#eceef1;--soft:#a3abb7;--line:#333943;--danger:#ff9a8f;color-scheme:dark}
.panel.bottom{bottom:calc(var(--y) + 74px + env(safe-area-inset-bottom))}
.panel.top{top:calc(var(--y) + 74px + env(safe-area-inset-top))}
.phone.panel{inset:var(--shift,0) 0 auto;width:auto;height:var(--height,100dvh);border-radius:0;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);background:linear-gradient(var(--fill) 50%,var(--bg) 50%)}
@keyframes rise{from{opacity:0;transform:translateY(10px)}}
@keyframes pulse{50%{opacity:.3}}
.bar{display:flex;align-items:center;gap:12px;flex:none;padding:14px 10px 14px 20px;background:var(--fill);color:var(--on-fill)}
.heading{flex:1;min-width:0}
h2{font-size:17px;font-weight:600;line-height:24px}
.who{font-size:13px}
h2,.who{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.close{display:grid;place-items:center;width:44px;height:44px;flex:none;border-radius:12px}
.close:hover{background:#8883}
.close:focus-visible{outline-color:currentColor;outline-offset:-4px}
.status{flex:none;padding:9px 20px;font-size:13.5px;font-weight:600;background:var(--bg);border-bottom:1px solid var(--line)}
.status:empty{padding:0;border:0}
.status:not(:empty)::before{content:"";display:inline-block;width:8px;height:8px;margin-inline-end:9px;border-radius:50%;background:var(--accent);animation:pulse 1.8s infinite}
.status[data-kind^=rec]::before{background:#d97706}
.status:is([data-kind$=closed],[data-kind^=ref])::before{background:var(--soft);animation:none}
${chatCss}
`;
