import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, call, get, remove } from "../lib/api.js";
import { count } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { session } from "../lib/session.js";
import { badge } from "../ui/badge.js";
import { dialog } from "../ui/dialog.js";
import { formMessage } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty } from "../ui/states.js";
import { toast } from "../ui/toast.js";

/** Who is in a group. */
class Group extends HeraldElement {
  static properties = { organization: {}, group: {} };

  #page = 0;
  #members = new Loaded(this, (signal) => get(at("organizations", this.organization, "groups", this.group, "members"), { query: { page: this.#page }, signal }));

  render() {
    return html`<div class="page">
      ${pageHead({
        title: this.group,
        crumbs: [[`organizations/${this.organization}/groups`, "Groups"]],
        actions: session.admin ? html`<button class="button primary" type="button" @click=${this.#add}>${icon("plus")}Add users</button>` : nothing,
      })}
      <section class="card" aria-label="Members">
        ${this.#members.render((page) =>
          page.content.length === 0
            ? empty({ icon: "users", title: "No members", text: "Nobody is in this group.", action: session.admin ? html`<button class="button" type="button" @click=${this.#add}>Add the first users</button>` : nothing })
            : html`<div class="table-scroll"><table class="table folds">
                  <thead><tr><th>User</th><th>State</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
                  <tbody>${repeat(page.content, (/** @type {any} */ one) => one.id, (one) => this.#row(one))}</tbody>
                </table></div>
                <footer>${pager(page, (number) => { this.#page = number; void this.#members.reload(); })}</footer>`,
        )}
      </section>
    </div>`;
  }

  #add = async () => {
    await dialog((close) => html`<herald-add-members .organization=${this.organization} .group=${this.group} @added=${() => this.#members.reload()} @done=${() => close()}></herald-add-members>`);
    await this.#members.reload();
  };

  #row(one) {
    return html`<tr>
      <td class="wide"><strong class="main"><bdi>${one.username}</bdi></strong><span class="sub">${one.email}</span></td>
      <td>${one.disabled ? badge("disabled", "bad") : badge("enabled", "ok")}</td>
      <td class="end">${session.admin ? html`<button class="button small" type="button" aria-label="Remove ${one.username} from group" @click=${() => this.#remove(one)}>Remove from group</button>` : nothing}</td>
    </tr>`;
  }

  async #remove(one) {
    try {
      await remove(at("organizations", this.organization, "groups", this.group, "members", one.id));
      toast(`${one.username} is removed from the group`);
    } catch (trouble) {
      toast(trouble.message, "bad");
    }
    await this.#members.reload();
  }
}

/** Finds users of the organization by name, and adds those that are pressed; it stays open for more. */
class AddMembers extends HeraldElement {
  static properties = { organization: {}, group: {}, error: { state: true } };

  #name = "";
  #typing = 0;
  /** @type {Set<string>} */
  #added = new Set();
  #found = new Loaded(this, (signal) =>
    get("users", { query: { organizationId: this.organization, username: this.#name && `*${this.#name}*`, size: 8 }, signal }),
  );

  constructor() {
    super();
    this.organization = "";
    this.group = "";
    this.error = "";
  }

  render() {
    return html`<div class="form">
      <h2>Add users to <bdi>${this.group}</bdi></h2>
      ${formMessage(this.error)}
      <input class="input" type="search" placeholder="Part of a username" aria-label="Find a user" data-focus @input=${this.#typed} />
      <div class="stack tight" aria-live="polite">${this.#found.render((page) =>
        page.content.length === 0
          ? html`<p class="muted">${this.#name ? "Nobody has such a username." : "The organization has no users yet."}</p>`
          : html`<ul class="choices">${page.content.map((/** @type {any} */ one) => this.#user(one))}</ul>
              ${page.totalElements > page.content.length ? html`<p class="muted small">${count(page.totalElements - page.content.length, "user")} more: write more of the name.</p>` : nothing}`,
      )}</div>
      <div class="buttons end"><button class="button primary" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Done</button></div>
    </div>`;
  }

  #user(one) {
    const added = this.#added.has(one.id);
    return html`<li class="row apart"><span class="who"><bdi>${one.username}</bdi> <span class="muted small">${one.email}</span></span>
      <button class="button small" type="button" ?disabled=${added} aria-label="${added ? "Added" : "Add"} ${one.username}" @click=${() => this.#add(one)}>${added ? "Added" : "Add"}</button></li>`;
  }

  #typed = (/** @type {InputEvent} */ event) => {
    this.#name = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.isConnected && this.#found.reload(), 200);
  };

  async #add(one) {
    this.error = "";
    try {
      await call("PUT", at("organizations", this.organization, "groups", this.group, "members", one.id));
      this.#added.add(one.id);
      this.dispatchEvent(new CustomEvent("added"));
    } catch (trouble) {
      this.error = trouble instanceof Error ? trouble.message : String(trouble);
    }
    this.requestUpdate();
  }
}

customElements.define("herald-group", Group);
customElements.define("herald-add-members", AddMembers);
