import { html, nothing } from "../lib/lit.js";
import { count } from "../lib/format.js";
import { copyButton } from "./copy.js";

const SIGNATURES = { ed25519: "Ed25519", both: "HMAC-SHA256 and Ed25519" };
const CREDENTIALS = { basic: "Basic", bearer: "a bearer token", apiKey: "an API key", oauth2: "a token by OAuth 2" };

/** What a webhook has otherwise than the installation, as rows of a list of facts. @param {any} webhook */
export function policyFacts(webhook) {
  const { retrySchedule, timeout, rateLimit, ordered, batch, signature, publicKey, whileInactive, retention, format, headers, auth, clientCertificate } = webhook;
  const shown = [
    auth || clientCertificate ? [CREDENTIALS[auth?.type], clientCertificate ? "a client certificate" : ""].filter(Boolean).join(", ") : "",
    Object.keys(headers ?? {}).length ? count(Object.keys(headers).length, "header") : "",
  ].filter(Boolean);
  return [
    fact("Batches", batch && `up to ${count(batch.maxMessages, "message")} in one request; the first waits for others, ${batch.maxWait ?? "PT1S"} at most`),
    fact("Order", ordered && "one after the other: a message waits until the one before it is delivered or given up"),
    fact("Rate limit", rateLimit && `${count(rateLimit, "attempt")} a second begin at most`),
    fact("Retries", retrySchedule && (retrySchedule.length ? `after ${retrySchedule.join(", ")}` : "none")),
    fact("Timeout", timeout),
    fact("Signature", SIGNATURES[signature]),
    fact("Public key", SIGNATURES[signature] && publicKey && html`<code class="wraps">${publicKey}</code> ${copyButton(publicKey, "Copy public key")}`),
    fact("Shown to the receiver", shown.join(", ")),
    fact("Body", [format === "cloudevents" ? "CloudEvents 1.0" : "", webhook.filter ? "filtered" : "", webhook.transformation ? "transformed" : ""].filter(Boolean).join(", ")),
    fact("While not active", whileInactive === "hold" && "events are held until it is enabled again"),
    fact("Log kept for", retention),
  ];
}

/** @param {string} name @param {unknown} value */
function fact(name, value) {
  return value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing;
}
