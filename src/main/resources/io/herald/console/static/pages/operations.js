import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { get } from "../lib/api.js";
import { count, duration, exact, number } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { href } from "../lib/router.js";
import { nameOf, placeOf } from "../lib/webhooks.js";
import { badge } from "../ui/badge.js";
import { card, pageHead } from "../ui/page.js";
import { curve, plot, tile } from "../ui/plot.js";
import { empty } from "../ui/states.js";
import { countdown, moment } from "../ui/time.js";

const PACE = 2_000;
const STEP = 10_000;
const SLOTS = 180;
const STALE = 10_000;

/**
 * @typedef {{deliveries: number, p50: number, p99: number} | null} Lag
 * @typedef {{at: string, inFlight: number, held: number, oldestDueMs: number, lag: Lag}} Moment
 */

/** How the installation is doing: what waits, how long it waits, what is under way, and who fails. */
class Operations extends HeraldElement {
  #now = new Loaded(this, (signal) => get("operations", { signal }), { every: PACE });

  render() {
    return html`<div class="page">
      ${pageHead({ title: "Operations", text: "The whole installation, as it is now." })}
      ${this.#now.render((now) => view(now))}
    </div>`;
  }
}

function view(now) {
  const due = now.backlog.due.reduce((/** @type {number} */ all, /** @type {any} */ one) => all + one.count, 0);
  const most = now.backlog.due.some((/** @type {any} */ one) => one.count === now.backlog.most);
  const sum = (/** @type {"inFlight" | "held"} */ what) => now.nodes.reduce((/** @type {number} */ all, /** @type {any} */ node) => all + (node[what] ?? 0), 0);
  return html`<div class="tiles">
      ${tile("Backlog", `${number(due)}${most ? "+" : ""}`, due ? `the oldest due for ${duration(now.backlog.oldestDueMs)}` : "nothing is due")}
      ${tile("Lag", now.lag ? duration(now.lag.p50) : "–", now.lag ? `half of the first attempts; 99\u00a0% within ${duration(now.lag.p99)}` : "no attempt in 5 minutes")}
      ${tile("In flight", number(sum("inFlight")), `${number(sum("held"))} held by ${count(now.nodes.length, "node")}`)}
      ${tile("Failing webhooks", number(now.failing.count), now.failing.count ? "nothing but failures" : "none")}
    </div>
    ${plots(now)}
    ${card({ title: "Nodes", text: "Each renews its heartbeat every 2 seconds.", flush: true, content: nodes(now.nodes) })}
    ${card({ title: "Failing webhooks", text: now.failing.count > now.failing.webhooks.length ? `The ${now.failing.webhooks.length} that have been failing for longest.` : nothing, flush: true, content: failing(now.failing.webhooks) })}`;
}

function plots(now) {
  const from = new Date(now.at).getTime() - SLOTS * STEP;
  /** @type {(Moment | null)[]} */
  const slots = new Array(SLOTS).fill(null);
  for (const one of /** @type {Moment[]} */ (now.history)) {
    const slot = Math.floor((new Date(one.at).getTime() - from) / STEP);
    if (slot >= 0 && slot < SLOTS) {
      slots[slot] = one;
    }
  }
  const highest = (/** @type {(one: Moment) => number} */ value) => Math.max(1, ...slots.map((one) => (one ? value(one) : 0)));
  const longestLag = highest((one) => one.lag?.p99 ?? 0);
  const busiest = highest((one) => Math.max(one.inFlight, one.held));
  const oldest = Math.max(1_000, highest((one) => one.oldestDueMs));
  return html`<div class="two">
    ${card({
      title: "Lag until the first attempt",
      content: plot({
        label: `At most ${duration(longestLag)} for 99 % of the deliveries`,
        scale: duration(longestLag),
        from,
        slots: SLOTS,
        marks: [curve(slots.map((one) => one?.lag?.p99), longestLag, "second"), curve(slots.map((one) => one?.lag?.p50), longestLag)],
        legend: html`<span><i></i>half of the deliveries</span><span><i class="second"></i>99 %</span>`,
      }),
    })}
    ${card({
      title: "In flight",
      content: plot({
        label: `At most ${number(busiest)} attempts under way, or held, at a time`,
        scale: number(busiest),
        from,
        slots: SLOTS,
        marks: [curve(slots.map((one) => one?.held), busiest, "second"), curve(slots.map((one) => one?.inFlight), busiest)],
        legend: html`<span><i></i>attempts under way</span><span><i class="second"></i>held in memory</span>`,
      }),
    })}
    ${card({
      title: "Age of the backlog",
      content: plot({
        label: `The oldest delivery that no node held had been due for at most ${duration(oldest)}`,
        scale: duration(oldest),
        from,
        slots: SLOTS,
        marks: curve(slots.map((one) => one?.oldestDueMs), oldest),
        legend: html`<span><i></i>how long the oldest has been due</span>`,
      }),
    })}
    ${card({ title: "Backlog by age", content: ages(now.backlog) })}
  </div>`;
}

function ages({ due, scheduled, most }) {
  const rows = [
    ...due.map((/** @type {any} */ one, /** @type {number} */ i) => ({ name: age(one.olderThanSeconds, due[i + 1]?.olderThanSeconds), count: one.count })),
    { name: "not due yet", count: scheduled },
  ];
  const highest = Math.max(1, ...rows.map((row) => row.count));
  return html`<dl class="bars">${rows.map(
    ({ name, count: n }) => html`<div><dt>${name}</dt><dd><progress class="progress" max=${highest} .value=${n} aria-label=${name}></progress>
      <span class="num">${number(n)}${n === most ? "+" : ""}</span></dd></div>`,
  )}</dl>`;
}

/** @param {number} from in seconds @param {number} [until] */
function age(from, until) {
  const text = (/** @type {number} */ seconds) =>
    seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min` : seconds < 86_400 ? `${seconds / 3600} h` : `${seconds / 86_400} d`;
  return until === undefined ? `${text(from)} or more` : from === 0 ? `due up to ${text(until)}` : `${text(from)} to ${text(until)}`;
}

function nodes(all) {
  return html`<div class="table-scroll"><table class="table folds">
    <thead><tr><th>Node</th><th>Heartbeat</th><th>In flight</th><th>Held</th><th>Lag, 50 and 99 %</th><th>Up since</th></tr></thead>
    <tbody>${all.map(
      (/** @type {any} */ node) => html`<tr>
        <td class="wide"><span class="row"><strong class="main"><bdi>${node.name}</bdi></strong>${node.answering ? badge("answering", "accent") : nothing}</span></td>
        <td>${badge(`${duration(node.heartbeatAgeMs)} ago`, node.heartbeatAgeMs > STALE ? "bad" : "ok")}</td>
        <td class="num">${node.inFlight === null ? "–" : html`${number(node.inFlight)}<span class="folded"> in flight</span>`}</td>
        <td class="num">${node.held === null ? "–" : html`${number(node.held)}<span class="folded"> held</span>`}</td>
        <td class="num">${node.lag ? `${duration(node.lag.p50)}, ${duration(node.lag.p99)}` : html`<span class="muted">–</span>`}</td>
        <td class="muted">${moment(node.startedAt)}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;
}

function failing(webhooks) {
  return webhooks.length === 0
    ? empty({ icon: "check", title: "None", text: "Every webhook that was tried has taken something since." })
    : html`<div class="table-scroll"><table class="table folds">
        <thead><tr><th>Webhook</th><th>Organization</th><th>Failing since</th><th>Deactivated</th></tr></thead>
        <tbody>${repeat(webhooks, (/** @type {any} */ one) => one.id, (one) => html`<tr>
          <td class="wide"><a class="main" href=${href(`organizations/${one.organizationId}/webhooks/${one.id}`)}><bdi>${nameOf(one)}</bdi></a>
            <span class="sub mono" dir="ltr" title=${placeOf(one)}>${placeOf(one)}</span></td>
          <td class="wide"><bdi>${one.organizationName ?? "deleted"}</bdi></td>
          <td title=${exact(one.failingSince)}>${moment(one.failingSince)}</td>
          <td class="muted" title=${exact(one.deactivatedAt)}>${countdown(one.deactivatedAt)}</td>
        </tr>`)}</tbody>
      </table></div>`;
}

customElements.define("herald-operations", Operations);
