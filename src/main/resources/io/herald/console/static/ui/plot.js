import { html, nothing, svg } from "../lib/lit.js";
import { shortTime } from "../lib/format.js";

/** How high a plot is in its own units, and how wide each slot of time. */
export const HEIGHT = 100;
export const SLOT = 10;

/**
 * Something over time, from a beginning until now.
 *
 * @param {{label: string, scale: string, from?: string | number, slots: number, marks: unknown, legend: unknown}} what
 *     label: what a screen reader says instead; scale: what the top stands for
 */
export function plot({ label, scale, from, slots, marks, legend }) {
  const width = slots * SLOT;
  const line = (/** @type {number} */ y) => svg`<line class="axis" x1="0" y1=${y} x2=${width} y2=${y} />`;
  return html`<figure class="stack tight" dir="ltr">
    <div class="plot-scale"><span>${scale}</span></div>
    <svg class="plot" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
      ${line(0)}${line(HEIGHT / 2)}${line(HEIGHT)}${marks}
    </svg>
    <div class="plot-scale"><span>${from === undefined ? nothing : shortTime(from)}</span><span>now</span></div>
    <figcaption class="legend">${legend}</figcaption>
  </figure>`;
}

/**
 * A line through the slots that have a value; one alone is a short dash.
 *
 * @param {(number | null | undefined)[]} values by slot
 * @param {number} most what the top stands for
 * @param {string} [css]
 */
export function curve(values, most, css = "") {
  let pen = false;
  let drawn = "";
  values.forEach((value, i) => {
    if (value === null || value === undefined) {
      pen = false;
      return;
    }
    const y = HEIGHT - (HEIGHT * value) / most;
    drawn += pen ? `L${i * SLOT + SLOT / 2} ${y}` : `M${i * SLOT + 2} ${y}L${i * SLOT + SLOT - 2} ${y}`;
    pen = true;
  });
  return svg`<path class="line ${css}" d=${drawn} />`;
}

/** A figure with its name above and what it is part of below. @param {string} name @param {unknown} value @param {unknown} of */
export function tile(name, value, of) {
  return html`<div class="card tile-card"><p class="name">${name}</p><p class="value">${value}</p><p class="name">${of}</p></div>`;
}
