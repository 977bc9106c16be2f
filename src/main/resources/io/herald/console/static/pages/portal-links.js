import { html } from "../lib/lit.js";
import { select } from "../ui/field.js";
import { IssuedList } from "../ui/issued-list.js";
import { countdown, moment } from "../ui/time.js";

const LIFETIMES = /** @type {[string, string][]} */ ([
  ["PT1H", "1 hour"],
  ["P1D", "1 day"],
  ["P7D", "7 days"],
]);

/** @type {import("../ui/issued-list.js").Kind} */
const LINKS = {
  path: "portal-links",
  title: "Portal links",
  text: "Who has one may manage this organization's webhooks until it ends, and nothing else.",
  noun: "portal link",
  icon: "link",
  emptyText: "Make one for a customer who looks after its endpoints itself.",
  columns: [
    { name: "Ends", says: "ends", cell: (one) => countdown(one.expiresAt) },
    { name: "Last used", says: "used", css: "muted", cell: (one) => (one.lastUsedAt ? moment(one.lastUsedAt) : "never") },
    { name: "Created", says: "created", css: "muted", cell: (one) => moment(one.createdAt) },
  ],
  name: { label: "For whom", missing: "Enter for whom it is." },
  more: (form) => select({ name: "lifetime", label: "Good for", value: "P1D", options: LIFETIMES, error: form.errors.lifetime }),
  create: "Create link",
  once: {
    title: (one) => html`The link for <bdi>${one.name}</bdi>`,
    value: (one) => one.url,
    warning: html`<strong>Copy it now.</strong> It is shown this once. Who has it is signed in.`,
    copy: "Copy link",
    stored: "I have copied it",
    id: "portal-link",
  },
  revoke: { title: (one) => `Revoke the link for ${one.name}?`, text: "Who uses it is signed out. This cannot be undone." },
};

/** Links that open the webhooks of an organization to somebody without a token. */
class PortalLinks extends IssuedList {
  get kind() {
    return LINKS;
  }
}

customElements.define("herald-portal-links", PortalLinks);
