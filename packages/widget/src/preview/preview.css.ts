/** Parts are placed by the stage, not by the window; the stage itself lets clicks through. */
export const previewCss = `
:host{position:absolute!important;inset:0!important;z-index:auto!important;overflow:hidden!important;border-radius:inherit!important;pointer-events:none!important}
.launcher,.panel{position:absolute;pointer-events:auto}
.panel{height:min(660px,100% - 118px);max-width:calc(100% - 40px)}
.phone.panel{max-width:none;height:100%}
`;
