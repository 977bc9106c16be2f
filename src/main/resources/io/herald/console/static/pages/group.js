import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, call, get, remove } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { session } from "../lib/session.js";
import { badge } from "../ui/badge.js";
import { formMessage } from "../ui/field.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty } from "../ui/states.js";
import { toast } from "../ui/toast.js";

/** Who is in a group. */
class Group extends HeraldElement {
  static properties = { organization: {}, group: {} };

  #page = 0;
  #members = new Loaded(this, (signal) => get(at("organizations", this.organization, "groups", this.group, "members"), { query: { page: this.#page }, signal }));
  #users = new Loaded(this, (signal) => get("users", { query: { organizationId: this.organization, size: 100 }, signal }));
  #form = new Form(this, {
    check: (data) => (data.get("user") ? {} : { user: "Choose a user." }),
    send: async (data) => {
      await call("PUT", at("organizations", this.organization, "groups", this.group, "members", String(data.get("user"))));
      toast("Added to the group");
      await this.#members.reload();
    },
  });

  render() {
    return html`<div class="page">
      ${pageHead({ title: this.group, crumbs: [[`organizations/${this.organization}/groups`, "Groups"]] })}
      <section class="card" aria-label="Members">
        ${session.admin ? html`<header>${this.#add()}</header>` : nothing}
        ${this.#members.render((page) =>
          page.content.length === 0
            ? empty({ icon: "users", title: "No members", text: "Nobody is in this group." })
            : html`<div class="table-scroll"><table class="table folds">
                  <thead><tr><th>User</th><th>State</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
                  <tbody>${repeat(page.content, (/** @type {any} */ one) => one.id, (one) => this.#row(one))}</tbody>
                </table></div>
                <footer>${pager(page, (number) => { this.#page = number; void this.#members.reload(); })}</footer>`,
        )}
      </section>
    </div>`;
  }

  #add() {
    const form = this.#form;
    const members = new Set(this.#members.value?.content.map((/** @type {any} */ one) => one.id));
    const others = this.#users.value?.content.filter((/** @type {any} */ one) => !members.has(one.id)) ?? [];
    return html`<form class="filters" novalidate @submit=${form.submit} @input=${form.touched}>
      <select class="input" name="user" aria-label="User to add" aria-invalid=${form.errors.user ? "true" : nothing}>
        <option value="">Choose a user</option>
        ${others.map((/** @type {any} */ one) => html`<option value=${one.id}>${one.username}</option>`)}
      </select>
      <button class="button" type="submit" ?disabled=${form.busy}>Add to group</button>
      ${formMessage(form.message)}
    </form>`;
  }

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

customElements.define("herald-group", Group);
