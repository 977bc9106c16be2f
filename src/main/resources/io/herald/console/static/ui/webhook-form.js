import { html, keyed, nothing, HeraldElement } from "../lib/lit.js";
import { refusal } from "../lib/callback-url.js";
import { Form } from "../lib/form.js";
import { href } from "../lib/router.js";
import { settings } from "../lib/settings.js";
import { field, formMessage, select, toggle } from "./field.js";
import "./type-picker.js";

/**
 * The fields of a webhook. `send` takes what the API takes; what it throws is shown beside the fields.
 */
class WebhookForm extends HeraldElement {
  #opened = false;

  static properties = { webhook: { attribute: false }, organization: {}, action: {}, back: {}, authType: { state: true } };

  #form = new Form(this, {
    check: (data) => {
      const wrongUrl = refusal(text(data, "callbackUrl"), settings.insecure);
      const wrongTypes = this.#types.refusal;
      return {
        ...(wrongTypes ? { eventTypes: wrongTypes } : {}),
        ...(text(data, "name") ? {} : { name: "Enter a name." }),
        ...(wrongUrl ? { callbackUrl: wrongUrl } : {}),
        ...(this.webhook ? wrongPolicy(data) : {}),
      };
    },
    send: (data) =>
      this.send({
        name: text(data, "name"),
        callbackUrl: text(data, "callbackUrl"),
        description: text(data, "description") || null,
        eventTypes: this.#types.chosen,
        active: data.get("active") === "on",
        ...(this.webhook ? policy(data, this.webhook) : {}),
      }),
  });

  constructor() {
    super();
    /** @type {any} */
    this.webhook = null;
    /** @type {string | undefined} */
    this.authType = undefined;
    this.organization = "";
    this.action = "Create webhook";
    this.back = "";
    /** @type {(fields: Record<string, unknown>) => Promise<unknown>} */
    this.send = async () => undefined;
  }

  get #types() {
    return /** @type {import("./type-picker.js").TypePicker} */ (this.querySelector("herald-type-picker"));
  }

  render() {
    const form = this.#form;
    const webhook = this.webhook ?? NEW;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      ${formMessage(form.message)}
      <herald-type-picker .organization=${this.organization} .value=${webhook.eventTypes} .error=${form.errors.eventTypes ?? ""}></herald-type-picker>
      ${field({ name: "name", label: "Webhook name", value: webhook.name ?? "", error: form.errors.name, maxlength: 200 })}
      ${field({
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

  /** How it wants to be delivered to; nothing: as the installation has it. */
  #more(webhook) {
    const errors = this.#form.errors;
    this.#opened ||= ["retrySchedule", "timeout", "rateLimit", "headers", "signature", "auth", "retention", "whileInactive", "filter", "transformation", "format"].some((name) => errors[name]);
    return html`<details ?open=${this.#opened} @toggle=${(/** @type {Event} */ event) => (this.#opened = /** @type {HTMLDetailsElement} */ (event.target).open)}>
      <summary><strong>Delivery</strong> <span class="muted">retries, timeout, rate, order, signature, credentials, filter, retention</span></summary>
      <div class="form indented">
        ${field({
          name: "retrySchedule",
          label: "Retry schedule",
          value: webhook.retrySchedule ? webhook.retrySchedule.join(" ") : "",
          error: errors.retrySchedule,
          optional: true,
          mono: true,
          placeholder: "PT10S PT60S PT300S",
          help: "The waits after failed attempts, as ISO-8601 durations. Nothing: the installation's.",
        })}
        ${field({ name: "timeout", label: "Timeout", value: webhook.timeout ?? "", error: errors.timeout, optional: true, mono: true, placeholder: "PT15S", help: "For a whole attempt, from PT1S to PT30S." })}
        ${field({ name: "rateLimit", label: "Rate limit", value: String(webhook.rateLimit ?? ""), error: errors.rateLimit, optional: true, inputmode: "decimal", help: "Attempts a second that begin at most." })}
        ${toggle({ name: "ordered", label: "In order", checked: webhook.ordered ?? false, help: "A message waits until the one before it is delivered or given up." })}
        ${select({ name: "signature", label: "Signature", value: webhook.signature ?? "hmac", options: SIGNATURES, error: errors.signature })}
        ${webhook.publicKey ? html`<p class="small muted">Public key: <code>${webhook.publicKey}</code></p>` : nothing}
        ${field({
          name: "headers",
          label: "Headers",
          value: Object.entries(webhook.headers ?? {}).map(([name, value]) => `${name}: ${value}`).join("\n"),
          error: errors.headers,
          optional: true,
          mono: true,
          rows: 3,
          placeholder: "X-Tenant: 17",
          help: "Added to every request, one a line. Values are shown masked; a masked one stays as it is.",
        })}
        ${this.#credentials(webhook.auth)}
        ${select({ name: "format", label: "Format of the body", value: webhook.format ?? "native", options: FORMATS, error: errors.format })}
        ${field({
          name: "filter",
          label: "Filter",
          value: webhook.filter ? JSON.stringify(webhook.filter, null, 2) : "",
          error: errors.filter,
          optional: true,
          mono: true,
          rows: 4,
          placeholder: '{"data": {"amount": {"$gte": 10}}}',
          help: "Only messages whose body fits: JSON of the body's shape.",
        })}
        ${field({
          name: "transformation",
          label: "Transformation",
          value: webhook.transformation ? JSON.stringify(webhook.transformation, null, 2) : "",
          error: errors.transformation,
          optional: true,
          mono: true,
          rows: 4,
          help: "How the body is changed before it is sent, as JSON.",
        })}
        ${select({ name: "whileInactive", label: "While it is not active, events are", value: webhook.whileInactive ?? "drop", options: WHILE_INACTIVE, error: errors.whileInactive })}
        ${field({ name: "retention", label: "Keep its log for", value: webhook.retention ?? "", error: errors.retention, optional: true, mono: true, placeholder: "P7D", help: "Shorter than the installation's, if you like." })}
      </div>
    </details>`;
  }

  /** What a receiver is shown beside the signature; what is secret in it is masked and stays as it is unless it is changed. */
  #credentials(auth) {
    const errors = this.#form.errors;
    const type = this.authType ?? auth?.type ?? "";
    const kept = type === auth?.type ? auth : {};
    const secret = (/** @type {string} */ name, /** @type {string} */ label) =>
      field({ name: `auth-${name}`, label, value: kept[name] ?? (name === "name" ? "X-API-Key" : ""), type: name === "username" || name === "name" ? "text" : "password", mono: true, error: errors.auth });
    return html`<div @change=${(/** @type {Event} */ event) => {
        this.authType = /** @type {HTMLSelectElement} */ (event.target).value;
      }}>${select({ name: "auth", label: "Credentials", value: type, options: AUTHS, error: type ? "" : errors.auth })}</div>
      ${keyed(
        type,
        html`${type === "basic" ? html`${secret("username", "Username")}${secret("password", "Password")}` : nothing}
        ${type === "bearer" ? secret("token", "Token") : nothing}
        ${type === "apiKey" ? html`${secret("name", "Name of the header")}${secret("key", "API key")}` : nothing}`,
      )}`;
  }
}

/** The same at each rendering, so that a choice is not taken back. */
const NEW = { eventTypes: [], active: true };

const DURATION = /^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

const WHILE_INACTIVE = /** @type {[string, string][]} */ ([
  ["drop", "not recorded"],
  ["hold", "held until it is enabled again"],
]);

const FORMATS = /** @type {[string, string][]} */ ([
  ["native", "as the catalogue shows it"],
  ["cloudevents", "CloudEvents 1.0"],
]);

const AUTHS = /** @type {[string, string][]} */ ([
  ["", "none beside the signature"],
  ["basic", "Basic: username and password"],
  ["bearer", "Bearer token"],
  ["apiKey", "API key in a header"],
]);

const SIGNATURES = /** @type {[string, string][]} */ ([
  ["hmac", "HMAC-SHA256, with the shared secret"],
  ["ed25519", "Ed25519, with a key pair"],
  ["both", "both"],
]);

/** @param {FormData} data @returns {Record<string, string>} */
function wrongPolicy(data) {
  const waits = text(data, "retrySchedule").split(/[\s,]+/).filter(Boolean);
  const timeout = text(data, "timeout");
  const headers = lines(data);
  return {
    ...(waits.every((wait) => DURATION.test(wait)) ? {} : { retrySchedule: "Enter durations such as PT10S or P1D, with spaces between them." }),
    ...(!timeout || DURATION.test(timeout) ? {} : { timeout: "Enter a duration such as PT15S." }),
    ...(!text(data, "retention") || DURATION.test(text(data, "retention")) ? {} : { retention: "Enter a duration such as P7D." }),
    ...(json(data, "filter") === undefined ? { filter: "Enter JSON, or nothing." } : {}),
    ...(json(data, "transformation") === undefined ? { transformation: "Enter JSON, or nothing." } : {}),
    ...(/^(\d+(\.\d+)?)?$/.test(text(data, "rateLimit")) ? {} : { rateLimit: "Enter a number, or nothing for no limit." }),
    ...(headers.every((line) => /^[^:\s]+:/.test(line)) ? {} : { headers: "Enter one header a line, as Name: value." }),
  };
}

/** @param {FormData} data @param {any} before */
function policy(data, before) {
  const waits = text(data, "retrySchedule").split(/[\s,]+/).filter(Boolean);
  const headers = Object.fromEntries(lines(data).map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]));
  const gone = Object.keys(before.headers ?? {}).filter((name) => !(name in headers));
  return {
    retrySchedule: waits.length || before.retrySchedule?.length === 0 ? waits : null,
    timeout: text(data, "timeout") || null,
    rateLimit: text(data, "rateLimit") ? Number(text(data, "rateLimit")) : null,
    ordered: data.get("ordered") === "on",
    signature: text(data, "signature"),
    whileInactive: text(data, "whileInactive"),
    retention: text(data, "retention") || null,
    auth: credentials(data),
    format: text(data, "format"),
    filter: json(data, "filter"),
    transformation: json(data, "transformation"),
    headers: { ...headers, ...Object.fromEntries(gone.map((name) => [name, null])) },
  };
}

/** @param {FormData} data @param {string} name @returns {unknown} null for nothing, undefined for what is no JSON */
function json(data, name) {
  try {
    return text(data, name) ? JSON.parse(text(data, name)) : null;
  } catch {
    return undefined;
  }
}

/** @param {FormData} data */
function credentials(data) {
  const type = text(data, "auth");
  const parts = [...data].filter(([name]) => name.startsWith("auth-")).map(([name, value]) => [name.slice(5), String(value)]);
  return type ? { type, ...Object.fromEntries(parts) } : null;
}

/** @param {FormData} data */
function lines(data) {
  return text(data, "headers").split("\n").map((line) => line.trim()).filter(Boolean);
}

/** @param {FormData} data @param {string} name */
function text(data, name) {
  return String(data.get(name) ?? "").trim();
}

customElements.define("herald-webhook-form", WebhookForm);
