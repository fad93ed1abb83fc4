import { chatCss } from "./chat.css";

/** The panel itself, its header and its status line. */
export const panelCss = `
*{box-sizing:border-box;margin:0}
button{background:none;color:inherit;font:inherit}
svg{width:18px;flex:none}
:host([open]){z-index:calc(var(--z) + 1)!important}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.panel{--bg:#fff;--well:#f6f7f9;--text:#16181d;--soft:#5d6470;--line:#e5e8ec;--danger:#b42318;position:fixed;margin:calc(74px + env(safe-area-inset-top)) 0 calc(74px + env(safe-area-inset-bottom));outline:1px solid #0000;z-index:1;display:flex;flex-direction:column;width:392px;height:min(660px,100vh - 108px - var(--y));overflow:hidden;border-radius:20px;background:var(--bg);color:var(--text);font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere;box-shadow:0 0 0 1px var(--line),0 16px 56px #0003;animation:rise .16s}
.dark{--bg:#1b1f25;--well:#121519;--text:#eceef1;--soft:#a3abb7;--line:#333943;--danger:#ff9a8f;color-scheme:dark}
.phone.panel{margin:0;inset:var(--shift,0) 0 auto;width:auto;height:var(--height,100dvh);border-radius:0;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);background:linear-gradient(var(--fill) 50%,var(--bg) 50%)}
@keyframes rise{from{opacity:0;transform:translateY(10px)}}
@keyframes pulse{50%{opacity:.3}}
.bar,.status,.composer,.send,.close,.avatar{flex:none}
.bar,.pill{display:flex;align-items:center}
.bar,.send,.visitor .bubble{background:var(--fill);color:var(--on-fill)}
.bar{padding:14px 10px}
.heading{flex:1;min-width:0;margin-inline:10px}
h2{font-size:17px;font-weight:600}
.who,.status,.pill{font-size:13px}
.close,.send,.avatar{display:grid;place-items:center}
.close{width:44px;height:44px;border-radius:12px}
.close:hover{background:#8883}
.bar :focus-visible{outline-color:currentColor;outline-offset:-4px}
.status,.label,.pill,.avatar{font-weight:600}
.status{padding:9px 20px;background:var(--bg);border-bottom:1px solid var(--line)}
.status:empty{padding:0;border:0}
.status:not(:empty)::before{content:"";display:inline-block;width:8px;height:8px;margin-inline-end:9px;border-radius:50%;background:var(--accent);animation:pulse 1.8s infinite}
${chatCss}
`;
