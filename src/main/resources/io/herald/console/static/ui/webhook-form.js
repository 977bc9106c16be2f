import { html, nothing, HeraldElement } from "../lib/lit.js";
import { refusal } from "../lib/callback-url.js";
import { Form, text } from "../lib/form.js";
import { href } from "../lib/router.js";
import { settings } from "../lib/settings.js";
import { placeOf } from "../lib/webhooks.js";
import { certificateFields, clientCertificate, credentials, credentialsFields, wrongCredentials } from "./credentials-fields.js";
import { field, formMessage, select, toggle } from "./field.js";
import { filter, format, pace, policy, signing, transformation, wrongPolicy } from "./policy-fields.js";
import "./body-tests.js";
import "./type-picker.js";

/**
 * The fields of a webhook. `send` takes what the API takes; what it throws is shown beside the fields.
 */
class WebhookForm extends HeraldElement {
  /** @type {Set<string>} */
  #opened = new Set();

  static properties = { webhook: { attribute: false }, organization: {}, action: {}, back: {}, authType: { state: true }, delivery: { state: true } };

  #form = new Form(this, {
    check: (data) => {
      const wrongUrl = this.#polled ? "" : refusal(text(data, "callbackUrl"), settings.insecure);
      const wrongTypes = this.#types.refusal;
      return {
        ...(wrongTypes ? { eventTypes: wrongTypes } : {}),
        ...(text(data, "name") ? {} : { name: "Enter a name." }),
        ...(wrongUrl ? { callbackUrl: wrongUrl } : {}),
        ...(this.webhook ? { ...wrongPolicy(data), ...wrongCredentials(data) } : {}),
      };
    },
    send: (data) =>
      this.send({
        name: text(data, "name"),
        ...(this.#polled ? {} : { callbackUrl: text(data, "callbackUrl") }),
        ...(this.#polled || this.webhook ? { delivery: text(data, "delivery") } : {}),
        description: text(data, "description") || null,
        eventTypes: this.#types.chosen,
        active: data.get("active") === "on",
        ...(this.webhook ? { ...policy(data, this.webhook), auth: credentials(data), clientCertificate: clientCertificate(data) } : {}),
      }),
  });

  constructor() {
    super();
    /** @type {any} */
    this.webhook = null;
    /** @type {string | undefined} */
    this.authType = undefined;
    /** @type {string | undefined} */
    this.delivery = undefined;
    this.organization = "";
    this.action = "Create webhook";
    this.back = "";
    /** @type {(fields: Record<string, unknown>) => Promise<unknown>} */
    this.send = async () => undefined;
  }

  get #types() {
    return /** @type {import("./type-picker.js").TypePicker} */ (this.querySelector("herald-type-picker"));
  }

  get #delivery() {
    return this.delivery ?? this.webhook?.delivery ?? "push";
  }

  get #polled() {
    return this.#delivery === "poll";
  }

  render() {
    const form = this.#form;
    const webhook = this.webhook ?? NEW;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      ${formMessage(form.message)}
      <herald-type-picker .organization=${this.organization} .value=${webhook.eventTypes} .error=${form.errors.eventTypes ?? ""}></herald-type-picker>
      ${field({ name: "name", label: "Webhook name", value: webhook.name ?? "", error: form.errors.name, maxlength: 200 })}
      <div @change=${(/** @type {Event} */ event) => (this.delivery = /** @type {HTMLSelectElement} */ (event.target).value)}>
        ${select({ name: "delivery", label: "Delivery", value: this.#delivery, options: DELIVERY, error: form.errors.delivery })}
      </div>
      ${this.#polled
        ? html`<p class="muted small">For a receiver that Herald cannot reach. It calls <code class="wraps">${placeOf({ id: webhook.id ?? "…" })}</code>
            with a token of the role <code>receiver</code>.</p>`
        : field({
            name: "callbackUrl",
            label: "URL",
            value: webhook.callbackUrl ?? "",
            error: form.errors.callbackUrl,
            mono: true,
            type: "url",
            inputmode: "url",
            placeholder: "https://example.com/webhooks",
            help: "Where each delivery is posted to. Its address must be public.",
          })}
      ${field({ name: "description", label: "Description", value: webhook.description ?? "", error: form.errors.description, optional: true, rows: 3, maxlength: 2000 })}
      ${toggle({ name: "active", label: "Enable", checked: webhook.active, help: "A webhook that is not enabled receives nothing." })}
      ${this.webhook ? this.#more(webhook) : nothing}
      <div class="buttons end">
        ${this.back ? html`<a class="button" href=${href(this.back)}>Cancel</a>` : nothing}
        <button class="button primary" type="submit" ?disabled=${form.busy}>${form.busy ? "One moment…" : this.action}</button>
      </div>
    </form>`;
  }

  /** How it wants to be delivered to. */
  #more(webhook) {
    const errors = this.#form.errors;
    const kind = this.authType ?? webhook.auth?.type ?? "";
    return html`${this.#section("Pace", "retries, timeout, rate, order, batches, retention", ["retrySchedule", "timeout", "rateLimit", "batch", "whileInactive", "retention"], pace(webhook, errors))}
      ${this.#section("Signature and credentials", "signature, headers, what the receiver is shown", ["signature", "headers", "auth", "clientCertificate"], html`${signing(webhook, errors)}
        ${credentialsFields(webhook.auth, kind, (chosen) => (this.authType = chosen), errors)} ${certificateFields(webhook.clientCertificate, errors)}`)}
      ${this.#section("Body", "format, filter, transformation", ["format", "filter", "transformation"], html`${filter(webhook, errors)}
        <herald-filter-test .webhook=${webhook.id} .organization=${this.organization}></herald-filter-test>
        ${transformation(webhook, errors)}
        ${format(webhook, errors)}
        <herald-transformation-test .webhook=${webhook.id} .organization=${this.organization}></herald-transformation-test>`)}`;
  }

  /** Folded, unless something in it is wrong. @param {string} title @param {string} about @param {string[]} names @param {unknown} content */
  #section(title, about, names, content) {
    if (Object.keys(this.#form.errors).some((name) => names.includes(name.split("-")[0]))) {
      this.#opened.add(title);
    }
    return html`<details class="section" ?open=${this.#opened.has(title)}
      @toggle=${(/** @type {Event} */ event) => this.#opened[/** @type {HTMLDetailsElement} */ (event.target).open ? "add" : "delete"](title)}>
      <summary><strong>${title}</strong> <span class="muted">${about}</span></summary>
      <div class="form indented">${content}</div>
    </details>`;
  }
}

/** The same at each rendering, so that a choice is not taken back. */
const NEW = { eventTypes: [], active: true };

const DELIVERY = /** @type {[string, string][]} */ ([
  ["push", "Posted to the URL"],
  ["poll", "Fetched by the receiver"],
]);

customElements.define("herald-webhook-form", WebhookForm);
