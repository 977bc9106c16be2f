import { html, nothing } from "../lib/lit.js";
import { isPolled } from "../lib/webhooks.js";

/** @param {string} text @param {string} [kind] */
export function badge(text, kind = "") {
  return html`<span class="badge ${kind}">${text}</span>`;
}

const DELIVERY = { pending: "warn", delivered: "ok", exhausted: "bad", cancelled: "" };

/** The state of a delivery. @param {string} status */
export function deliveryBadge(status) {
  return html`<span class="badge dot ${DELIVERY[status] ?? ""} ${status === "pending" ? "live" : ""}">${status}</span>`;
}

/** The HTTP status of an attempt, or why there is none. @param {number | null} status @param {string} [outcome] */
export function httpBadge(status, outcome = "") {
  if (status) {
    return badge(String(status), status >= 200 && status < 300 ? "ok" : "bad");
  }
  return outcome ? badge(outcome.replaceAll("_", " "), "bad") : nothing;
}

const REASONS = { by_hand: "inactive", gone: "gone (410)", failing: "deactivated: failing", unverified: "not verified" };

/** The state of a webhook. @param {{active: boolean, deactivatedReason?: string | null, failingSince?: string | null}} webhook */
export function webhookBadge(webhook) {
  if (!webhook.active) {
    const reason = webhook.deactivatedReason ?? "by_hand";
    return html`<span class="badge dot ${reason === "by_hand" ? "" : reason === "unverified" ? "warn" : "bad"}">${REASONS[reason] ?? reason}</span>`;
  }
  return webhook.failingSince
    ? html`<span class="badge dot bad">failing</span>`
    : html`<span class="badge dot ok">active</span>`;
}

/** Whether new rows arrive by themselves. @param {{away: boolean}} list @param {string} not why they do not, if they do not */
export function liveBadge(list, not) {
  const still = not || (list.away ? "no answer" : "");
  return html`<span class="badge dot ${still ? "" : "ok live"}">${still ? `not live: ${still}` : "live"}</span>`;
}

/** Says that nothing is posted. @param {import("../lib/webhooks.js").Named} webhook */
export function pollBadge(webhook) {
  return isPolled(webhook) ? html`<span class="badge accent" title="Its receiver fetches its messages.">polled</span>` : nothing;
}

/** @param {string[]} types @param {number} [most] */
export function typeBadges(types, most = 3) {
  if (types.length === 0) {
    return html`<span class="badge">all types</span>`;
  }
  const rest = types.length - most;
  return html`<span class="types"
    >${types.slice(0, most).map((type) => html`<span class="badge type" title=${type}>${type}</span>`)}${rest > 0
      ? html`<span class="badge" title=${types.slice(most).join(", ")}>+${rest}</span>`
      : nothing}</span
  >`;
}
