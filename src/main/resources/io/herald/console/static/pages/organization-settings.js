import { html, nothing, HeraldElement } from "../lib/lit.js";
import { at, call, remove } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { count, exact } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { forgetOrganization, organization } from "../lib/organizations.js";
import { go, href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { webhooksPage } from "../lib/webhooks.js";
import { confirm } from "../ui/dialog.js";
import { field, formMessage } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { card, pageHead } from "../ui/page.js";
import { toast } from "../ui/toast.js";

/** An organization's settings, with the way to its webhook portal. */
class OrganizationSettings extends HeraldElement {
  static properties = { organization: {} };

  #loaded = new Loaded(this, (signal) => organization(this.organization, signal));
  #webhooks = new Loaded(this, (signal) => this.#count(signal).catch(() => [0, 0]));
  #form = new Form(this, {
    check: (data) => ({
      ...(String(data.get("name")).trim() ? {} : { name: "Enter a name." }),
      ...(/^\d*$/.test(String(data.get("seats")).trim()) ? {} : { seats: "Enter a whole number, or nothing for no limit." }),
    }),
    send: async (data) => {
      const seats = String(data.get("seats")).trim();
      await call("PATCH", at("organizations", this.organization), { body: { name: String(data.get("name")).trim(), seats: seats ? Number(seats) : null } });
      forgetOrganization();
      await this.#loaded.reload();
      toast("Organization saved");
    },
  });

  render() {
    return html`<div class="page narrow">${this.#loaded.render((one) => this.#page(one), { back: ["", "All organizations"] })}</div>`;
  }

  #page(one) {
    const form = this.#form;
    const [webhooks, inactive] = this.#webhooks.value ?? [];
    return html`${pageHead({ title: "Settings", text: html`<bdi>${one.name}</bdi> · <span class="mono">${one.id}</span>` })}
      ${card({
        title: "Webhooks",
        text: "Where this organization's events are posted to.",
        actions: html`<a class="button" href=${href(`organizations/${this.organization}/portal`)}>${session.admin ? "Edit" : "View"}<span class="visually-hidden"> webhooks</span></a>`,
        content: html`<p>${webhooks === undefined ? "…" : webhooks === 0 ? "None yet." : html`${count(webhooks, "webhook")}${inactive ? `, ${inactive} of them not active` : ""}.`}</p>`,
      })}
      ${one.createdAt
        ? card({
            title: "Organization",
            text: `Created ${exact(one.createdAt)}`,
            content: session.admin
              ? html`<form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
                  ${formMessage(form.message)}
                  ${field({ name: "name", label: "Name", value: one.name, error: form.errors.name, maxlength: 200 })}
                  ${field({ name: "seats", label: "Seats", value: String(one.seats ?? ""), optional: true, inputmode: "numeric", error: form.errors.seats, help: "How many users it may have; nothing: no limit." })}
                  <div class="buttons end"><button class="button primary" type="submit" ?disabled=${form.busy}>Save</button></div>
                </form>`
              : html`<dl class="facts"><dt>Seats</dt><dd>${one.seats ?? "no limit"}</dd></dl>`,
          })
        : nothing}
      ${session.admin && one.parentId && one.id !== session.me?.organizationId
        ? card({
            title: "Delete organization",
            text: "Its users, groups, webhooks and all organizations below it go with it.",
            actions: html`<button class="button danger" type="button" @click=${() => this.#delete(one)}>${icon("trash")}Delete organization</button>`,
            content: nothing,
            flush: true,
          })
        : nothing}`;
  }

  /** How many there are, and how many of them are not active. */
  #count(signal) {
    const counted = ["", "inactive"].map(async (state) => (await webhooksPage({ organizationId: this.organization, state, size: 1 }, signal)).totalElements);
    return Promise.all(counted);
  }

  async #delete(one) {
    const done = await confirm({
      title: `Delete ${one.name}?`,
      text: "Its users, groups, webhooks and all organizations below it are deleted. Receivers of parent organizations hear of it. This cannot be undone.",
      action: "Delete",
      run: () => remove(at("organizations", one.id)),
    });
    if (done) {
      forgetOrganization();
      go("");
      toast("Organization deleted");
    }
  }
}

customElements.define("herald-organization-settings", OrganizationSettings);
