import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, call, get, remove } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { count } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { confirm, dialog } from "../ui/dialog.js";
import { field, formMessage } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { empty } from "../ui/states.js";
import { moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

/** The groups of an organization. */
class Groups extends HeraldElement {
  static properties = { organization: {} };

  #list = new Loaded(this, (signal) => get(at("organizations", this.organization, "groups"), { signal }));

  render() {
    return html`<div class="page">
      ${pageHead({
        title: "Groups",
        text: "A webhook may hear when a user leaves one.",
        actions: session.admin ? html`<button class="button primary" type="button" @click=${this.#create}>${icon("plus")}New group</button>` : nothing,
      })}
      <section class="card" aria-label="Groups">${this.#list.render((groups) =>
        groups.length === 0
          ? empty({ icon: "group", title: "No groups", text: "A group gathers users; a webhook may hear when one leaves it.", action: session.admin ? html`<button class="button" type="button" @click=${this.#create}>Make the first group</button>` : nothing })
          : html`<div class="table-scroll"><table class="table folds">
              <thead><tr><th>Group</th><th>Members</th><th>Created</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
              <tbody>${repeat(groups, (/** @type {any} */ one) => one.name, (one) => this.#row(one))}</tbody>
            </table></div>`,
      )}</section>
    </div>`;
  }

  #row(one) {
    return html`<tr>
      <td class="wide"><a class="main" href=${href(`organizations/${this.organization}/groups/${encodeURIComponent(one.name)}`)}><bdi>${one.name}</bdi></a></td>
      <td class="num">${count(one.memberCount, "member")}</td>
      <td class="muted">${moment(one.createdAt)}</td>
      <td class="end">${session.admin ? html`<button class="button small danger" type="button" aria-label="Delete ${one.name}" @click=${() => this.#delete(one)}>Delete</button>` : nothing}</td>
    </tr>`;
  }

  #create = async () => {
    const name = await dialog((close) => html`<herald-new-group .organization=${this.organization} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-new-group>`);
    if (name) {
      toast("Group created");
      await this.#list.reload();
    }
  };

  async #delete(one) {
    const done = await confirm({
      title: `Delete ${one.name}?`,
      text: "Its members leave it; webhooks hear of each.",
      action: "Delete",
      run: () => remove(at("organizations", this.organization, "groups", one.name)),
    });
    if (done) {
      toast("Group deleted");
    }
    await this.#list.reload();
  }
}

class NewGroup extends HeraldElement {
  static properties = { organization: {} };

  #form = new Form(this, {
    check: (data) => (String(data.get("name")).trim() ? {} : { name: "Enter a name." }),
    send: async (data) => {
      const name = String(data.get("name")).trim();
      await call("PUT", at("organizations", this.organization, "groups", name));
      this.dispatchEvent(new CustomEvent("done", { detail: name }));
    },
  });

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>New group</h2>
      ${formMessage(form.message)}
      ${field({ name: "name", label: "Name", error: form.errors.name, maxlength: 200, autofocus: true })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>Create group</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-groups", Groups);
customElements.define("herald-new-group", NewGroup);
