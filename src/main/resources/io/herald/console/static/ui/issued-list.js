import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, get, post, remove } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { copyButton } from "./copy.js";
import { confirm, dialog } from "./dialog.js";
import { field, formMessage } from "./field.js";
import { icon } from "./icons.js";
import { pageHead } from "./page.js";
import { pager } from "./pager.js";
import { empty, notice } from "./states.js";
import { toast } from "./toast.js";

/**
 * What a page of things says that are issued, shown once, and revoked.
 *
 * @typedef {object} Kind
 * @property {string} path of the API
 * @property {string} title of the page
 * @property {string} text below it
 * @property {string} noun as "token"
 * @property {string} emptyText where there is none
 * @property {string} icon
 * @property {{name: string, cell: (one: any) => unknown, css?: string, says?: string}[]} columns between the name and the button; says: in place of the
 *     name, where there is no head
 * @property {{label: string, missing: string, help?: string}} name the field of the name
 * @property {(form: Form) => unknown} more further fields, named as the API names them
 * @property {string} create on the button
 * @property {{title: (one: any) => unknown, value: (one: any) => string, warning: unknown, copy: string, stored: string, id: string}} once
 * @property {{title: (one: any) => string, text: string}} revoke
 */

/** The page: the list, with a dialog that issues one more and shows it, and a button that revokes. */
export class IssuedList extends HeraldElement {
  static properties = { organization: {} };

  #page = 0;
  #list = new Loaded(this, (signal) => get(this.kind.path, { query: { organizationId: this.organization, page: this.#page }, signal }));

  /** @returns {Kind} */
  get kind() {
    throw new Error("which things?");
  }

  render() {
    const { kind } = this;
    return html`<div class="page">
      ${pageHead({
        title: kind.title,
        text: kind.text,
        actions: html`<button class="button primary" type="button" @click=${this.#create}>${icon("plus")}New ${kind.noun}</button>`,
      })}
      <section class="card" aria-label=${kind.title}>${this.#list.render((page) =>
        page.content.length === 0
          ? empty({ icon: kind.icon, title: `No ${kind.noun}s`, text: kind.emptyText, action: html`<button class="button" type="button" @click=${this.#create}>${kind.create}</button>` })
          : html`<div class="table-scroll"><table class="table folds">
                <thead><tr><th>${kind.name.label}</th>${kind.columns.map((column) => html`<th>${column.name}</th>`)}<th><span class="visually-hidden">Actions</span></th></tr></thead>
                <tbody>${repeat(page.content, (/** @type {any} */ one) => one.id, (one) => this.#row(one))}</tbody>
              </table></div>
              <footer>${pager(page, (number) => { this.#page = number; void this.#list.reload(); })}</footer>`,
      )}</section>
    </div>`;
  }

  #row(one) {
    return html`<tr>
      <td class="wide"><strong class="main" title=${one.name}><bdi>${one.name}</bdi></strong></td>
      ${this.kind.columns.map((column) => html`<td class=${column.css ?? ""}>${column.says ? html`<span class="folded">${column.says} </span>` : nothing}${column.cell(one)}</td>`)}
      <td class="end"><button class="button small danger" type="button" aria-label="Revoke ${one.name}" @click=${() => this.#revoke(one)}>Revoke</button></td>
    </tr>`;
  }

  #create = async () => {
    const { kind } = this;
    const issued = await dialog(
      (close) => html`<herald-issue .kind=${kind} .organization=${this.organization} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-issue>`,
    );
    if (!issued) {
      return;
    }
    await this.#list.reload();
    await dialog(
      (close) => html`<h2>${kind.once.title(issued)}</h2>
        ${notice("warn", kind.once.warning)}
        <div class="secret"><code id=${kind.once.id} dir="ltr">${kind.once.value(issued)}</code>${copyButton(kind.once.value(issued), kind.once.copy, true)}</div>
        <div class="buttons end"><button class="button primary" type="button" @click=${() => close()}>${kind.once.stored}</button></div>`,
      { sticky: true },
    );
  };

  async #revoke(one) {
    const { kind } = this;
    const done = await confirm({
      title: kind.revoke.title(one),
      text: kind.revoke.text,
      action: "Revoke",
      run: () => remove(at(kind.path, one.id)),
    });
    if (done) {
      toast(`${kind.noun.charAt(0).toUpperCase()}${kind.noun.slice(1)} revoked`);
    }
    await this.#list.reload();
  }
}

/** The form that issues one: its name, and what else the kind asks. */
class Issue extends HeraldElement {
  static properties = { organization: {}, kind: { attribute: false } };

  #form = new Form(this, {
    check: (data) => (String(data.get("name")).trim() ? {} : { name: this.kind.name.missing }),
    send: async (data) => {
      const command = { ...Object.fromEntries(data), name: String(data.get("name")).trim(), organizationId: this.organization };
      this.dispatchEvent(new CustomEvent("done", { detail: await post(this.kind.path, command) }));
    },
  });

  constructor() {
    super();
    this.organization = "";
    /** @type {any} */
    this.kind = null;
  }

  render() {
    const form = this.#form;
    const { kind } = this;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>New ${kind.noun}</h2>
      ${formMessage(form.message)}
      ${field({ name: "name", label: kind.name.label, error: form.errors.name, maxlength: 200, autofocus: true, help: kind.name.help })}
      ${kind.more(form)}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>${kind.create}</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-issue", Issue);
