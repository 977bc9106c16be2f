import { html } from "../lib/lit.js";
import { badge } from "../ui/badge.js";
import { choices } from "../ui/field.js";
import { IssuedList } from "../ui/issued-list.js";
import { moment } from "../ui/time.js";

/** What each may do. */
const ROLES = /** @type {[string, string][]} */ ([
  ["viewer", "Looks at everything and changes nothing."],
  ["publisher", "Sends events, nothing else. For a system of yours that announces what happens."],
  ["receiver", "Fetches the messages of the polled webhooks, nothing else. For a receiver that Herald cannot reach."],
  ["admin", "Does everything: webhooks, users, tokens."],
]);

/** @type {import("../ui/issued-list.js").Kind} */
const TOKENS = {
  path: "tokens",
  title: "Tokens",
  text: "Who may call the API for this organization and everything below it.",
  noun: "token",
  icon: "key",
  emptyText: "Nobody has a token of this organization.",
  columns: [
    { name: "Role", cell: (one) => badge(one.role, one.role === "admin" ? "accent" : "") },
    { name: "Last used", says: "used", css: "muted", cell: (one) => (one.lastUsedAt ? moment(one.lastUsedAt) : "never") },
    { name: "Created", says: "created", css: "muted", cell: (one) => moment(one.createdAt) },
  ],
  name: { label: "Name", missing: "Enter a name.", help: "Whose it is, or what for." },
  more: (form) => choices({ name: "role", label: "Role", value: "viewer", options: ROLES, error: form.errors.role }),
  create: "Create token",
  once: {
    title: (one) => html`The token <bdi>${one.name}</bdi>`,
    value: (one) => one.token,
    warning: html`<strong>Store it now.</strong> It is shown this once.`,
    copy: "Copy token",
    stored: "I have stored it",
    id: "token",
  },
  revoke: { title: (one) => `Revoke ${one.name}?`, text: "Whoever uses it is refused from now on. This cannot be undone." },
};

/** The API tokens of an organization. */
class Tokens extends IssuedList {
  get kind() {
    return TOKENS;
  }
}

customElements.define("herald-tokens", Tokens);
