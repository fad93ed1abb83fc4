/**
 * Stops the page's inherited properties at the door. No transform or contain: fixed parts are placed
 * by the viewport. Rules by element are for the panel too, and any class outweighs them.
 */
export const hostCss = `
:host{all:initial!important;display:block!important;position:fixed!important;z-index:var(--z)!important}
@media print{:host{display:none!important}}
*{box-sizing:border-box;margin:0}
[hidden]{display:none!important}
button{padding:0;border:0;background:none;color:inherit;font:inherit;cursor:pointer}
svg{width:18px;flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.launcher{position:fixed;width:60px;height:60px;margin-bottom:env(safe-area-inset-bottom);border-radius:50%;background:var(--primary);color:var(--on-primary);box-shadow:0 4px 20px #0004;transition:.16s}
.launcher:hover{transform:scale(1.05)}
.launcher:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px #000}
.bottom{bottom:var(--y)}
.top{top:var(--y)}
.left{left:var(--x)}
.right{right:var(--x)}
.launcher svg{display:block;width:28px;margin:auto}
.launcher[aria-expanded=false] svg+svg,.launcher[aria-expanded=true] svg:first-child{display:none}
.badge{position:absolute;top:-2px;right:-2px;padding:0 7px;border-radius:11px;background:#c81e1e;color:#fff;font:600 12px/22px system-ui}
.badge:empty{display:none}
@media (prefers-reduced-motion){*,::before{animation:none!important;transition:none!important}}
`;
