import { html, live, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, get, remove } from "../lib/api.js";
import { count } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { nameOf } from "../lib/webhooks.js";
import { typeBadges, webhookBadge } from "../ui/badge.js";
import { confirm } from "../ui/dialog.js";
import { icon } from "../ui/icons.js";
import { exportWebhooks, importWebhooks } from "../ui/moving.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty } from "../ui/states.js";
import { moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

const SIZE = 50;

/** The webhooks that an organization owns. The API gives all of them; they are filtered and paged here. */
class Webhooks extends HeraldElement {
  static properties = { organization: {}, selected: { state: true }, filter: { state: true }, number: { state: true } };

  #list = new Loaded(this, (signal) => get("webhooks", { query: { organizationId: this.organization }, signal }), { every: 5_000 });

  constructor() {
    super();
    /** @type {Set<number>} */
    this.selected = new Set();
    this.filter = "";
    this.number = 0;
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
      <section class="card" aria-label="Webhooks">${this.#list.render((all) => this.#all(all))}</section>
    </div>`;
  }

  #all(all) {
    if (all.length === 0) {
      return empty({
        icon: "webhook",
        title: "No webhooks yet",
        text: "A webhook posts each event to a URL of yours, signed, and tries again where it fails.",
      });
    }
    const wanted = this.filter.toLowerCase();
    const fitting = all.filter((one) => !wanted || [one.name, one.callbackUrl, one.description].some((text) => text?.toLowerCase().includes(wanted)));
    const shown = fitting.slice(this.number * SIZE, (this.number + 1) * SIZE);
    const page = { content: shown, number: this.number, size: SIZE, totalElements: fitting.length, totalPages: Math.ceil(fitting.length / SIZE) };
    return html`<header>
        <div class="filters"><input class="input grow" type="search" placeholder="Filter by name or URL" aria-label="Filter by name or URL" @input=${this.#typed} /></div>
        ${this.selected.size
          ? html`<div class="buttons"><span class="muted small" role="status">${count(this.selected.size, "webhook")} selected</span>
              <button class="button danger small" type="button" @click=${this.#delete}>${icon("trash")}Delete webhooks</button></div>`
          : nothing}
      </header>
      ${shown.length === 0
        ? empty({ icon: "webhook", title: "None found", text: "No webhook has that in its name, URL or description." })
        : html`<div class="table-scroll"><table class="table folds">
            <thead><tr>
              ${session.manages
                ? html`<th class="check"><input type="checkbox" aria-label="Select all on this page" .checked=${live(shown.every((one) => this.selected.has(one.id)))}
                    @change=${(/** @type {Event} */ event) => this.#select(shown, event)} /></th>`
                : nothing}
              <th>Webhook</th><th>Event types</th><th>State</th><th>Changed</th>
            </tr></thead>
            <tbody>${repeat(shown, (one) => one.id, (one) => this.#row(one))}</tbody>
          </table></div>`}
      ${page.totalPages > 1 ? html`<footer>${pager(page, (number) => (this.number = number))}</footer>` : nothing}`;
  }

  #row(one) {
    const name = nameOf(one);
    return html`<tr class=${this.selected.has(one.id) ? "selected" : ""}>
      ${session.manages
        ? html`<td class="check"><input type="checkbox" aria-label="Select ${name}" .checked=${live(this.selected.has(one.id))}
            @change=${(/** @type {Event} */ event) => this.#select([one], event)} /></td>`
        : nothing}
      <td class="wide"><a class="main" href=${href(`organizations/${this.organization}/webhooks/${at(one.id)}`)}><bdi>${name}</bdi></a>
        <span class="sub mono" dir="ltr" title=${one.callbackUrl}>${one.callbackUrl}</span></td>
      <td class="wide">${typeBadges(one.eventTypes)}</td>
      <td>${webhookBadge(one)}</td>
      <td class="muted">${moment(one.updatedAt)}</td>
    </tr>`;
  }

  #import = async () => {
    if (await importWebhooks(this.organization)) {
      await this.#list.reload();
    }
  };

  #typed = (/** @type {InputEvent} */ event) => {
    this.filter = /** @type {HTMLInputElement} */ (event.target).value.trim();
    this.number = 0;
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
