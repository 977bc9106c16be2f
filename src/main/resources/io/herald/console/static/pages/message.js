import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, get, remove } from "../lib/api.js";
import { count, exact } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { isExample } from "../lib/messages.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { nameOf } from "../lib/webhooks.js";
import { badge, deliveryBadge, httpBadge } from "../ui/badge.js";
import { bodyText } from "../ui/code.js";
import { copyButton } from "../ui/copy.js";
import { confirm } from "../ui/dialog.js";
import { icon } from "../ui/icons.js";
import { card, pageHead } from "../ui/page.js";
import { empty, notice } from "../ui/states.js";
import { countdown, moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

/** One message: what it says, and who got it. */
class Message extends HeraldElement {
  static properties = { organization: {}, message: {} };

  /** Names of webhooks by id; null while they are asked for. @type {Map<number, string | null>} */
  #names = new Map();

  #loaded = new Loaded(this, (signal) => get(at("messages", this.message), { signal }), { every: 2_000 });

  render() {
    return html`<div class="page">${this.#loaded.render((message) => this.#page(message), { back: [`organizations/${this.organization}/messages`, "All messages"] })}</div>`;
  }

  #page(message) {
    return html`${pageHead({
        title: message.eventType,
        badge: html`${isExample(message.id) ? badge("example", "accent") : nothing}${message.erasedAt ? badge("erased", "warn") : nothing}`,
        crumbs: [[`organizations/${this.organization}/messages`, "Messages"]],
        actions:
          session.admin && !message.erasedAt
            ? html`<button class="button danger" type="button" @click=${this.#erase}>${icon("trash")}Erase the body</button>`
            : nothing,
      })}
      <section class="card" aria-label="Summary"><div class="body"><dl class="facts">
        <dt>Message</dt><dd class="mono">${message.id} ${copyButton(message.id, "Copy message id")}</dd>
        <dt>Recorded</dt><dd>${exact(message.recordedAt)}</dd>
        ${message.erasedAt ? html`<dt>Erased</dt><dd>${exact(message.erasedAt)}</dd>` : nothing}
      </dl></div></section>
      ${card({
        title: "Body",
        text: "As it was recorded; a webhook may transform it, or put it into an envelope.",
        content: message.erasedAt ? notice("warn", "What it said was erased, here and in the deliveries.") : bodyText(message.body, "Message body"),
      })}
      ${card({
        title: "Deliveries",
        text: message.deliveries.length ? `To ${count(message.deliveries.length, "webhook")} within your reach.` : nothing,
        flush: true,
        content: message.deliveries.length
          ? this.#deliveries(message.deliveries)
          : empty({ icon: "inbox", title: "None", text: "No webhook within your reach heard of it." }),
      })}`;
  }

  #deliveries(deliveries) {
    return html`<div class="table-scroll"><table class="table folds">
      <thead><tr><th>Webhook</th><th>Status</th><th>Answer</th><th>Attempts</th><th>Recorded</th></tr></thead>
      <tbody>${repeat(deliveries, (/** @type {any} */ one) => one.id, (one) => html`<tr>
        <td class="wide"><a class="main" href=${href(`organizations/${this.organization}/webhooks/${one.webhookId}/deliveries/${one.id}`)}><bdi>${this.#name(one.webhookId)}</bdi></a></td>
        <td>${deliveryBadge(one.status)}</td>
        <td class="aside">${httpBadge(one.httpStatus)}</td>
        <td class="num">${one.attemptNumber}<span class="folded"> ${one.attemptNumber === 1 ? "attempt" : "attempts"}</span>${one.nextAttemptAt && one.attemptNumber > 0 ? html` <span class="muted small">next ${countdown(one.nextAttemptAt)}</span>` : nothing}</td>
        <td class="muted">${moment(one.createdAt)}</td>
      </tr>`)}</tbody>
    </table></div>`;
  }

  /** The name of a webhook; until it is known, and for one that was deleted, its id. @param {number} id */
  #name(id) {
    if (!this.#names.has(id)) {
      this.#names.set(id, null);
      get(at("webhooks", id)).then(
        (webhook) => {
          this.#names.set(id, nameOf(webhook));
          this.requestUpdate();
        },
        () => undefined,
      );
    }
    return this.#names.get(id) ?? `Webhook ${id}`;
  }

  #erase = async () => {
    const done = await confirm({
      title: "Erase what this message says?",
      text: html`Its body, what each webhook got of it, and the bodies of the answers are gone for good. That there was such a message, and who got
        it when, stays. Pending deliveries are cancelled, and it cannot be redelivered. <strong>This cannot be undone.</strong>`,
      action: "Erase",
      run: () => remove(at("messages", this.message, "content")),
    });
    if (done) {
      toast("The body is erased");
    }
    await this.#loaded.reload();
  };
}

customElements.define("herald-message", Message);
