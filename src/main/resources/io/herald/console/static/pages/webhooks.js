import { html, live, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, remove } from "../lib/api.js";
import { count } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { href, noteQuery, query } from "../lib/router.js";
import { session } from "../lib/session.js";
import { nameOf, placeOf, webhooksPage } from "../lib/webhooks.js";
import { pollBadge, typeBadges, webhookBadge } from "../ui/badge.js";
import { confirm } from "../ui/dialog.js";
import { icon } from "../ui/icons.js";
import { exportWebhooks, importWebhooks } from "../ui/moving.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty } from "../ui/states.js";
import { moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

const SIZE = 50;

const STATES = /** @type {[string, string][]} */ ([
  ["", "any state"],
  ["active", "active"],
  ["failing", "failing"],
  ["deactivated", "deactivated by Herald"],
  ["inactive", "not active"],
]);

/** The webhooks that an organization owns. */
class Webhooks extends HeraldElement {
  static properties = { organization: {}, selected: { state: true } };

  #search = query().get("search") ?? "";
  #state = query().get("state") ?? "";
  #number = Number(query().get("page") ?? 0);
  #typing = 0;
  #list = new Loaded(
    this,
    (signal) => webhooksPage({ organizationId: this.organization, search: this.#search, state: this.#state, page: this.#number, size: SIZE }, signal),
    { every: 5_000 },
  );

  constructor() {
    super();
    this.organization = "";
    /** @type {Set<number>} */
    this.selected = new Set();
  }

  render() {
    return html`<div class="page">
      ${pageHead({
        title: "Webhooks",
        text: "Where this organization's events are posted to.",
        actions: session.manages
          ? html`<button class="button" type="button" @click=${() => exportWebhooks(this.organization)}>${icon("download")}Export</button>
              <button class="button" type="button" @click=${this.#import}>${icon("upload")}Import</button>
              <a class="button primary" href=${href(`organizations/${this.organization}/webhooks/new`)}>+ Add Webhook</a>`
          : nothing,
      })}
      <section class="card" aria-label="Webhooks">${this.#list.render((page) => this.#card(page))}</section>
    </div>`;
  }

  #card(page) {
    const filtered = this.#search || this.#state;
    if (page.totalElements === 0 && !filtered) {
      return empty({
        icon: "webhook",
        title: "No webhooks yet",
        text: "A webhook posts each event to a URL of yours, signed, and tries again where it fails.",
        action: session.manages ? html`<a class="button" href=${href(`organizations/${this.organization}/webhooks/new`)}>Add the first webhook</a>` : nothing,
      });
    }
    const shown = page.content;
    return html`<header>
        <div class="filters">
          <input class="input grow" type="search" placeholder="Filter by name or URL" aria-label="Filter by name or URL" .defaultValue=${this.#search} @input=${this.#typed} />
          <select class="input" aria-label="State" @change=${this.#chosen}>
            ${STATES.map(([value, text]) => html`<option value=${value} ?selected=${value === this.#state}>${text}</option>`)}
          </select>
        </div>
        ${this.selected.size
          ? html`<div class="buttons"><span class="muted small" role="status">${count(this.selected.size, "webhook")} selected</span>
              <button class="button danger small" type="button" @click=${this.#delete}>${icon("trash")}Delete webhooks</button></div>`
          : nothing}
      </header>
      ${shown.length === 0
        ? empty({ icon: "webhook", title: "None found", text: filtered ? "No webhook fits what you look for." : "There are not so many pages any more.", action: html`<button class="button" type="button" @click=${this.#all}>Show all webhooks</button>` })
        : html`<div class="table-scroll"><table class="table folds">
            <thead><tr>
              ${session.manages
                ? html`<th class="check"><input type="checkbox" aria-label="Select all on this page" .checked=${live(shown.every((/** @type {any} */ one) => this.selected.has(one.id)))}
                    @change=${(/** @type {Event} */ event) => this.#select(shown, event)} /></th>`
                : nothing}
              <th>Webhook</th><th>Event types</th><th>State</th><th>Changed</th>
            </tr></thead>
            <tbody>${repeat(shown, (/** @type {any} */ one) => one.id, (one) => this.#row(one))}</tbody>
          </table></div>`}
      ${page.totalPages > 1 || this.#number > 0 ? html`<footer>${pager(page, this.#go)}</footer>` : nothing}`;
  }

  #row(one) {
    const name = nameOf(one);
    return html`<tr class=${this.selected.has(one.id) ? "selected" : ""}>
      ${session.manages
        ? html`<td class="check"><input type="checkbox" aria-label="Select ${name}" .checked=${live(this.selected.has(one.id))}
            @change=${(/** @type {Event} */ event) => this.#select([one], event)} /></td>`
        : nothing}
      <td class="wide"><a class="main" href=${href(`organizations/${this.organization}/webhooks/${at(one.id)}`)}><bdi>${name}</bdi></a>
        <span class="sub mono" dir="ltr" title=${placeOf(one)}>${placeOf(one)}</span></td>
      <td class="wide">${typeBadges(one.eventTypes)}</td>
      <td><span class="row">${webhookBadge(one)}${pollBadge(one)}</span></td>
      <td class="muted">${moment(one.updatedAt)}</td>
    </tr>`;
  }

  #import = async () => {
    if (await importWebhooks(this.organization)) {
      await this.#list.reload();
    }
  };

  #typed = (/** @type {InputEvent} */ event) => {
    this.#search = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.isConnected && this.#go(0), 250);
  };

  #chosen = (/** @type {Event} */ event) => {
    this.#state = /** @type {HTMLSelectElement} */ (event.target).value;
    this.#go(0);
  };

  #all = () => {
    this.#search = this.#state = "";
    const search = /** @type {HTMLInputElement | null} */ (this.querySelector("input[type=search]"));
    if (search) {
      search.value = "";
    }
    this.#go(0);
  };

  #go = (/** @type {number} */ number) => {
    this.#number = number;
    noteQuery({ search: this.#search, state: this.#state, page: number ? String(number) : "" });
    void this.#list.reload();
  };

  #select(some, event) {
    const selected = new Set(this.selected);
    some.forEach((one) => (event.target.checked ? selected.add(one.id) : selected.delete(one.id)));
    this.selected = selected;
  }

  #delete = async () => {
    const ids = [...this.selected];
    const done = await confirm({
      title: ids.length === 1 ? "Delete this webhook?" : `Delete ${count(ids.length, "webhook")}?`,
      text: "Nothing more is delivered, and what is pending is cancelled. This cannot be undone.",
      action: "Delete",
      run: async () => {
        for (const id of ids) {
          await remove(at("webhooks", id)).catch(goneAlready);
        }
      },
    });
    if (done) {
      this.selected = new Set();
      toast("Webhook(s) deleted successfully");
    }
    await this.#list.reload();
  };
}

/** Somebody else deleted it first: that is what was wanted. */
function goneAlready(trouble) {
  if (trouble.status !== 404) {
    throw trouble;
  }
}

customElements.define("herald-webhooks", Webhooks);
