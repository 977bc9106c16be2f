import { html, nothing, svg, HeraldElement } from "../lib/lit.js";
import { at, get } from "../lib/api.js";
import { count, duration, exact, number } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { card } from "./page.js";

const MOST = 100;
const SHOWN = 60;
const HEIGHT = 100;

/** How a webhook's latest deliveries went: success rate and latency, in figures and as a plot of attempts. */
class Recent extends HeraldElement {
  static properties = { webhook: {} };

  #log = new Loaded(this, (signal) => get(at("webhooks", this.webhook, "deliveries"), { query: { size: MOST }, signal }), { every: 5_000 });

  render() {
    return this.#log.render((page) => (page.content.length === 0 ? nothing : view(page.content)));
  }
}

function view(deliveries) {
  const attempts = deliveries
    .flatMap((/** @type {any} */ delivery) => delivery.attempts)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => a.startedAt.localeCompare(b.startedAt));
  const finished = deliveries.filter((/** @type {any} */ one) => one.status === "delivered" || one.status === "exhausted");
  const delivered = finished.filter((/** @type {any} */ one) => one.success).length;
  const times = attempts.map((/** @type {any} */ one) => one.durationMs).sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  const pending = deliveries.filter((/** @type {any} */ one) => one.status === "pending").length;
  return html`<div class="stack">
    <div class="tiles">
      ${tile("Success rate", finished.length ? `${number(Math.floor((1000 * delivered) / finished.length) / 10)} %` : "–", `of the last ${count(finished.length, "delivery", "deliveries")}`)}
      ${tile("Latency, median", times.length ? duration(quantile(times, 0.5)) : "–", `of ${count(times.length, "attempt")}`)}
      ${tile("Latency, 95 %", times.length ? duration(quantile(times, 0.95)) : "–", "answer within")}
      ${tile("Pending", number(pending), `of the last ${deliveries.length}`)}
    </div>
    ${attempts.length > 1 ? card({ title: "Latest attempts", text: "Time until the answer, the newest on the right.", content: plot(attempts.slice(-SHOWN)) }) : nothing}
  </div>`;
}

function tile(name, value, of) {
  return html`<section class="card tile-card" aria-label=${name}><p class="name">${name}</p><p class="value">${value}</p><p class="name">${of}</p></section>`;
}

/** @param {number[]} sorted @param {number} share */
function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function plot(attempts) {
  const longest = Math.max(1, ...attempts.map((/** @type {any} */ one) => one.durationMs));
  const failed = attempts.filter((/** @type {any} */ one) => !good(one)).length;
  const label = `${count(attempts.length, "attempt")}, ${failed} of them failed; the longest took ${duration(longest)}`;
  return html`<figure class="stack tight">
    <div class="plot-scale"><span>${duration(longest)}</span></div>
    <svg class="plot" viewBox="0 0 ${SHOWN * 10} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${label}>
      <line class="axis" x1="0" y1="0" x2=${SHOWN * 10} y2="0" />
      <line class="axis" x1="0" y1=${HEIGHT / 2} x2=${SHOWN * 10} y2=${HEIGHT / 2} />
      <line class="axis" x1="0" y1=${HEIGHT} x2=${SHOWN * 10} y2=${HEIGHT} />
      ${attempts.map((/** @type {any} */ one, /** @type {number} */ i) => bar(one, SHOWN - attempts.length + i, longest))}
    </svg>
    <div class="plot-scale"><span>${exact(attempts[0].startedAt)}</span><span>${exact(attempts.at(-1).startedAt)}</span></div>
    <figcaption class="legend"><span><i class="good"></i>delivered</span><span><i class="failed"></i>failed</span></figcaption>
  </figure>`;
}

function bar(attempt, slot, longest) {
  const height = Math.max(3, (HEIGHT * attempt.durationMs) / longest);
  const title = `${exact(attempt.startedAt)}: ${attempt.httpStatus ?? attempt.outcome}, ${duration(attempt.durationMs)}`;
  return svg`<rect class=${good(attempt) ? "good" : "failed"} x=${slot * 10 + 1.5} y=${HEIGHT - height} width="7" height=${height} rx="1"><title>${title}</title></rect>`;
}

function good(attempt) {
  return attempt.httpStatus >= 200 && attempt.httpStatus < 300;
}

customElements.define("herald-recent", Recent);
