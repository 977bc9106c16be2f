import { html, nothing } from "../lib/lit.js";
import { pretty } from "../lib/format.js";
import { copyButton } from "./copy.js";

const LONGEST_COLORED = 60_000;
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\btrue\b|\bfalse\b|\bnull\b)/g;

/**
 * Text as it is, to be read and copied.
 *
 * @param {string} text
 * @param {{label?: string, wrap?: boolean, colored?: boolean}} [how] label: what it is, for a screen reader
 */
export function code(text, { label = "Code", wrap = false, colored = false } = {}) {
  return html`<div class="code ${wrap ? "wrap" : ""}">
    <pre tabindex="0" role="region" aria-label=${label} dir="ltr">${colored && text.length < LONGEST_COLORED ? painted(text) : text}</pre>
    <div class="tools">${copyButton(text, `Copy ${label.toLowerCase()}`)}</div>
  </div>`;
}

/** A body: JSON with line breaks and colors, anything else as it is. @param {string | null} text @param {string} label */
export function bodyText(text, label) {
  if (!text) {
    return html`<p class="muted small">${text === "" ? "Empty" : "None"}</p>`;
  }
  const shown = pretty(text);
  return code(shown, { label, wrap: true, colored: true });
}

/** @param {Record<string, unknown> | null} headers */
export function headerList(headers) {
  const entries = Object.entries(headers ?? {});
  if (entries.length === 0) {
    return html`<p class="muted small">None</p>`;
  }
  return html`<dl class="headers" dir="ltr">
    ${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${[value].flat().join(", ")}</dd></div>`)}
  </dl>`;
}

function painted(text) {
  const parts = [];
  let last = 0;
  for (const found of text.matchAll(TOKENS)) {
    parts.push(text.slice(last, found.index));
    const [all, string, colon] = found;
    parts.push(
      string ? html`<span class=${colon ? "k" : "s"}>${string}</span>${colon ?? nothing}` : html`<span class="n">${all}</span>`,
    );
    last = (found.index ?? 0) + all.length;
  }
  parts.push(text.slice(last));
  return parts;
}
