import { html, nothing } from "../lib/lit.js";
import { json, text } from "../lib/form.js";
import { field, select, toggle } from "./field.js";

/** How a webhook wants to be delivered to; an empty field: as the installation has it. */

const DURATION = /^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

const WHILE_INACTIVE = /** @type {[string, string][]} */ ([
  ["drop", "not delivered"],
  ["hold", "held until it is enabled again"],
]);

const FORMATS = /** @type {[string, string][]} */ ([
  ["native", "as the catalogue shows it"],
  ["cloudevents", "CloudEvents 1.0"],
]);

const SIGNATURES = /** @type {[string, string][]} */ ([
  ["hmac", "HMAC-SHA256, with the shared secret"],
  ["ed25519", "Ed25519, with a key pair"],
  ["both", "both"],
]);

/**
 * When, how fast, and in which order.
 *
 * @param {any} webhook
 * @param {Record<string, string>} errors
 */
export function pace(webhook, errors) {
  return html`${field({
      name: "retrySchedule",
      label: "Retry schedule",
      value: webhook.retrySchedule ? webhook.retrySchedule.join(" ") : "",
      error: errors.retrySchedule,
      optional: true,
      mono: true,
      placeholder: "PT10S PT60S PT300S",
      help: "The waits after failed attempts, as ISO-8601 durations. Nothing: the installation's.",
    })}
    ${toggle({ name: "noRetries", label: "No retries", checked: webhook.retrySchedule?.length === 0, help: "One attempt, and no other." })}
    ${field({ name: "timeout", label: "Timeout", value: webhook.timeout ?? "", error: errors.timeout, optional: true, mono: true, placeholder: "PT15S", help: "For a whole attempt, from PT1S to PT30S." })}
    ${field({ name: "rateLimit", label: "Rate limit", value: String(webhook.rateLimit ?? ""), error: errors.rateLimit, optional: true, inputmode: "decimal", help: "Attempts a second that begin at most." })}
    ${toggle({ name: "ordered", label: "In order", checked: webhook.ordered ?? false, help: "A message waits until the one before it is delivered or given up." })}
    ${field({
      name: "batch-maxMessages",
      label: "Messages in one request",
      value: String(webhook.batch?.maxMessages ?? ""),
      error: errors["batch-maxMessages"],
      optional: true,
      inputmode: "numeric",
      help: "From 2 to 100, as an array with one signature over it; nothing: each has its own request. Not together with in order.",
    })}
    ${field({
      name: "batch-maxWait",
      label: "The first one waits for others",
      value: webhook.batch?.maxWait ?? "",
      error: errors["batch-maxWait"],
      optional: true,
      mono: true,
      placeholder: "PT1S",
      help: "From PT0.1S to PT10S; for several messages in one request.",
    })}
    ${select({ name: "whileInactive", label: "While it is not active, events are", value: webhook.whileInactive ?? "drop", options: WHILE_INACTIVE, error: errors.whileInactive, help: "What was not delivered can be redelivered later." })}
    ${field({ name: "retention", label: "Keep its log for", value: webhook.retention ?? "", error: errors.retention, optional: true, mono: true, placeholder: "P7D", help: "Shorter than the installation's, if you like." })}`;
}

/** How it is signed, and what goes with it. @param {any} webhook @param {Record<string, string>} errors */
export function signing(webhook, errors) {
  return html`${select({ name: "signature", label: "Signature", value: webhook.signature ?? "hmac", options: SIGNATURES, error: errors.signature })}
    ${webhook.publicKey ? html`<p class="small muted">Public key: <code class="wraps">${webhook.publicKey}</code></p>` : nothing}
    ${field({
      name: "headers",
      label: "Headers",
      value: Object.entries(webhook.headers ?? {})
        .map(([name, value]) => `${name}: ${value}`)
        .join("\n"),
      error: errors.headers,
      optional: true,
      mono: true,
      rows: 3,
      placeholder: "X-Tenant: 17",
      help: "Added to every request, one a line. Values are shown masked; a masked one stays as it is.",
    })}`;
}

/** The body's form. @param {any} webhook @param {Record<string, string>} errors */
export function format(webhook, errors) {
  return select({ name: "format", label: "Format of the body", value: webhook.format ?? "native", options: FORMATS, error: errors.format });
}

/** Which messages it hears. @param {any} webhook @param {Record<string, string>} errors */
export function filter(webhook, errors) {
  return field({
    name: "filter",
    label: "Filter",
    value: webhook.filter ? JSON.stringify(webhook.filter, null, 2) : "",
    error: errors.filter,
    optional: true,
    mono: true,
    rows: 5,
    placeholder: '{"data": {"amount": {"$gte": 10}}}',
    help: "Only messages whose body fits: JSON of the body's shape.",
  });
}

/** What is made of a body. @param {any} webhook @param {Record<string, string>} errors */
export function transformation(webhook, errors) {
  return field({
    name: "transformation",
    label: "Transformation",
    value: webhook.transformation ? JSON.stringify(webhook.transformation, null, 2) : "",
    error: errors.transformation,
    optional: true,
    mono: true,
    rows: 5,
    placeholder: '{"patch": [{"op": "remove", "path": "/data/email"}]}',
    help: "How the body is changed before it is recorded: a JSON Patch, or a template.",
  });
}

/** What is wrong, before anybody is asked. @param {FormData} data @returns {Record<string, string>} */
export function wrongPolicy(data) {
  const durations = Object.entries({ timeout: "PT15S", retention: "P7D", "batch-maxWait": "PT1S" }).filter(([name]) => text(data, name) && !DURATION.test(text(data, name)));
  return {
    ...(waits(data).every((wait) => DURATION.test(wait)) ? {} : { retrySchedule: "Enter durations such as PT10S or P1D, with spaces between them." }),
    ...Object.fromEntries(durations.map(([name, example]) => [name, `Enter a duration such as ${example}.`])),
    ...(isObject(json(data, "filter")) ? {} : { filter: "Enter a JSON object, or nothing." }),
    ...(isObject(json(data, "transformation")) ? {} : { transformation: "Enter a JSON object, or nothing." }),
    ...(/^\d{0,3}$/.test(text(data, "batch-maxMessages")) ? {} : { "batch-maxMessages": "Enter a whole number, or nothing." }),
    ...(/^(\d+(\.\d+)?)?$/.test(text(data, "rateLimit")) ? {} : { rateLimit: "Enter a number, or nothing for no limit." }),
    ...(lines(data).every((line) => /^[^:\s]+:/.test(line)) ? {} : { headers: "Enter one header a line, as Name: value." }),
  };
}

/**
 * What the API takes.
 *
 * @param {FormData} data
 * @param {any} before the webhook as it was: a header that is no longer there is removed
 */
export function policy(data, before) {
  const headers = Object.fromEntries(lines(data).map((line) => [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()]));
  const gone = Object.keys(before.headers ?? {}).filter((name) => !(name in headers));
  return {
    retrySchedule: data.get("noRetries") === "on" ? [] : waits(data).length ? waits(data) : null,
    timeout: text(data, "timeout") || null,
    rateLimit: text(data, "rateLimit") ? Number(text(data, "rateLimit")) : null,
    ordered: data.get("ordered") === "on",
    batch: text(data, "batch-maxMessages") ? { maxMessages: Number(text(data, "batch-maxMessages")), maxWait: text(data, "batch-maxWait") || null } : null,
    signature: text(data, "signature"),
    whileInactive: text(data, "whileInactive"),
    retention: text(data, "retention") || null,
    format: text(data, "format"),
    filter: json(data, "filter"),
    transformation: json(data, "transformation"),
    headers: { ...headers, ...Object.fromEntries(gone.map((name) => [name, null])) },
  };
}

/** Or nothing. @param {unknown} value */
function isObject(value) {
  return value === null || (typeof value === "object" && !Array.isArray(value));
}

/** @param {FormData} data */
function waits(data) {
  return text(data, "retrySchedule").split(/[\s,]+/).filter(Boolean);
}

/** @param {FormData} data */
function lines(data) {
  return text(data, "headers").split("\n").map((line) => line.trim()).filter(Boolean);
}
