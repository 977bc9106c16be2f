import { html, keyed, nothing, HeraldElement } from "../lib/lit.js";
import { at, call, get, post, Refusal, remove } from "../lib/api.js";
import { eventTypes } from "../lib/event-types.js";
import { Form } from "../lib/form.js";
import { exact } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { go, href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { isPolled, nameOf, placeOf } from "../lib/webhooks.js";
import { pollBadge, typeBadges, webhookBadge } from "../ui/badge.js";
import { copyButton } from "../ui/copy.js";
import { confirm, dialog } from "../ui/dialog.js";
import { formMessage, select } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { card, pageHead } from "../ui/page.js";
import { policyFacts } from "../ui/policy-facts.js";
import { showSecret } from "../ui/secret.js";
import { notice, skeleton } from "../ui/states.js";
import { moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";
import "../ui/delivery-log.js";
import "../ui/polling.js";
import "../ui/replays.js";
import "../ui/stats.js";
import "../ui/verification.js";
import "../ui/webhook-form.js";

const TABS = [
  ["overview", "Overview", ""],
  ["deliveries", "Deliveries", "/deliveries"],
  ["edit", "Edit", "/edit"],
  ["secret", "Secret", "/secret"],
];

const OVERLAPS = /** @type {[string, string][]} */ ([
  ["PT0S", "at once"],
  ["PT1H", "after 1 hour"],
  ["PT24H", "after 24 hours"],
  ["P3D", "after 3 days"],
  ["P7D", "after 7 days"],
]);

/** One webhook: its state, its log, its fields, its secret. */
class Webhook extends HeraldElement {
  static properties = { organization: {}, webhook: {}, tab: {}, conflict: { state: true }, reading: { state: true } };

  #etag = "";
  #loaded = new Loaded(
    this,
    async (signal) => {
      const answer = await call("GET", at("webhooks", this.webhook), { signal });
      // while it is edited, the edition that the fields show is the one that may be overwritten
      if (this.tab !== "edit" || !this.#etag) {
        this.#etag = answer.etag;
      }
      return answer.body;
    },
    { every: 5_000, paused: () => this.tab === "edit" },
  );

  constructor() {
    super();
    this.conflict = false;
    this.reading = false;
  }

  willUpdate(changed) {
    if (changed.has("tab") && changed.get("tab") !== undefined) {
      this.conflict = false;
      void this.#readAnew();
    }
  }

  render() {
    return html`<div class="page">${this.#loaded.render((webhook) => this.#page(webhook), { back: [`organizations/${this.organization}/webhooks`, "All webhooks"] })}</div>`;
  }

  #page(webhook) {
    const base = `organizations/${this.organization}/webhooks`;
    const name = nameOf(webhook);
    const tabs = session.manages ? TABS : TABS.slice(0, 2);
    return html`${pageHead({
        title: name,
        badge: html`${webhookBadge(webhook)}${pollBadge(webhook)}`,
        crumbs: [[base, "Webhooks"]],
        text: html`<span class="endpoint"><span class="endpoint-url" dir="ltr">${placeOf(webhook)}</span>${copyButton(placeOf(webhook), "Copy URL")}</span>`,
        actions: session.manages
          ? html`<button class="button" type="button" ?disabled=${!webhook.active} @click=${this.#ping}>${icon("send")}Send test</button>
              <button class="button" type="button" ?disabled=${!webhook.active} @click=${this.#example}>Send example</button>
              ${webhook.active || webhook.deactivatedReason === "unverified"
                ? nothing
                : html`<button class="button primary" type="button" @click=${() => this.#activate()}>Enable</button>`}`
          : nothing,
      })}
      ${this.#state(webhook)}${this.#certificate(webhook)}
      <nav class="tabs" aria-label="Webhook">
        ${tabs.map(([id, text, path]) => html`<a href=${href(`${base}/${this.webhook}${path}`)} aria-current=${id === this.tab ? "page" : nothing}>${text}</a>`)}
      </nav>
      ${keyed(this.tab, this.#tab(webhook))}`;
  }

  #state(webhook) {
    if (webhook.active) {
      return webhook.failingSince
        ? notice("bad", html`<strong>Failing since ${exact(webhook.failingSince)}.</strong> Nothing has been delivered since; it is deactivated if that goes on.`)
        : nothing;
    }
    const why = {
      gone: html`<strong>Deactivated: the receiver answered 410 Gone.</strong> Enable it once the receiver is back.`,
      failing: html`<strong>Deactivated: nothing but failures for too long.</strong> Mend the receiver, then enable the webhook.`,
    }[webhook.deactivatedReason];
    if (webhook.deactivatedReason === "unverified") {
      return notice(
        "warn",
        html`<div class="stack tight"><p><strong>Not active yet: its URL has not agreed to be posted to.</strong> It becomes active by itself once it has.</p>
          <herald-verification .webhook=${webhook.id} @changed=${() => this.#loaded.reload()}></herald-verification></div>`,
      );
    }
    return why ? notice("bad", why) : notice("", html`This webhook is not enabled: it receives nothing until it is.`);
  }

  #certificate({ certificateState, clientCertificate }) {
    return certificateState === "expiring" || certificateState === "expired"
      ? notice(
          certificateState === "expired" ? "bad" : "warn",
          html`<strong>The client certificate ${certificateState === "expired" ? "has ended" : "ends soon"}:</strong> ${exact(clientCertificate.notAfter)}. Put in another one under Edit.`,
        )
      : nothing;
  }

  #tab(webhook) {
    switch (this.tab) {
      case "deliveries":
        return html`<div class="stack tight">
          <herald-replays .webhook=${this.webhook}></herald-replays>
          <section class="card" aria-label="Deliveries">${this.#log()}</section>
        </div>`;
      case "edit":
        return session.manages ? this.#edit(webhook) : nothing;
      case "secret":
        return session.manages ? html`<herald-webhook-secret .webhook=${this.webhook}></herald-webhook-secret>` : nothing;
      default:
        return this.#overview(webhook);
    }
  }

  #log(short = false) {
    return html`<herald-delivery-log .organization=${this.organization} .webhook=${this.webhook} ?short=${short}></herald-delivery-log>`;
  }

  #overview(webhook) {
    const base = `organizations/${this.organization}/webhooks/${this.webhook}`;
    return html`<div class="stack">
      ${isPolled(webhook) ? html`<herald-polling .organization=${this.organization} .webhook=${webhook}></herald-polling>` : nothing}
      <herald-stats .path=${at("webhooks", this.webhook, "stats")}></herald-stats>
      ${card({
        title: "Latest deliveries",
        flush: true,
        actions: html`<a class="button small" href=${href(`${base}/deliveries`)}>All deliveries</a>`,
        content: this.#log(true),
      })}
      ${card({
        title: "About",
        content: html`<dl class="facts">
          <dt>Event types</dt><dd>${typeBadges(webhook.eventTypes, 12)}</dd>
          ${webhook.description ? html`<dt>Description</dt><dd><bdi>${webhook.description}</bdi></dd>` : nothing}
          ${policyFacts(webhook)}
          ${isPolled(webhook) || webhook.deactivatedReason === "unverified" ? nothing : html`<dt>Consent of the URL</dt><dd><herald-verification .webhook=${webhook.id}></herald-verification></dd>`}
          <dt>Id</dt><dd class="mono">${webhook.id}</dd>
          <dt>Created</dt><dd>${exact(webhook.createdAt)}</dd>
          <dt>Changed</dt><dd>${moment(webhook.updatedAt)}</dd>
        </dl>`,
      })}
    </div>`;
  }

  #edit(webhook) {
    return html`<div class="page narrow">
      ${this.conflict
        ? html`<div class="notice bad" role="alert">${icon("alert")}<div class="stack tight">
            <p><strong>Somebody else has changed this webhook meanwhile.</strong> Nothing of theirs was overwritten, and your changes are not saved.</p>
            <div class="buttons"><button class="button small" type="button" @click=${this.#readAnew}>Show what they saved</button></div>
          </div></div>`
        : nothing}
      <section class="card"><div class="body">
        ${this.reading ? skeleton() : html`<herald-webhook-form .organization=${this.organization} .webhook=${webhook} action="Save" .send=${this.#save}></herald-webhook-form>`}
      </div></section>
      ${card({
        title: "Delete",
        text: "Nothing more is delivered, and what is pending is cancelled.",
        actions: html`<button class="button danger" type="button" @click=${this.#delete}>${icon("trash")}Delete webhook</button>`,
        content: nothing,
        flush: true,
      })}
    </div>`;
  }

  #save = async (/** @type {Record<string, unknown>} */ fields) => {
    try {
      const answer = await call("PATCH", at("webhooks", this.webhook), { body: fields, ifMatch: this.#etag });
      this.#etag = answer.etag;
      this.#loaded.value = answer.body;
      this.conflict = false;
    } catch (trouble) {
      if (trouble instanceof Refusal && trouble.status === 412) {
        this.conflict = true;
        scrollTo(0, 0);
        return;
      }
      throw trouble;
    }
    toast("Webhook saved");
    go(`organizations/${this.organization}/webhooks/${this.webhook}`);
  };

  #readAnew = async () => {
    this.#etag = "";
    this.reading = true; // fields that are replaced later would lose what somebody has begun to write
    await this.#loaded.reload();
    this.conflict = false;
    this.reading = false;
  };

  #activate = async () => {
    try {
      await call("PATCH", at("webhooks", this.webhook), { body: { active: true } });
      toast("Webhook enabled");
    } catch (trouble) {
      toast(trouble.message, "bad");
    }
    await this.#loaded.reload();
  };

  #ping = async () => {
    try {
      await post(at("webhooks", this.webhook, "ping"));
      toast("A test is on its way");
      await /** @type {any} */ (this.querySelector("herald-delivery-log"))?.refresh();
    } catch (trouble) {
      toast(trouble.message, "bad");
    }
  };

  #example = async () => {
    const sent = await dialog(
      (close) => html`<herald-send-example .organization=${this.organization} .webhook=${this.webhook}
        @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-send-example>`,
    );
    if (sent) {
      toast("An example is on its way");
      await /** @type {any} */ (this.querySelector("herald-delivery-log"))?.refresh();
    }
  };

  #delete = async () => {
    const done = await confirm({
      title: "Delete this webhook?",
      text: "Nothing more is delivered, and what is pending is cancelled. This cannot be undone.",
      action: "Delete",
      run: () => remove(at("webhooks", this.webhook)),
    });
    if (done) {
      go(`organizations/${this.organization}/webhooks`);
      toast("Webhook(s) deleted successfully");
    }
  };
}

/** The secret, of which nobody is shown more than how long the one before it signs; and its replacement. */
class WebhookSecret extends HeraldElement {
  static properties = { webhook: {} };

  #overlap = new Loaded(this, (signal) => get(at("webhooks", this.webhook, "secret"), { signal }), { every: 5_000 });
  #rotation = new Form(this, { send: (data) => this.#rotate(String(data.get("overlap"))) });

  render() {
    const form = this.#rotation;
    const until = this.#overlap.value?.previousValidUntil;
    return html`<div class="page narrow">
      ${until && new Date(until).getTime() > Date.now()
        ? notice("warn", html`<strong>Two secrets are valid until ${exact(until)}.</strong> Each delivery carries a signature of both, the newest first.`)
        : nothing}
      ${card({
        title: "Signing secret",
        text: "Deliveries are signed with it. It was shown once and can only be replaced.",
        content: html`<form class="form" novalidate @submit=${form.submit}>
          ${formMessage(form.message)}
          ${select({
            name: "overlap",
            label: "The present secret ends",
            value: "PT24H",
            options: OVERLAPS,
            help: "Until then both sign, so that receivers can change over without a gap.",
          })}
          <div class="buttons end"><button class="button primary" type="submit" ?disabled=${form.busy}>${icon("refresh")}New secret</button></div>
        </form>`,
      })}
      ${card({ title: "Verify what you receive", content: html`<herald-snippets></herald-snippets>` })}
    </div>`;
  }

  async #rotate(overlap) {
    const rotated = await post(at("webhooks", this.webhook, "secret"), { overlap });
    if (rotated.secret) {
      void showSecret({ title: "The new secret", secret: rotated.secret, previousValidUntil: overlap === "PT0S" ? null : rotated.previousValidUntil });
    } else {
      toast("A new key signs from now on: its public half is on the overview");
    }
    await this.#overlap.reload();
  }
}

/** Sends the catalogue's example of a type to one webhook. */
class SendExample extends HeraldElement {
  static properties = { organization: {}, webhook: {} };

  #types = new Loaded(this, (signal) => eventTypes(this.organization, signal));
  #form = new Form(this, {
    send: async (data) => {
      const sent = await post(at("webhooks", this.webhook, "examples"), { eventType: String(data.get("eventType")) });
      this.dispatchEvent(new CustomEvent("done", { detail: sent }));
    },
  });

  render() {
    const form = this.#form;
    const types = (this.#types.value ?? []).filter((type) => type.name !== "ping");
    return html`<form class="form" novalidate @submit=${form.submit}>
      <h2>Send an example</h2>
      <p class="muted">To this webhook alone, whatever it hears of.</p>
      ${formMessage(form.message)}
      ${select({ name: "eventType", label: "Event type", options: types.map((type) => [type.name, type.name]), error: form.errors.eventType })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy || types.length === 0}>${icon("send")}Send</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-webhook", Webhook);
customElements.define("herald-webhook-secret", WebhookSecret);
customElements.define("herald-send-example", SendExample);
