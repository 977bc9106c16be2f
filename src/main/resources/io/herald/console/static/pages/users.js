import { html, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, get, post, remove } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { noteQuery, query } from "../lib/router.js";
import { session } from "../lib/session.js";
import { badge } from "../ui/badge.js";
import { confirm, dialog } from "../ui/dialog.js";
import { field, formMessage } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { pager } from "../ui/pager.js";
import { empty } from "../ui/states.js";
import { moment } from "../ui/time.js";
import { toast } from "../ui/toast.js";

/** The users of an organization, and all that a webhook may hear of them. */
class Users extends HeraldElement {
  static properties = { organization: {} };

  #name = query().get("name") ?? "";
  #page = 0;
  #typing = 0;
  #list = new Loaded(this, (signal) =>
    get("users", { query: { organizationId: this.organization, username: this.#name && `*${this.#name}*`, page: this.#page }, signal }),
  );

  render() {
    return html`<div class="page">
      ${pageHead({
        title: "Users",
        text: "Webhooks hear when one is created, logs in for the first time, is disabled or deleted.",
        actions: session.admin ? html`<button class="button primary" type="button" @click=${this.#create}>${icon("plus")}New user</button>` : nothing,
      })}
      <section class="card" aria-label="Users">
        <header><div class="filters"><input class="input grow" type="search" placeholder="Filter by username" aria-label="Filter by username" .defaultValue=${this.#name} @input=${this.#filter} /></div></header>
        ${this.#list.render((page) =>
          page.content.length === 0
            ? empty({ icon: "users", title: "No users", text: this.#name ? "None has such a username." : "Create one to see webhooks hear of it.", action: session.admin && !this.#name ? html`<button class="button" type="button" @click=${this.#create}>Create the first user</button>` : nothing })
            : html`<div class="table-scroll"><table class="table folds">
                  <thead><tr><th>User</th><th>State</th><th>First log-in</th><th><span class="visually-hidden">Actions</span></th></tr></thead>
                  <tbody>${repeat(page.content, (/** @type {any} */ one) => one.id, (one) => this.#row(one))}</tbody>
                </table></div>
                <footer>${pager(page, this.#go)}</footer>`,
        )}
      </section>
    </div>`;
  }

  #row(one) {
    return html`<tr>
      <td class="wide"><strong class="main"><bdi>${one.username}</bdi></strong><span class="sub">${one.email}</span></td>
      <td>${one.disabled ? badge("disabled", "bad") : badge("enabled", "ok")}</td>
      <td class="muted"><span class="folded">first log-in </span>${one.firstLoginAt ? moment(one.firstLoginAt) : "never"}</td>
      <td class="end wide">${session.admin
        ? html`<div class="buttons end">
            ${one.disabled ? nothing : html`<button class="button small" type="button" aria-label="Log in ${one.username}" @click=${() => this.#run(at("users", one.id, "logins"), `${one.username} logged in`)}>Log in</button>`}
            ${one.disabled
              ? html`<button class="button small" type="button" aria-label="Enable ${one.username}" @click=${() => this.#run(at("users", one.id, "enable"), `${one.username} is enabled`)}>Enable</button>`
              : html`<button class="button small" type="button" aria-label="Disable ${one.username}" @click=${() => this.#run(at("users", one.id, "disable"), `${one.username} is disabled`)}>Disable</button>`}
            <button class="button small danger" type="button" aria-label="Delete ${one.username}" @click=${() => this.#delete(one)}>Delete</button>
          </div>`
        : nothing}</td>
    </tr>`;
  }

  #filter = (/** @type {InputEvent} */ event) => {
    this.#name = /** @type {HTMLInputElement} */ (event.target).value.trim();
    clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.isConnected && this.#go(0), 250);
  };

  #go = (/** @type {number} */ page) => {
    this.#page = page;
    noteQuery({ name: this.#name });
    void this.#list.reload();
  };

  #create = async () => {
    const created = await dialog((close) => html`<herald-new-user .organization=${this.organization} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-new-user>`);
    if (created) {
      toast(`${created.username} is created`);
      await this.#list.reload();
    }
  };

  async #run(path, said) {
    try {
      await post(path);
      toast(said);
    } catch (trouble) {
      toast(trouble.message, "bad");
    }
    await this.#list.reload();
  }

  async #delete(one) {
    const done = await confirm({
      title: `Delete ${one.username}?`,
      text: "The user leaves its groups and is gone for good.",
      action: "Delete",
      run: () => remove(at("users", one.id)),
    });
    if (done) {
      toast(`${one.username} is deleted`);
    }
    await this.#list.reload();
  }
}

class NewUser extends HeraldElement {
  static properties = { organization: {} };

  #form = new Form(this, {
    check: (data) => ({
      ...(String(data.get("username")).trim() ? {} : { username: "Enter a username." }),
      ...(/^\S+@\S+$/.test(String(data.get("email")).trim()) ? {} : { email: "Enter an email address." }),
    }),
    send: async (data) => {
      const created = await post("users", { username: String(data.get("username")).trim(), email: String(data.get("email")).trim(), organizationId: this.organization });
      this.dispatchEvent(new CustomEvent("done", { detail: created }));
    },
  });

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
      <h2>New user</h2>
      ${formMessage(form.message)}
      ${field({ name: "username", label: "Username", error: form.errors.username, maxlength: 200, autofocus: true })}
      ${field({ name: "email", label: "Email", type: "email", error: form.errors.email, maxlength: 320 })}
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy}>Create user</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-users", Users);
customElements.define("herald-new-user", NewUser);
