import { html, keyed, nothing } from "../lib/lit.js";
import { exact } from "../lib/format.js";
import { text } from "../lib/form.js";
import { field, select } from "./field.js";

/**
 * A part of how Herald shows a receiver who it is.
 *
 * @typedef {{name: string, label: string, secret?: boolean, optional?: boolean, value?: string, help?: string, placeholder?: string, options?: [string, string][]}} Part
 */

/** What each kind of credentials consists of, as the API names it. @type {Record<string, Part[]>} */
const PARTS = {
  basic: [
    { name: "username", label: "Username" },
    { name: "password", label: "Password", secret: true },
  ],
  bearer: [{ name: "token", label: "Token", secret: true }],
  apiKey: [
    { name: "name", label: "Name of the header", value: "X-API-Key" },
    { name: "key", label: "API key", secret: true },
  ],
  oauth2: [
    { name: "tokenUrl", label: "Token URL", placeholder: "https://login.example.com/oauth2/token", help: "Another one needs the secret again." },
    { name: "clientId", label: "Client id" },
    { name: "clientSecret", label: "Client secret", secret: true },
    { name: "scope", label: "Scope", optional: true },
    { name: "audience", label: "Audience", optional: true },
    { name: "resource", label: "Resource", optional: true },
    {
      name: "clientAuthentication",
      label: "The client shows its secret",
      value: "basic",
      options: [
        ["basic", "as HTTP Basic"],
        ["post", "in the body of the request"],
      ],
    },
  ],
};

const KINDS = /** @type {[string, string][]} */ ([
  ["", "none beside the signature"],
  ["basic", "Basic: username and password"],
  ["bearer", "Bearer token"],
  ["apiKey", "API key in a header"],
  ["oauth2", "OAuth 2: a token against client credentials"],
]);

/**
 * The fields of the credentials of a kind. What is secret is masked, and stays as it is unless it is changed.
 *
 * @param {any} auth as it is; null for none
 * @param {string} kind the chosen one
 * @param {(kind: string) => void} choose
 * @param {Record<string, string>} errors
 */
export function credentialsFields(auth, kind, choose, errors) {
  const kept = kind === auth?.type ? auth : {};
  return html`<div @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}>
      ${select({ name: "auth", label: "Credentials", value: kind, options: KINDS, error: errors.auth })}
    </div>
    ${keyed(kind, html`${(PARTS[kind] ?? []).map((part) => input(part, kept, errors))}`)}`;
}

/** @param {Part} part @param {any} kept @param {Record<string, string>} errors */
function input(part, kept, errors) {
  const { label, optional, help, placeholder } = part;
  const name = `auth-${part.name}`;
  const value = kept[part.name] ?? part.value ?? "";
  const error = errors[name];
  return part.options
    ? select({ name, label, value, options: part.options, error })
    : field({ name, label, value, optional, help, placeholder, type: part.secret ? "password" : "text", mono: true, error });
}

/** What is missing, before anybody is asked. @param {FormData} data @returns {Record<string, string>} */
export function wrongCredentials(data) {
  const missing = (PARTS[text(data, "auth")] ?? []).filter(({ name, optional }) => !optional && !text(data, `auth-${name}`));
  const key = text(data, "clientCertificate-privateKey");
  const certificate = text(data, "clientCertificate-certificate");
  return {
    ...Object.fromEntries(missing.map(({ name, label }) => [`auth-${name}`, `Enter the ${/^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)}.`])),
    ...(certificate && !key ? { "clientCertificate-privateKey": "Enter the private key of the certificate." } : {}),
    ...(key && !certificate ? { "clientCertificate-certificate": "Enter the certificate of the private key." } : {}),
  };
}

/** What the API takes; null for none. @param {FormData} data */
export function credentials(data) {
  const kind = text(data, "auth");
  const parts = (PARTS[kind] ?? []).map(({ name, optional }) => [name, text(data, `auth-${name}`) || (optional ? null : "")]);
  return kind ? { type: kind, ...Object.fromEntries(parts) } : null;
}

/** The certificate that is shown to a receiver which asks for one. @param {any} certificate @param {Record<string, string>} errors */
export function certificateFields(certificate, errors) {
  return html`${field({
      name: "clientCertificate-certificate",
      label: "Client certificate",
      value: certificate?.certificate ?? "",
      error: errors["clientCertificate-certificate"],
      optional: true,
      mono: true,
      rows: 4,
      dir: "ltr",
      placeholder: "-----BEGIN CERTIFICATE-----",
      help: "PEM, with those of the authorities between. For a receiver that asks for one in the TLS handshake; nothing: none.",
    })}
    ${field({
      name: "clientCertificate-privateKey",
      label: "Its private key",
      value: certificate?.privateKey ?? "",
      error: errors["clientCertificate-privateKey"],
      optional: true,
      mono: true,
      rows: 3,
      dir: "ltr",
      placeholder: "-----BEGIN PRIVATE KEY-----",
      help: "PEM, PKCS #8, not encrypted. Shown masked; a masked one stays as it is.",
    })}
    ${certificate
      ? html`<dl class="facts small">
          <dt>Subject</dt><dd>${certificate.subject}</dd>
          <dt>Issuer</dt><dd>${certificate.issuer}</dd>
          <dt>Valid</dt><dd>${exact(certificate.notBefore)} – ${exact(certificate.notAfter)}</dd>
          <dt>SHA-256</dt><dd class="mono">${certificate.fingerprint}</dd>
        </dl>`
      : nothing}`;
}

/** What the API takes; null for none. @param {FormData} data */
export function clientCertificate(data) {
  const certificate = text(data, "clientCertificate-certificate");
  return certificate ? { certificate, privateKey: text(data, "clientCertificate-privateKey") } : null;
}
