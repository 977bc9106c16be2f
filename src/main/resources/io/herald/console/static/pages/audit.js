import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { get } from "../lib/api.js";
import { exact } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { badge } from "../ui/badge.js";
import { bodyText } from "../ui/code.js";
import { dialog } from "../ui/dialog.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty } from "../ui/states.js";
import { dateAndTime } from "../ui/time.js";

/** What was changed in the organization and below it, and by whom. */
class Audit extends HeraldElement {
  static properties = { organization: {} };

  #page = 0;
  #target = "";
  #typing = 0;
  #list = new Loaded(this, (signal) => get("audit", { query: { organizationId: this.organization, page: this.#page, target: this.#target }, signal }));

  render() {
    return html`<div class="page">
      ${pageHead({ title: "Audit log", text: "What was changed in this organization and below it, newest first." })}
      <section class="card" aria-label="Audit log">
        <header><div class="filters"><input class="input grow mono" type="search" placeholder="/v1/webhooks/…" aria-label="Only changes of this thing" @input=${this.#filter} /></div></header>
        ${this.#list.render((page) =>
          page.content.length === 0
            ? empty({ icon: "audit", title: "Nothing here", text: this.#target ? "Nothing was changed at that address." : "Nothing has been changed yet." })
            : html`<div class="table-scroll"><table class="table folds">
                  <thead><tr><th>Change</th><th>By</th><th>When</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
                  <tbody>${repeat(page.content, (/** @type {any} */ one) => one.id, row)}</tbody>
                </table></div>
                <footer>${pager(page, this.#go)}</footer>`,
        )}
      </section>
    </div>`;
  }

  #go = (/** @type {number} */ page) => {
    this.#page = page;
    void this.#list.reload();
  };

  #filter = (/** @type {InputEvent} */ event) => {
    this.#target = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.isConnected && this.#go(0), 300);
  };
}

function row(one) {
  return html`<tr>
    <td class="wide"><strong class="main mono">${one.call}</strong><span class="sub mono" title=${one.target}>${one.target}</span></td>
    <td class="wide">${one.by
      ? html`<div class="actor"><span class="row"><bdi>${one.by.name}</bdi>${badge(one.by.role)}</span><span class="sub">${one.by.address}</span></div>`
      : html`<div class="actor muted">somebody above this organization</div>`}</td>
    <td class="muted">${dateAndTime(one.at)}</td>
    <td class="end">${one.details === null ? nothing : html`<button class="button small" type="button" aria-label="Details of ${one.call}" @click=${() => details(one)}>Details</button>`}</td>
  </tr>`;
}

function details(one) {
  return dialog(
    (close) => html`<h2 class="mono">${one.call}</h2>
      <dl class="facts"><dt>What</dt><dd class="mono">${one.target}</dd><dt>When</dt><dd>${exact(one.at)}</dd>
        ${one.by ? html`<dt>Credential</dt><dd class="mono">${one.by.credential}</dd>` : nothing}</dl>
      ${bodyText(JSON.stringify(one.details), "Details")}
      <div class="buttons end"><button class="button primary" type="button" data-focus @click=${() => close()}>Close</button></div>`,
    { large: true },
  );
}

customElements.define("herald-audit", Audit);
