import { html, nothing, HeraldElement } from "../lib/lit.js";
import { at, post, remove } from "../lib/api.js";
import { hex, verify } from "../lib/verify.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { badge } from "../ui/badge.js";
import { bodyText, headerList } from "../ui/code.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { notice } from "../ui/states.js";

const PACE = 400;

/** First steps: a webhook to the built-in receiver, something that happens, and the delivery with its verified signature. */
class Tour extends HeraldElement {
  static properties = { webhook: { state: true }, user: { state: true }, received: { state: true }, busy: { state: true }, error: { state: true } };

  #receiver = `${href("")}receiver/${hex(crypto.getRandomValues(new Uint8Array(16)))}`;
  #timer = 0;

  constructor() {
    super();
    /** @type {any} */
    this.webhook = null;
    /** @type {any} */
    this.user = null;
    /** @type {{verified: boolean, headers: Record<string, string>, body: string} | null} */
    this.received = null;
    this.busy = false;
    this.error = "";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const organization = session.me?.organizationId ?? "";
    return html`<div class="page narrow">
      ${pageHead({ title: "First steps", text: "A webhook in three clicks. The receiver is part of this development start and answers this machine alone." })}
      ${this.error ? html`<div role="alert">${notice("bad", this.error)}</div>` : nothing}
      <div class="steps">
        <section class="card step ${this.webhook ? "done" : "now"}" aria-label="Step 1"><div>
          <h2>Point a webhook at the built-in receiver</h2>
          <p class="muted">Herald will post to <code>${this.#receiver}</code> of this machine whenever a user is disabled.</p>
          ${this.webhook
            ? html`<p>Webhook <a href=${href(`organizations/${organization}/webhooks/${this.webhook.id}`)}>${this.webhook.name}</a> is active. Its secret, shown this once: <code>${this.webhook.secret.slice(0, 14)}…</code></p>`
            : html`<div><button class="button primary" type="button" ?disabled=${this.busy} @click=${this.#create}>${icon("webhook")}Create the webhook</button></div>`}
        </div></section>
        <section class="card step ${this.user ? "done" : this.webhook ? "now" : ""}" aria-label="Step 2"><div>
          <h2>Make something happen</h2>
          <p class="muted">A sample user is created and disabled, which raises <code>USER_DISABLED</code>.</p>
          ${this.user
            ? html`<p><bdi>${this.user.username}</bdi> is disabled.</p>`
            : html`<div><button class="button ${this.webhook ? "primary" : ""}" type="button" ?disabled=${!this.webhook || this.busy} @click=${this.#happen}>${icon("users")}Disable a sample user</button></div>`}
        </div></section>
        <section class="card step ${this.received ? "done" : this.user ? "now" : ""}" aria-label="Step 3"><div>
          <h2>See it arrive, signed</h2>
          <div aria-live="polite">${this.#arrival(organization)}</div>
        </div></section>
      </div>
    </div>`;
  }

  #arrival(organization) {
    if (!this.received) {
      return html`<p class="muted">${this.user ? "Waiting for the delivery…" : "The request shows here, and this page verifies its signature with the secret."}</p>`;
    }
    return html`<div class="stack tight">
      <p>${this.received.verified ? badge("signature verified", "ok") : badge("signature does not fit", "bad")}
        <span class="muted small">by this page, with the secret from step 1</span></p>
      ${bodyText(this.received.body, "Received body")}
      <details><summary>Headers</summary>${headerList(this.received.headers)}</details>
      <div class="buttons">
        <a class="button primary" href=${href(`organizations/${organization}/webhooks/${this.webhook.id}/deliveries`)}>Open the delivery log</a>
        <button class="button" type="button" @click=${this.#tidy}>Delete webhook and user</button>
      </div>
    </div>`;
  }

  #create = () =>
    this.#attempt(async () => {
      this.webhook = await post("webhooks", {
        name: "First steps",
        description: "Made by the tour; posts to the built-in receiver.",
        callbackUrl: new URL(this.#receiver, location.origin.replace("//localhost", "//127.0.0.1")).href,
        eventTypes: ["USER_DISABLED"],
      });
    });

  #happen = () =>
    this.#attempt(async () => {
      const name = `sample-${hex(crypto.getRandomValues(new Uint8Array(3)))}`;
      const user = await post("users", { username: name, email: `${name}@example.com` });
      this.user = await post(at("users", user.id, "disable"));
      this.#look();
    });

  #tidy = () =>
    this.#attempt(async () => {
      await remove(at("webhooks", this.webhook.id));
      await remove(at("users", this.user.id));
      this.webhook = this.user = this.received = null;
    });

  async #attempt(step) {
    this.busy = true;
    this.error = "";
    try {
      await step();
    } catch (trouble) {
      this.error = trouble instanceof Error ? trouble.message : String(trouble);
    } finally {
      this.busy = false;
    }
  }

  async #look() {
    const response = await fetch(this.#receiver, { cache: "no-store" }).catch(() => null);
    const requests = response?.ok ? await response.json() : [];
    const request = requests.find((/** @type {any} */ one) => one.body.includes(this.user.id));
    if (request) {
      this.received = { ...request, verified: await verify(this.webhook.secret, request.headers, request.body) };
    } else if (this.isConnected) {
      this.#timer = window.setTimeout(() => this.#look(), PACE);
    }
  }
}

customElements.define("herald-tour", Tour);
