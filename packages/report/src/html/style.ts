/** The page's style sheet: light, dark and print; no fonts or images from elsewhere. */
export const STYLE: string = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fdfdfc, #15171b);
  --wash: light-dark(#f3f2ee, #20242a);
  --ink: light-dark(#1b1e23, #e8e6e1);
  --soft: light-dark(#5a6069, #a4a9b2);
  --rule: light-dark(#e3e1db, #30353d);
  --ref: light-dark(#4a7fb5, #6f9fd8);
  --cur: light-dark(#c4570c, #f09a5e);
  --cur-in: light-dark(#f7d3b55e, #f09a5e33);
  --alarm: light-dark(#ae4708, #f4a06a);
  --unsure: light-dark(#7544a8, #c3a1ee);
  --bits: light-dark(#33383f, #d5d3cd);
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) 4rem; max-width: 80rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
code { font: .9em ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "Liberation Mono", monospace; background: var(--wash); border-radius: .25em; padding: .1em .3em; overflow-wrap: anywhere; }
h1, h2, h3, p, dl, dd, figure, ul { margin: 0; }
h1, h2, h3 { text-wrap: pretty; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; font-weight: 600; letter-spacing: -.01em; }
small, .cap, .key, caption { font-size: .8125rem; color: var(--soft); }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:hover { text-decoration-color: currentColor; text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--ref); outline-offset: 3px; border-radius: 3px; }
.scroll { position: relative; overflow: auto; }
#overview .scroll { max-height: 85vh; border-bottom: 1px solid var(--rule); }
#overview tr:last-child > * { border-bottom: 0; }
h2 small { font-weight: 400; letter-spacing: 0; margin-left: .5rem; }
dl > div, li { min-width: 0; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
html:not(.js) .tools { display: none; }
button, input, select { font: inherit; color: inherit; background: none; border: 1px solid var(--rule); border-radius: .4rem; padding: .3rem .65rem; }
button { cursor: pointer; }
button:hover { background: var(--wash); }
input::placeholder { color: var(--soft); opacity: 1; }

.name { display: flex; gap: .75rem; align-items: center; padding: 1.1rem 0; color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
.name b { color: var(--ink); letter-spacing: .01em; white-space: nowrap; }
.name button { margin-left: auto; line-height: 1; padding: .4rem .5rem; }
.hero { display: grid; grid-template-columns: minmax(0, 1.05fr) minmax(0, 1fr); gap: 2rem clamp(2rem, 5vw, 4.5rem); padding: 1rem 0 1rem; align-items: start; }
.lead:only-child { grid-column: 1 / -1; max-width: 48rem; }
h1 { font-size: clamp(1.35rem, 1rem + 1.35vw, 1.9rem); line-height: 1.3; font-weight: 600; letter-spacing: -.017em; }
h1 code { font: inherit; padding: 0 .25em; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1rem 1.5rem; }
.lead dl { margin-top: 1.75rem; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); }
dd i { display: inline-block; }
dt { font-size: .8125rem; color: var(--soft); overflow-wrap: anywhere; }
dd { font-size: 1.0625rem; }
dd b { font-weight: 600; }
dd small { display: block; line-height: 1.35; }
i { font-style: normal; color: var(--soft); font-size: .875em; white-space: nowrap; }

.v { white-space: nowrap; color: var(--soft); }
.v::before { display: inline-block; width: 1.3em; }
.v.alarm, td .alarm, dd .alarm { color: var(--alarm); font-weight: 600; }
.v.unsure, td .unsure, dd .unsure { color: var(--unsure); }
.v.alarm::before { content: "▲" / ""; font-size: .8em; width: 1.625em; }
.v.calm::before { content: "✓" / ""; }
.v.unsure::before { content: "?" / ""; font-weight: 600; }
.v.muted::before { content: "–" / ""; }

.head { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; justify-content: space-between; align-items: center; margin-bottom: .5rem; }
.head .tools { display: flex; flex-wrap: wrap; gap: .5rem; font-size: .875rem; }
main > section { margin-top: 2.5rem; }
main > #overview { margin-top: 1.5rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .4rem; overflow-wrap: anywhere; }
th, td { text-align: left; padding: .34rem 1.5rem .34rem 0; border-bottom: 1px solid var(--rule); font-weight: 400; white-space: nowrap; }
tr > :last-child { padding-right: 0; }
th.r, td.r { text-align: right; }
thead th { font-size: .8125rem; color: var(--soft); background: var(--paper); vertical-align: bottom; }
thead th.bar { padding-right: 0; }
th, td, h3, dt { unicode-bidi: plaintext; }
th, td { max-width: 18rem; overflow: hidden; text-overflow: ellipsis; }
th :focus-visible { outline-offset: -2px; }
td.wrap { white-space: normal; max-width: 34rem; min-width: 14rem; }
.n .wrap { text-align: left !important; white-space: pre-wrap; max-width: 44rem; min-width: 4rem; }
td b { font-weight: 600; }
td i { display: inline-block; min-width: 8.4em; text-align: left; }
#overview thead th { position: sticky; top: 0; z-index: 1; border: 0; box-shadow: inset 0 -1px var(--soft); }
#overview thead button { border: 0; padding: 0; font-size: inherit; text-align: inherit; border-radius: 2px; }
#overview thead button:hover { background: none; color: var(--ink); }
[aria-sort] button::after { content: " ↑" / ""; }
[aria-sort=descending] button::after { content: " ↓" / ""; }
#overview tbody tr:hover { background: var(--wash); }
#overview td.bar { width: 18%; min-width: 6rem; }
.b { display: block; width: 100%; height: .5rem; fill: var(--soft); }
.alarm .b { fill: var(--cur); }
tr.muted { color: var(--soft); }
.b.neg { fill: none; stroke: var(--soft); }

details.n { margin-top: .6rem; font-size: .8125rem; color: var(--soft); }
summary { cursor: pointer; }
details.n > summary { width: fit-content; }
details.n th, details.n td { text-align: right; }
details.n th:first-child { text-align: left; }
details.n thead th { white-space: normal; }
details.n table { margin-top: .5rem; color: var(--ink); width: auto; min-width: min(100%, 24rem); }

details.n th, details.n td { padding-block: .15rem; }
details.n { overflow-x: auto; }
.terms { margin-top: .5rem; grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); }
.terms dt { color: var(--ink); font-weight: 600; }
.terms dd { font-size: inherit; }
.beware { border-left: 3px solid var(--unsure); padding-left: 1.1rem; }
.beware h2 { font-size: 1rem; }
.beware ul { padding: 0; list-style: none; margin-top: .3rem; display: grid; gap: .3rem; max-width: 60rem; }
.more { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 2.5rem 4rem; }

#details > h2 { margin-bottom: .75rem; }
.s { border-top: 1px solid var(--rule); content-visibility: auto; contain-intrinsic-size: auto 3.2rem; }
.s[open] { contain-intrinsic-size: auto 26rem; padding-bottom: 2.25rem; }
.s > summary { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; align-items: baseline; padding: .7rem 2rem .7rem 0; list-style: none; position: relative; }
.s > summary::-webkit-details-marker { display: none; }
.s > summary::after { content: "+" / ""; color: var(--soft); position: absolute; right: .25rem; top: .75rem; font-size: 1.1rem; line-height: 1.25; }
.s[open] > summary::after { content: "–" / ""; }
.s > summary:hover h3 { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; }
h3 { font-size: 1.0625rem; font-weight: 600; min-width: 0; }
.f { margin-left: auto; white-space: nowrap; }
.f b { font-weight: 600; }
.body { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 8fr); gap: 1.5rem clamp(2rem, 5vw, 4.5rem); padding-top: .35rem; }
.body > :only-child { grid-column: 1 / -1; max-width: 42rem; }
.say > p { text-wrap: pretty; overflow-wrap: anywhere; }
.say dl { margin-top: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: .75rem 1.25rem; }
.say dd { font-size: 1rem; }
.note { margin-top: 1rem !important; color: var(--soft); font-size: .875rem; }
.see { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; }

figcaption { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; justify-content: space-between; font-size: .8125rem; margin-bottom: .7rem; }
figcaption > span:first-child { font-weight: 600; overflow-wrap: anywhere; min-width: 0; }
.key { align-items: baseline; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; color: var(--ink); }
.key .ref::before, .key .cur::before { content: ""; display: inline-block; width: .8rem; height: .6rem; margin-right: .45rem; border: 1.5px solid var(--ref); background: var(--ref); }
.key .cur::before { border-color: var(--cur); background: var(--cur-in); }
.key .mark::before { content: ""; display: inline-block; height: .8rem; border-left: 1.5px dashed; margin-right: .45rem; vertical-align: -.1rem; }
[role=img] { display: grid; column-gap: .8rem; font-size: .8125rem; }
[role=img] svg { width: 100%; display: block; overflow: visible; }
.l { white-space: pre; overflow: hidden; text-overflow: ellipsis; line-height: 28px; unicode-bidi: plaintext; text-align: left; }
.l.r { text-align: right; color: var(--soft); }
.named { grid-template-columns: fit-content(11rem) minmax(0, 1fr) minmax(0, 22%) auto; }
.named .x { grid-column: 2; }
.named .cap.w { grid-column: 3; text-align: center; }
.tight .l { line-height: 20px; }
.ordered { grid-template-columns: 3rem minmax(0, 1fr); row-gap: .35rem; }
.forest { grid-template-columns: fit-content(11rem) minmax(0, 1fr) auto; }
.forest .l { line-height: 26px; }
.forest .x { grid-column: 2; }
text { font-size: 12px; fill: var(--soft); }
.y text { text-anchor: end; }
path { vector-effect: non-scaling-stroke; fill: none; }
.b path { fill: inherit; }
.ref { fill: var(--ref); }
.ordered .ref { opacity: .7; }
path.cur { fill: var(--cur-in); stroke: var(--cur); stroke-width: 1.5; }
.ordered .cur { stroke-width: 2; fill: none; }
.pos { fill: var(--bits); }
.neg { fill: none; stroke: var(--soft); stroke-width: 1; }
.grid { stroke: var(--rule); }
.zero { stroke: var(--soft); }
path.mark { stroke: var(--ink); stroke-dasharray: 3 3; }

.forest g { stroke: var(--soft); stroke-width: 2; }
.forest g.alarm { stroke: var(--alarm); }
.forest g.unsure { stroke: var(--unsure); }
.forest .dot { stroke-width: 8; stroke-linecap: round; }
.forest .hole { stroke: var(--paper); stroke-width: 4.5; stroke-linecap: round; }
.lines { grid-template-columns: 3.4rem minmax(0, 1fr); row-gap: .35rem; }
.lines > .cap { grid-column: 1 / -1; }
.parts { grid-template-columns: fit-content(11rem) minmax(0, 1fr) auto; }
.parts .l { line-height: 26px; padding-top: 4px; }
.k1 { --k: var(--cur); }
.k2 { --k: var(--ref); --d: 7 4; }
.k3 { --k: var(--unsure); --d: 2 3; }
.k4 { --k: var(--bits); --d: 9 3 2 3; }
.k5 { --k: var(--soft); --d: 4 4; }
.k6 { --k: var(--alarm); --d: 1 4; }
.g { --k: var(--soft); --d: 3 3; }
.lines g path { stroke: var(--k); stroke-width: 2; stroke-dasharray: var(--d, none); }
.lines g.g path { stroke-width: 1; }
.lines g path.dot { stroke-width: 7; stroke-linecap: round; stroke-dasharray: none; }
.lines g path.area { stroke: none; fill: var(--k); opacity: .16; }
.parts .full { fill: var(--k); stroke: var(--paper); }
.parts .rest { fill: var(--soft); opacity: .5; }
.key [class^=k]::before, :is(.c1, .c2, .c3)::before, .key .g::before { content: ""; display: inline-block; width: 1.5rem; height: 0; margin-right: .45rem; vertical-align: .3em; border-top: 2px solid var(--k); }
.key .k2::before, .key .k4::before, .key .c2::before, .key .g::before { border-top-style: dashed; }
.key .k3::before, .key .k6::before, .key .c3::before { border-top-style: dotted; }
.key .dots::before { width: .5rem; height: .5rem; border: 0; border-radius: 50%; background: var(--k); vertical-align: .05em; }
.key .part::before { width: .8rem; height: .6rem; border: 0; background: var(--k); vertical-align: 0; }
.sphere svg { max-width: 30rem; margin-inline: auto; }
.ball { fill: none; stroke: var(--soft); vector-effect: non-scaling-stroke; }
.sphere g[class] path { stroke: var(--k); stroke-width: 2; stroke-dasharray: var(--d, none); }
.c1, .c2, .c3 { --k: var(--cur); }
.c2 { --d: 7 4; }
.c3 { --d: 2 3; }
.sphere g[class^=c] path { stroke-width: 1.5; fill: var(--cur); fill-opacity: .1; }
.sphere g path.dot { stroke-width: 9; stroke-linecap: round; stroke-dasharray: none; }
${[1, 2, 3, 4, 5, 6, 7].map((k) => `.q${k} { background: color-mix(in srgb, var(--cur) ${7 * k}%, transparent); }`).join("\n")}
${[1, 2, 3, 4, 5, 6, 7].map((k) => `.n${k} { background: color-mix(in srgb, var(--ref) ${7 * k}%, transparent); }`).join("\n")}
.matrix { width: auto; }
.matrix th, .matrix td { padding: .3rem .6rem; }
.matrix tr > :last-child { padding-right: .6rem; }
.matrix:has(th:nth-child(14)) { font-size: .75rem; }
.matrix:has(th:nth-child(14)) :is(th, td) { padding: .6rem .2rem; min-width: 3.6em; text-align: center; }
.text { white-space: pre-wrap; font: .875rem/1.9 ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "Liberation Mono", monospace; border: 1px solid var(--rule); border-radius: .4rem; padding: .6rem .9rem; }
.s:has(.text) { content-visibility: visible; }
figure:has(> .text), figure:has(.matrix th:nth-child(9)) { grid-column: 1 / -1; }
.body:has(.text, .matrix th:nth-child(9)) { grid-template-columns: minmax(0, 1fr); }
.body:has(.text, .matrix th:nth-child(9)) > .say { max-width: 42rem; }
.body:has(.text, .matrix th:nth-child(9)) > .see { grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 2rem 4rem; }
.t { border-radius: 2px; }
.m { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .25em; text-decoration-color: var(--unsure); }
.tip { display: none; position: fixed; inset: auto 1rem 1rem; z-index: 3; white-space: pre-wrap; background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem; padding: .6rem .9rem; line-height: 1.5; max-width: 60rem; margin-inline: auto; }
.t:hover, .t:focus { outline: 2px solid var(--ref); }
.t:hover > .tip, .t:focus > .tip { display: block; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); color: var(--soft); font-size: .8125rem; display: grid; gap: .3rem; }
footer p { max-width: 60rem; }

@media (max-width: 60rem) {
  .hero, .body { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 40rem) {
  h1 { font-size: 1.3rem; }
  .named { grid-template-columns: fit-content(7rem) minmax(0, 1fr) auto; }
  .named .w, text.wide { display: none; }
  .forest { grid-template-columns: fit-content(8rem) minmax(0, 1fr) auto; }
  th, td { max-width: 8rem; }
  td:has(i) { max-width: none; }
  .scroll table { font-size: .8125rem; }
  .scroll th, .scroll td { padding-right: .8rem; }
  .f { margin-left: 0; width: 100%; }
  .lead dl { grid-template-columns: 1fr 1fr; }
  .head .tools { width: 100%; }
  #q { flex: 1 0 100%; }
  #w { flex: 1; }
}
@page { margin: 14mm; }
@media print {
  :root { color-scheme: light !important; --paper: #fff; }
  html { font-size: 13px; }
  body { max-width: none; padding: 0; font-size: 13px; }
  .tools, .s > summary::after { display: none !important; }
  .s { content-visibility: visible; }
  .hero { grid-template-columns: 1fr 1fr; gap: 1.5rem; }
  .body { grid-template-columns: 1fr 2fr; gap: 1.5rem; }
  .scroll { overflow: visible; max-height: none !important; }
  .scroll th, .scroll td { padding-right: .7rem; font-size: 11px; }
  #overview td.bar { min-width: 3rem; }
  .s, .say, [role=img], tr, .beware, details.n { break-inside: avoid; }
  h2, figcaption, .s > summary { break-after: avoid; }
  #overview thead th { position: static; box-shadow: none; border-bottom: 1px solid var(--soft); }
  details::details-content { content-visibility: visible; block-size: auto; }
  * { print-color-adjust: exact; }
}
`;
