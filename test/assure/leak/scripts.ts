// Payloads of scripts in text: each way by which a page that writes text as markup would run it. Each calls `__xss()`.
const calls = ['__xss()', 'window.__xss()', "top['__xss']()", '__xss`1`'];
const wraps: readonly ((call: string) => string)[] = [
  (c) => `<script>${c}</script>`,
  (c) => `"><script>${c}</script>`,
  (c) => `</title><script>${c}</script>`,
  (c) => `</textarea><script>${c}</script>`,
  (c) => `</style><script>${c}</script>`,
  (c) => `--><script>${c}</script>`,
  (c) => `]]><script>${c}</script>`,
  (c) => `<img src=x onerror=${c}>`,
  (c) => `"><img src=x onerror="${c}">`,
  (c) => `'><img src=x onerror='${c.replaceAll("'", '&#39;')}'>`,
  (c) => `<svg onload=${c}>`,
  (c) => `<svg><script>${c}</script></svg>`,
  (c) => `<svg><animate onbegin=${c} attributeName=x dur=1s>`,
  (c) => `<math><mtext><img src onerror=${c}></mtext></math>`,
  (c) => `<body onload=${c}>`,
  (c) => `<details open ontoggle=${c}>`,
  (c) => `<input autofocus onfocus=${c}>`,
  (c) => `<video><source onerror=${c}></video>`,
  (c) => `<iframe srcdoc="<script>parent.${c}</script>"></iframe>`,
  (c) => `<iframe src="javascript:parent.${c}"></iframe>`,
  (c) => `<a href="javascript:${c}">安全</a>`,
  (c) => `javascript:${c}`,
  (c) => `data:text/html,<script>${c}</script>`,
  (c) => `" onmouseover="${c}" autofocus onfocus="${c}" x="`,
  (c) => `{{constructor.constructor('${c.replaceAll("'", '')}')()}}`,
  (c) => `\${${c}}`,
  (c) => `<template><script>${c}</script></template><slot onslotchange=${c}>`,
  (c) => `<noscript><p title="</noscript><img src=x onerror=${c}>">`,
  (c) => `＜script＞${c}＜/script＞`,
  (c) => `<scr\u0000ipt>${c}</scr\u0000ipt>`.replaceAll('\u0000', ''),
];

/** 120 of them. */
export const SCRIPTS: readonly string[] = wraps.flatMap((wrap) => calls.map(wrap));
