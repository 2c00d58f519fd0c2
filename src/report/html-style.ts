/** The style sheet of the HTML report: dark and light, for desk, phone and paper. */
export const style = `
:root { --page: #f6f7f9; --card: #fff; --text: #1d2530; --quiet: #59636f; --line: #e0e4ea; --soft: #f1f3f6; --link: #0b5cad;
  --error: #b3261e; --security: #7a3db8; --warning: #8a5a00; --suggestion: #1b6e74; --mark: #ffe9a8; --mark-text: #1d2530; --inside: #fbf6e6; }
@media (prefers-color-scheme: dark) {
  :root { --page: #12161c; --card: #1a2029; --text: #e2e7ee; --quiet: #9aa5b3; --line: #2c3542; --soft: #222a35; --link: #79b8ff;
    --error: #ff8a80; --security: #c9a2f5; --warning: #e8b95b; --suggestion: #6cc7cd; --mark: #57481a; --mark-text: #ffefc2; --inside: #2b2a25; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { color-scheme: light dark; background: var(--page); color: var(--text); scroll-padding-top: 5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.2rem; margin: 0 0 .15rem; }
h3 { font-size: .95rem; margin: 1.1rem 0 .3rem; }
p { margin: 0 0 .5rem; }
a { color: var(--link); }
ul, ol { margin: .2rem 0 .4rem; padding-left: 1.3rem; }
code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
code, .message, td, dd, li, .demand, .name { unicode-bidi: isolate; }
pre { margin: .5rem 0; padding: .55rem .75rem; background: var(--soft); border-radius: 6px; white-space: pre-wrap; }
pre code { font-size: .8125rem; }
summary { cursor: pointer; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.quiet, .lead { color: var(--quiet); }
.plain { list-style: none; padding: 0; }
header dl { display: flex; flex-wrap: wrap; gap: .4rem 2rem; margin: .8rem 0 1.4rem; }
dt { color: var(--quiet); font-size: .8125rem; }
dd { margin: 0; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: .75rem; margin-bottom: 1.25rem; }
.tile { --tint: var(--line); padding: .8rem 1rem; background: var(--card); border: 1px solid var(--line); border-top: 3px solid var(--tint); border-radius: 8px; color: var(--text); text-decoration: none; }
.tile b { display: block; font-size: 1.7rem; line-height: 1.2; color: var(--tint); font-variant-numeric: tabular-nums; }
.tile span, .tile.none b { color: var(--quiet); }
a.tile:hover { border-color: var(--tint); }
.error { --tint: var(--error); } .security { --tint: var(--security); } .warning { --tint: var(--warning); } .suggestion { --tint: var(--suggestion); }
.card, .rule { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.card { padding: 1.1rem 1.25rem; margin: 0 0 1.25rem; }
.caution { border-left: 3px solid var(--warning); padding-left: .75rem; }
.badge { color: var(--tint); border: 1px solid; border-radius: 99px; padding: 0 .5rem; font-size: .78rem; white-space: nowrap; }
.steps li { margin-bottom: .5rem; }
.count { color: var(--quiet); background: var(--soft); border-radius: 99px; padding: .05rem .55rem; font-size: .8rem; font-weight: 400; white-space: nowrap; }
#tools { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .85rem; padding: .65rem 0; background: var(--page); border-bottom: 1px solid var(--line); }
#search { flex: 1 1 12rem; min-width: 0; padding: .45rem .7rem; }
#search, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
button { padding: .35rem .75rem; cursor: pointer; }
.boxes { display: flex; flex-wrap: wrap; gap: .2rem .75rem; }
.boxes label { color: var(--tint); cursor: pointer; white-space: nowrap; }
.boxes input { accent-color: var(--tint); }
#shown { color: var(--quiet); }
.severity { margin: 1.75rem 0; }
.severity h2 { color: var(--tint); }
.rule { margin: .75rem 0; border-left: 3px solid var(--tint); }
.rule > summary { padding: .75rem 1rem; }
.rule > summary > code { font-weight: 600; font-size: .95rem; margin-right: .5rem; }
.demand { display: block; color: var(--quiet); font-size: .9rem; padding-left: 1.1rem; }
.about { display: grid; grid-template-columns: 6rem 1fr; gap: .3rem .75rem; margin: 0; padding: .2rem 1rem .9rem; font-size: .9rem; }
.about ul { margin: 0; }
.finding { padding: .9rem 1rem; border-top: 1px solid var(--line); }
.long .finding { content-visibility: auto; contain-intrinsic-size: auto 9rem; }
.note { padding: .6rem 1rem 0; }
.message { font-weight: 550; margin-bottom: .2rem; }
.where { display: flex; flex-wrap: wrap; gap: 0 .9rem; align-items: baseline; color: var(--quiet); font-size: .9rem; margin: 0; }
.label { color: var(--quiet); font-size: .8125rem; margin: .6rem 0 0; }
.n { display: inline-block; min-width: 2.2rem; padding-right: .9rem; color: var(--quiet); user-select: none; }
mark { background: var(--mark); color: var(--mark-text); border-radius: 3px; }
.evidence { margin-top: .5rem; font-size: .9rem; }
.evidence summary, .fold > summary { color: var(--link); }
.chain { list-style: none; padding: 0; margin: .35rem 0 .6rem; }
.node { width: fit-content; max-width: 100%; padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--soft); font-weight: 550; }
.node.end { border-color: var(--security); }
.node.end .badge { --tint: var(--security); font-weight: 400; }
.node.outside { border: 1px dashed var(--quiet); }
.hop { position: relative; margin-left: 1.1rem; padding: .35rem 0 .5rem 1.3rem; border-left: 2px solid var(--line); font-size: .9rem; }
.hop:not(:last-child)::after { content: ''; position: absolute; left: -.36rem; bottom: .05rem; border: .31rem solid transparent; border-top-color: var(--quiet); border-bottom: 0; }
.facts > span { display: block; color: var(--quiet); margin-top: .15rem; }
.facts code { padding: .05rem .35rem; background: var(--soft); border-radius: 4px; }
.status { padding: 0 .45rem; border: 1px solid; border-radius: 4px; font-size: .75rem; white-space: nowrap; }
.status.confirmed { color: var(--error); } .status.possible { color: var(--warning); }
.policy code { white-space: normal; }
.policy .row { display: block; white-space: pre-wrap; padding-left: .5rem; border-left: 3px solid transparent; }
.policy .row.inside { border-left-color: var(--tint); background: var(--inside); }
.who { border-top: 1px solid var(--line); }
.who > summary { padding: .5rem 0; }
.who > .about { padding: 0 0 .8rem 1.1rem; }
.plain-badge { --tint: var(--quiet); }
.finding:target { outline: 2px solid var(--link); outline-offset: -2px; border-radius: 6px; }
.reasons { list-style: none; padding: 0; }
.reasons > li { padding: .5rem 0; border-top: 1px solid var(--line); }
.names { display: flex; flex-wrap: wrap; gap: 0 .9rem; color: var(--quiet); font-size: .9rem; }
table { width: 100%; border-collapse: collapse; font-size: .9rem; margin-top: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); }
th { color: var(--quiet); font-weight: 400; border: 0; }
@media (max-width: 40rem) {
  main { padding: 1.25rem .9rem 3rem; }
  h1 { font-size: 1.4rem; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .about { grid-template-columns: 1fr; gap: 0; }
  .about dd { margin-bottom: .4rem; }
  #tools { position: static; }
}
@media print {
  :root { --page: #fff; --card: #fff; --text: #000; --quiet: #444; --line: #bbb; --soft: #f4f4f4; --link: #000;
    --error: #a00; --security: #609; --warning: #750; --suggestion: #066; --mark: #fd8; --mark-text: #000; --inside: #fbf6e6; }
  html { color-scheme: light; font-size: 11px; }
  main { max-width: none; padding: 0; }
  #tools { display: none; }
  .long .finding { content-visibility: visible; }
  .finding { break-inside: avoid; }
  h2, .rule > summary { break-after: avoid; }
  .who, .node, .hop, .policy .row { break-inside: avoid; }
  .rule::details-content, .fold::details-content { content-visibility: visible; display: block; }
  .about a::after { content: ' (' attr(href) ')'; }
}
`;
