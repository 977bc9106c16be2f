import { html, keyed, nothing, HeraldElement } from "../lib/lit.js";
import { href, navigation } from "../lib/router.js";
import { ofTheInstallation, organization } from "../lib/organizations.js";
import { session } from "../lib/session.js";
import { settings } from "../lib/settings.js";
import { setTheme, theme } from "../lib/theme.js";
import { icon, mark } from "./icons.js";
import { skeleton } from "./states.js";

const THEMES = { auto: ["auto", "Theme: as the system", "light"], light: ["sun", "Theme: light", "dark"], dark: ["moon", "Theme: dark", "auto"] };

/** The sidebar with where one is and may go, around the page. */
class Shell extends HeraldElement {
  static properties = { shown: { attribute: false }, open: { state: true }, name: { state: true }, installation: { state: true } };

  #organization = "";

  constructor() {
    super();
    this.shown = undefined;
    this.open = false;
    this.name = "";
    this.installation = false;
  }

  connectedCallback() {
    super.connectedCallback();
    void ofTheInstallation().then((it) => (this.installation = it));
    navigation.addEventListener("change", this.#close);
    addEventListener("keydown", this.#escape);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    navigation.removeEventListener("change", this.#close);
    removeEventListener("keydown", this.#escape);
  }

  willUpdate() {
    const id = this.shown?.params.organization ?? "";
    if (id !== this.#organization) {
      this.#organization = id;
      this.name = "";
      if (id) {
        organization(id).then((found) => id === this.#organization && (this.name = found.name), () => undefined);
      }
    }
  }

  render() {
    const label = this.open ? "Close the menu" : "Menu";
    return html`<a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      <div class="shell">
        <header class="topbar">
          ${this.#brand()}
          <button class="button quiet icon-only" type="button" aria-label=${label} aria-expanded=${this.open} aria-controls="sidebar"
            @click=${() => (this.open = !this.open)}>${icon(this.open ? "close" : "menu")}</button>
        </header>
        ${this.open ? html`<div class="scrim" @click=${() => (this.open = false)}></div>` : nothing}
        <aside class="sidebar ${this.open ? "open" : ""}" id="sidebar" aria-label="Sidebar">
          ${this.#brand()} ${this.#organization ? this.#where() : nothing}
          <nav class="nav" aria-label="Main">${this.#entries()}</nav>
          ${settings.insecure
            ? html`<p class="caution">${icon("alert")}<span>Plain http is allowed for callback URLs: not for production.</span></p>`
            : nothing}
          ${this.#account()}
        </aside>
        <main class="content" id="main" tabindex="-1">
          ${this.shown?.route
            ? keyed(this.shown.path.split("/").slice(0, 4).join("/"), this.shown.route.show(this.shown.params))
            : this.shown === undefined
              ? html`<div class="page">${skeleton()}</div>`
              : html`<div class="page"><div class="card"><div class="empty">${icon("compass")}<h1 tabindex="-1">Not here</h1>
                <p>There is no page at this address.</p><a class="button" href=${href("")}>To the organizations</a></div></div></div>`}
        </main>
      </div>`;
  }

  #brand() {
    return html`<a class="brand" href=${href("")}>${settings.logo ? html`<img src=${settings.logo} alt="" />` : mark()}<span>${settings.name}</span></a>`;
  }

  #where() {
    return html`<a class="where" href=${href("")} title="Choose another organization">
      <span><span class="small muted">Organization</span><strong><bdi>${this.name || "…"}</bdi></strong></span>${icon("swap")}</a>`;
  }

  #entries() {
    const base = `organizations/${encodeURIComponent(this.#organization)}`;
    if (!this.#organization) {
      return html`<ul>
        ${this.#entry("organizations", "", "building", "Organizations")}
        ${this.installation ? this.#entry("operations", "operations", "pulse", "Operations") : nothing}
        ${settings.tour && session.admin ? this.#entry("tour", "tour", "compass", "First steps") : nothing}
      </ul>`;
    }
    return html`
      ${this.#section("Overview", [session.reads && this.#entry("overview", `${base}/overview`, "pulse", "Activity")])}
      ${this.#section("Directory", [
        session.reads && this.#entry("users", `${base}/users`, "users", "Users"),
        session.reads && this.#entry("groups", `${base}/groups`, "group", "Groups"),
      ])}
      ${this.#section("Events", [
        session.reads && this.#entry("messages", `${base}/messages`, "mail", "Messages"),
        session.reads && this.#entry("types", `${base}/event-types`, "book", "Event catalogue"),
        (session.admin || session.me?.role === "publisher") && this.#entry("send", `${base}/send`, "send", "Send an event"),
      ])}
      ${this.#section("Settings", [
        session.reads && this.#entry("settings", base, "gear", "General"),
        (session.reads || session.portal) && this.#entry("webhooks", `${base}/webhooks`, "webhook", "Webhooks"),
        session.portal && this.#entry("portal", `${base}/portal`, "link", "Endpoints"),
        session.admin && this.#entry("tokens", `${base}/tokens`, "key", "Tokens"),
        session.admin && this.#entry("portal-links", `${base}/portal-links`, "link", "Portal links"),
        session.admin && this.#entry("audit", `${base}/audit`, "audit", "Audit log"),
      ])}`;
  }

  #section(name, entries) {
    const shown = entries.filter(Boolean);
    return shown.length ? html`<h2>${name}</h2><ul aria-label=${name}>${shown}</ul>` : nothing;
  }

  #entry(section, path, name, text) {
    const shown = this.shown?.route?.section;
    const current = section === (shown === "portal" && !session.portal ? "settings" : shown);
    return html`<li><a href=${href(path)} aria-current=${current ? "page" : nothing}>${icon(name)}${text}</a></li>`;
  }

  #account() {
    const [name, label, next] = THEMES[theme()] ?? THEMES.auto;
    return html`<div class="account">
      <p class="who"><bdi>${session.me?.organizationName}</bdi><br /><span class="muted">${session.me?.role}</span></p>
      <button class="button quiet small" type="button" @click=${() => { setTheme(next); this.requestUpdate(); }}>${icon(name)}${label}</button>
      <button class="button quiet small" type="button" @click=${() => this.dispatchEvent(new CustomEvent("sign-out", { bubbles: true }))}>${icon("out")}Sign out</button>
    </div>`;
  }

  #close = () => {
    this.open = false;
  };

  #escape = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && this.open) {
      this.open = false;
      this.querySelector(".topbar button")?.focus();
    }
  };

  #skip = (/** @type {Event} */ event) => {
    event.preventDefault();
    this.querySelector("#main")?.focus();
  };
}

customElements.define("herald-shell", Shell);
