import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { get, post, Refusal } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { count } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { go, href, noteQuery, query } from "../lib/router.js";
import { session } from "../lib/session.js";
import { settings } from "../lib/settings.js";
import { dialog } from "../ui/dialog.js";
import { field, formMessage } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty, notice } from "../ui/states.js";
import { moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

/** Every organization in reach. */
class Organizations extends HeraldElement {
  #name = query().get("name") ?? "";
  #page = Number(query().get("page") ?? 0);
  #typing = 0;

  #list = new Loaded(this, async (signal) => {
    if (!session.reads) {
      return alone(); // may not look at the directory
    }
    try {
      return await get("organizations", { query: { name: this.#name && `*${this.#name}*`, page: this.#page }, signal });
    } catch (trouble) {
      if (trouble instanceof Refusal && trouble.status === 404) {
        return alone(); // it is kept elsewhere
      }
      throw trouble;
    }
  });

  render() {
    return html`<div class="page">
      ${pageHead({
        title: "Organizations",
        text: "Choose one to see its webhooks, users and settings.",
        actions: session.admin ? html`<button class="button primary" type="button" @click=${this.#create}>${icon("plus")}New organization</button>` : nothing,
      })}
      ${settings.tour && session.admin
        ? notice("", html`<strong>New here?</strong> <a href=${href("tour")}>First steps</a> shows a webhook being delivered to a built-in receiver, in a minute.`)
        : nothing}
      <section class="card" aria-label="Organizations">
        <header><div class="filters"><input class="input grow" type="search" placeholder="Filter by name" aria-label="Filter by name"
          .defaultValue=${this.#name} @input=${this.#filter} /></div></header>
        ${this.#list.render((page) =>
          page.content.length === 0
            ? empty({ icon: "building", title: "No organizations", text: this.#name ? "None has such a name." : "There is none yet." })
            : html`<div class="table-scroll"><table class="table folds">
                <thead><tr><th>Name</th><th>Id</th><th>Seats</th><th>Created</th></tr></thead>
                <tbody>${repeat(page.content, (one) => one.id, row)}</tbody>
              </table></div>
              ${page.alone ? nothing : html`<footer>${pager(page, this.#go)}</footer>`}`,
        )}
      </section>
    </div>`;
  }

  #filter = (/** @type {InputEvent} */ event) => {
    this.#name = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.isConnected && this.#go(0), 250);
  };

  #go = (/** @type {number} */ page) => {
    this.#page = page;
    noteQuery({ name: this.#name, page: page ? String(page) : "" });
    void this.#list.reload();
  };

  #create = async () => {
    const created = await dialog((close) => html`<herald-new-organization @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-new-organization>`);
    if (created) {
      toast("Organization created");
      go(`organizations/${created.id}`);
    }
  };
}

/** @param {import("../lib/organizations.js").Organization} one */
function row(one) {
  return html`<tr>
    <td class="wide"><a class="main" href=${href(`organizations/${one.id}/${session.me?.role === "publisher" ? "send" : "webhooks"}`)}><bdi>${one.name}</bdi></a></td>
    <td class="wide"><span class="sub mono">${one.id}</span></td>
    <td class="num nowrap">${one.seats === null || one.seats === undefined ? html`<span class="muted">no limit</span>` : count(one.seats, "seat")}</td>
    <td class="muted">${moment(one.createdAt)}</td>
  </tr>`;
}

function alone() {
  const { organizationId: id, organizationName: name } = /** @type {import("../lib/session.js").Me} */ (session.me);
  return { content: [{ id, name }], number: 0, size: 1, totalElements: 1, totalPages: 1, alone: true };
}

class NewOrganization extends HeraldElement {
  #form = new Form(this, {
    check: (data) => ({
      ...(String(data.get("name")).trim() ? {} : { name: "Enter a name." }),
      ...(/^\d*$/.test(String(data.get("seats"))) ? {} : { seats: "Enter a whole number, or nothing for no limit." }),
    }),
    send: async (data) => {
      const seats = String(data.get("seats"));
      const created = await post("organizations", { name: String(data.get("name")).trim(), ...(seats ? { seats: Number(seats) } : {}) });
      this.dispatchEvent(new CustomEvent("done", { detail: created }));
    },
  });

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>New organization</h2>
      ${formMessage(form.message)}
      ${field({ name: "name", label: "Name", error: form.errors.name, maxlength: 200, autofocus: true, help: html`Below <bdi>${session.me?.organizationName}</bdi>; unique in the installation.` })}
      ${field({ name: "seats", label: "Seats", optional: true, inputmode: "numeric", error: form.errors.seats, help: "How many users it may have." })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>Create organization</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-organizations", Organizations);
customElements.define("herald-new-organization", NewOrganization);
