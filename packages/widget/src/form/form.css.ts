/** The form that comes before the chat. */
export const formCss = `
.prechat{flex:1;min-height:0;display:flex;flex-direction:column;gap:14px;padding:22px 20px 20px;overflow-y:auto;overscroll-behavior:contain;background:var(--bg)}
.intro{margin-bottom:4px;font-size:16px;white-space:pre-wrap}
.row{display:flex;flex-direction:column;gap:6px}
.row label{display:flex;justify-content:space-between;gap:8px;font-size:14px;font-weight:600}
.row small{flex:none;font-weight:400;color:var(--soft)}
.row :is(input,select,textarea){width:100%;min-height:44px;padding:9px 12px;border:1px solid #8a919c;border-radius:12px;background:var(--bg);color:inherit;font:inherit;font-size:16px;resize:vertical}
.row :is(input,select,textarea):focus{outline:2px solid var(--accent);outline-offset:-1px;border-color:transparent}
.row [aria-invalid=true]{border-color:var(--danger)}
.row.checkbox{display:grid;grid-template-columns:auto 1fr;gap:4px 10px;align-items:center}
.checkbox label{grid-area:1/2}
.checkbox .error{grid-column:1/3}
.row.checkbox input{width:22px;height:22px;min-height:22px;padding:0;accent-color:var(--fill)}
.error{font-size:13px;font-weight:600;color:var(--danger)}
.error:empty{display:none}
.back{min-height:44px;color:var(--accent);font-weight:600}
.start{flex:none;margin-top:6px;min-height:48px;border-radius:14px;background:var(--fill);color:var(--on-fill);font-size:16px;font-weight:600}
`;
