import { html, svg, HeraldElement } from "../lib/lit.js";
import { get } from "../lib/api.js";
import { count, duration, number, shortTime } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { card } from "./page.js";
import { curve, HEIGHT, plot, SLOT, tile } from "./plot.js";

const HOUR = 3_600_000;
const RANGES = [
  { name: "1 hour", length: HOUR, bucket: "PT1M" },
  { name: "24 hours", length: 24 * HOUR, bucket: "PT1H" },
  { name: "7 days", length: 7 * 24 * HOUR, bucket: "PT1H" },
  { name: "30 days", length: 30 * 24 * HOUR, bucket: "P1D" },
];

/**
 * How deliveries have been going: in figures, and over time as two plots. `path` is where the API tells it.
 *
 * @typedef {{p50: number, p95: number, p99: number} | null} Latency
 * @typedef {{accepted: number, delivered: number, failedAttempts: number, exhausted: number, latency: Latency}} Figures
 */
class Stats extends HeraldElement {
  static properties = { path: {}, organization: {}, range: { state: true } };

  #stats = new Loaded(
    this,
    (signal) =>
      get(this.path, {
        query: { organizationId: this.organization, since: new Date(Date.now() - this.range.length).toISOString(), bucket: this.range.bucket },
        signal,
      }),
    { every: 5_000 },
  );

  constructor() {
    super();
    this.path = "";
    this.organization = "";
    this.range = RANGES[0];
  }

  render() {
    return html`<div class="stack">
      <div class="buttons segments" role="group" aria-label="Time shown">
        ${RANGES.map(
          (one) => html`<button class="button small ${one === this.range ? "primary" : ""}" type="button" aria-pressed=${one === this.range} @click=${() => this.#choose(one)}>${one.name}</button>`,
        )}
      </div>
      ${this.#stats.render((stats) => view(stats))}
    </div>`;
  }

  #choose(range) {
    this.range = range;
    void this.#stats.reload();
  }
}

/** @param {{total: Figures, buckets: (Figures & {start: string})[]}} stats */
function view({ total, buckets }) {
  const finished = total.delivered + total.exhausted;
  return html`<div class="tiles">
      ${tile("Success rate", finished ? `${number(Math.floor((1000 * total.delivered) / finished) / 10)} %` : "–", `of ${count(finished, "finished delivery", "finished deliveries")}`)}
      ${tile("Delivered", number(total.delivered), `of ${number(total.accepted)} recorded`)}
      ${tile("Failed attempts", number(total.failedAttempts), `${number(total.exhausted)} given up`)}
      ${tile("Latency", total.latency ? duration(total.latency.p50) : "–", total.latency ? `half of the attempts; 95\u00a0% within ${duration(total.latency.p95)}` : "no attempt")}
    </div>
    <div class="two">
      ${card({ title: "Deliveries", content: deliveries(buckets) })}
      ${card({ title: "Latency", content: latency(buckets) })}
    </div>`;
}

function deliveries(buckets) {
  const most = Math.max(1, ...buckets.map((one) => one.delivered + one.failedAttempts));
  const sum = (/** @type {"delivered" | "failedAttempts"} */ what) => buckets.reduce((all, one) => all + one[what], 0);
  return plot({
    label: `${number(sum("delivered"))} delivered, ${number(sum("failedAttempts"))} failed attempts; at most ${number(most)} at a time`,
    scale: number(most),
    from: buckets[0]?.start,
    slots: buckets.length,
    marks: buckets.map((one, i) => {
      const good = (HEIGHT * one.delivered) / most;
      const bad = (HEIGHT * one.failedAttempts) / most;
      const title = `${shortTime(one.start)}: ${number(one.delivered)} delivered, ${number(one.failedAttempts)} failed`;
      return svg`<g><title>${title}</title>
        <rect class="good" x=${i * SLOT + 1} y=${HEIGHT - good} width=${SLOT - 2} height=${good} />
        <rect class="failed" x=${i * SLOT + 1} y=${HEIGHT - good - bad} width=${SLOT - 2} height=${bad} /></g>`;
    }),
    legend: html`<span><i class="good"></i>delivered</span><span><i class="failed"></i>failed attempts</span>`,
  });
}

function latency(buckets) {
  const longest = Math.max(1, ...buckets.map((one) => one.latency?.p95 ?? 0));
  return plot({
    label: `Time until the answer, at most ${duration(longest)} for 95 % of the attempts`,
    scale: duration(longest),
    from: buckets[0]?.start,
    slots: buckets.length,
    marks: [
      curve(buckets.map((one) => one.latency?.p95), longest, "second"),
      curve(buckets.map((one) => one.latency?.p50), longest),
    ],
    legend: html`<span><i></i>half of the attempts</span><span><i class="second"></i>95 %</span>`,
  });
}

customElements.define("herald-stats", Stats);
