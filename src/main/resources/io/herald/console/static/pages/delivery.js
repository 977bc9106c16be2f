import { html, nothing, HeraldElement } from "../lib/lit.js";
import { at, get, post } from "../lib/api.js";
import { curl } from "../lib/curl.js";
import { count, duration, exact } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { isExample } from "../lib/messages.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { badge, deliveryBadge, httpBadge } from "../ui/badge.js";
import { bodyText, headerList } from "../ui/code.js";
import { copyButton } from "../ui/copy.js";
import { icon } from "../ui/icons.js";
import { card, pageHead } from "../ui/page.js";
import { empty, notice } from "../ui/states.js";
import { countdown } from "../ui/time.js";
import { toast } from "../ui/toast.js";

/** One delivery: what was sent, and what came of each attempt. */
class Delivery extends HeraldElement {
  static properties = { organization: {}, webhook: {}, delivery: {} };

  #loaded = new Loaded(this, (signal) => get(at("webhooks", this.webhook, "deliveries", this.delivery), { signal }), { every: 1_500 });
  #about = new Loaded(this, (signal) => get(at("webhooks", this.webhook), { signal }).catch(() => ({})));

  render() {
    return html`<div class="page">${this.#loaded.render((delivery) => this.#page(delivery), { back: [`organizations/${this.organization}/webhooks/${this.webhook}/deliveries`, "All deliveries"] })}</div>`;
  }

  #page(delivery) {
    const base = `organizations/${this.organization}/webhooks`;
    const about = this.#about.value ?? {};
    return html`${pageHead({
        title: delivery.eventType,
        badge: html`${deliveryBadge(delivery.status)}${isExample(delivery.messageId) ? badge("example", "accent") : nothing}`,
        crumbs: [
          [base, "Webhooks"],
          [`${base}/${this.webhook}`, about.name || "Webhook"],
          [`${base}/${this.webhook}/deliveries`, "Deliveries"],
        ],
        actions: session.manages
          ? html`<button class="button" type="button" ?disabled=${delivery.status === "pending"} @click=${this.#redeliver}>${icon("refresh")}Redeliver</button>`
          : nothing,
      })}
      <section class="card" aria-label="Summary"><div class="body"><dl class="facts">
        <dt>Message</dt><dd class="mono">${session.reads
          ? html`<a href=${href(`organizations/${this.organization}/messages/${delivery.messageId}`)}>${delivery.messageId}</a>`
          : delivery.messageId} ${copyButton(delivery.messageId, "Copy message id")}</dd>
        <dt>Delivery</dt><dd class="mono">${delivery.id}</dd>
        <dt>Recorded</dt><dd>${exact(delivery.createdAt)}</dd>
        <dt>Attempts</dt><dd>${count(delivery.attemptNumber, "attempt")}</dd>
        ${delivery.nextAttemptAt ? html`<dt>Next attempt</dt><dd>${countdown(delivery.nextAttemptAt)}</dd>` : nothing}
      </dl></div></section>
      ${delivery.transformationError ? notice("warn", `The body went out without its transformation: ${delivery.transformationError}`) : nothing}
      ${card({ title: "Body", text: "The same bytes at every attempt.", content: delivery.requestBody ? bodyText(delivery.requestBody, "Request body") : notice("warn", "What it said was erased.") })}
      <section class="stack" aria-label="Attempts"><h2>Attempts</h2>
        ${delivery.attempts.length === 0
          ? html`<div class="card">${empty({ icon: "send", title: "None yet", text: "The first attempt has not been made." })}</div>`
          : html`<div class="attempts">${[...delivery.attempts].reverse().map((attempt, i) => this.#attempt(delivery, attempt, i === 0, about))}</div>`}
      </section>`;
  }

  #attempt(delivery, attempt, newest, about) {
    const headers = { "Content-Type": "application/json", ...attempt.requestHeaders };
    return html`<details class="card attempt" ?open=${newest}>
      <summary>
        <strong>Attempt ${attempt.number}</strong> ${httpBadge(attempt.httpStatus, attempt.outcome)}
        <span class="muted small grow">${exact(attempt.startedAt)}</span><span class="num small">${duration(attempt.durationMs)}</span>
      </summary>
      <div class="body stack">
        ${attempt.error ? html`<p><strong>${attempt.error}</strong></p>` : nothing}
        <div class="two">
          <div class="stack tight"><div class="row apart"><h3>Request headers</h3>
            ${about.callbackUrl ? copyButton(() => curl(about.callbackUrl, headers, delivery.requestBody), "Copy as curl", true) : nothing}</div>
            ${headerList(attempt.requestHeaders)}</div>
          <div class="stack tight"><h3>Response headers</h3>${headerList(attempt.responseHeaders)}</div>
        </div>
        <div class="stack tight"><h3>Response body</h3>${bodyText(attempt.responseBody, "Response body")}</div>
      </div>
    </details>`;
  }

  #redeliver = async () => {
    try {
      await post(at("webhooks", this.webhook, "deliveries", this.delivery, "redeliver"));
      toast("On its way again");
    } catch (trouble) {
      toast(trouble.message, "bad");
    }
    await this.#loaded.reload();
  };
}

customElements.define("herald-delivery", Delivery);
