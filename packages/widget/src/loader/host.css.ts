/**
 * Stops the page's inherited properties at the door. No transform or contain: fixed parts are placed
 * by the viewport. Rules by element are for the panel too.
 */
export const hostCss = `
:host{all:initial!important;direction:ltr!important;display:block!important;position:fixed!important;z-index:var(--z)!important}
@media print{:host{display:none!important}}
[hidden]{display:none!important}
button{padding:0;border:0;cursor:pointer}
svg{fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.launcher{position:fixed;outline:1px solid #0000;width:60px;height:60px;margin-bottom:env(safe-area-inset-bottom);border-radius:50%;background:var(--primary);color:var(--on-primary);box-shadow:0 4px 20px #0004;transition:.16s}
.launcher:hover{transform:scale(1.05)}
.launcher:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #000}
.launcher svg{display:block;width:28px;margin:auto}
[aria-expanded=false] svg+svg,.launcher[aria-expanded=true] svg:first-child{display:none}
@media (prefers-reduced-motion){*,::before{animation:none!important;transition:none!important}}
`;
