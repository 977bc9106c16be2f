import { html } from "./lib/lit.js";

/**
 * Which page is where. A page's module is read when somebody goes there.
 *
 * `section` is the entry of the sidebar that the page belongs to; below `organizations/:organization/` the sidebar is that
 * organization's.
 *
 * @type {(import("./lib/router.js").Route & {title: string, section?: string, show: (p: Record<string, string>) => unknown})[]}
 */
export const routes = [
  {
    pattern: "",
    title: "Organizations",
    section: "organizations",
    load: () => import("./pages/organizations.js"),
    show: () => html`<herald-organizations></herald-organizations>`,
  },
  {
    pattern: "tour",
    title: "First steps",
    section: "tour",
    load: () => import("./pages/tour.js"),
    show: () => html`<herald-tour></herald-tour>`,
  },
  {
    pattern: "operations",
    title: "Operations",
    section: "operations",
    load: () => import("./pages/operations.js"),
    show: () => html`<herald-operations></herald-operations>`,
  },
  {
    pattern: "organizations/:organization",
    title: "Settings",
    section: "settings",
    load: () => import("./pages/organization-settings.js"),
    show: (p) => html`<herald-organization-settings .organization=${p.organization}></herald-organization-settings>`,
  },
  {
    pattern: "organizations/:organization/overview",
    title: "Activity",
    section: "overview",
    load: () => import("./pages/overview.js"),
    show: (p) => html`<herald-overview .organization=${p.organization}></herald-overview>`,
  },
  {
    pattern: "organizations/:organization/portal",
    title: "Webhook portal",
    section: "portal",
    load: () => import("./pages/portal.js"),
    show: (p) => html`<herald-portal .organization=${p.organization}></herald-portal>`,
  },
  {
    pattern: "organizations/:organization/webhooks",
    title: "Webhooks",
    section: "webhooks",
    load: () => import("./pages/webhooks.js"),
    show: (p) => html`<herald-webhooks .organization=${p.organization}></herald-webhooks>`,
  },
  {
    pattern: "organizations/:organization/webhooks/new",
    title: "Add Webhook",
    section: "webhooks",
    load: () => import("./pages/webhook-new.js"),
    show: (p) => html`<herald-webhook-new .organization=${p.organization}></herald-webhook-new>`,
  },
  ...["", "/deliveries", "/edit", "/secret"].map((tab) => ({
    pattern: `organizations/:organization/webhooks/:webhook${tab}`,
    title: "Webhook",
    section: "webhooks",
    load: () => import("./pages/webhook.js"),
    show: (/** @type {Record<string, string>} */ p) =>
      html`<herald-webhook .organization=${p.organization} .webhook=${p.webhook} .tab=${tab.slice(1) || "overview"}></herald-webhook>`,
  })),
  {
    pattern: "organizations/:organization/webhooks/:webhook/deliveries/:delivery",
    title: "Delivery",
    section: "webhooks",
    load: () => import("./pages/delivery.js"),
    show: (p) => html`<herald-delivery .organization=${p.organization} .webhook=${p.webhook} .delivery=${p.delivery}></herald-delivery>`,
  },
  {
    pattern: "organizations/:organization/messages",
    title: "Messages",
    section: "messages",
    load: () => import("./pages/messages.js"),
    show: (p) => html`<herald-messages .organization=${p.organization}></herald-messages>`,
  },
  {
    pattern: "organizations/:organization/messages/:message",
    title: "Message",
    section: "messages",
    load: () => import("./pages/message.js"),
    show: (p) => html`<herald-message .organization=${p.organization} .message=${p.message}></herald-message>`,
  },
  {
    pattern: "organizations/:organization/users",
    title: "Users",
    section: "users",
    load: () => import("./pages/users.js"),
    show: (p) => html`<herald-users .organization=${p.organization}></herald-users>`,
  },
  {
    pattern: "organizations/:organization/groups",
    title: "Groups",
    section: "groups",
    load: () => import("./pages/groups.js"),
    show: (p) => html`<herald-groups .organization=${p.organization}></herald-groups>`,
  },
  {
    pattern: "organizations/:organization/groups/:group",
    title: "Group",
    section: "groups",
    load: () => import("./pages/group.js"),
    show: (p) => html`<herald-group .organization=${p.organization} .group=${p.group}></herald-group>`,
  },
  {
    pattern: "organizations/:organization/tokens",
    title: "Tokens",
    section: "tokens",
    load: () => import("./pages/tokens.js"),
    show: (p) => html`<herald-tokens .organization=${p.organization}></herald-tokens>`,
  },
  {
    pattern: "organizations/:organization/event-types",
    title: "Event catalogue",
    section: "types",
    load: () => import("./pages/event-types.js"),
    show: (p) => html`<herald-event-types .organization=${p.organization}></herald-event-types>`,
  },
  {
    pattern: "organizations/:organization/portal-links",
    title: "Portal links",
    section: "portal-links",
    load: () => import("./pages/portal-links.js"),
    show: (p) => html`<herald-portal-links .organization=${p.organization}></herald-portal-links>`,
  },
  {
    pattern: "organizations/:organization/audit",
    title: "Audit log",
    section: "audit",
    load: () => import("./pages/audit.js"),
    show: (p) => html`<herald-audit .organization=${p.organization}></herald-audit>`,
  },
  {
    pattern: "organizations/:organization/send",
    title: "Send an event",
    section: "send",
    load: () => import("./pages/send.js"),
    show: (p) => html`<herald-send .organization=${p.organization}></herald-send>`,
  },
];
