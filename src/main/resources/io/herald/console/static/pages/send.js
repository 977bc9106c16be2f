import { html, nothing, HeraldElement } from "../lib/lit.js";
import { post } from "../lib/api.js";
import { eventTypes } from "../lib/event-types.js";
import { Form } from "../lib/form.js";
import { Loaded } from "../lib/loaded.js";
import { href } from "../lib/router.js";
import { session } from "../lib/session.js";
import { field, formMessage } from "../ui/field.js";
import { icon } from "../ui/icons.js";
import { pageHead } from "../ui/page.js";
import { notice } from "../ui/states.js";

/** Sends one custom event by hand. */
class Send extends HeraldElement {
  static properties = { organization: {}, sent: { state: true } };

  #types = new Loaded(this, (signal) => eventTypes(this.organization, signal));
  #form = new Form(this, {
    check: (data) => ({
      ...(String(data.get("type")).trim() ? {} : { type: "Enter the event's type, such as order.shipped." }),
      ...(isObject(String(data.get("data"))) ? {} : { data: "Enter a JSON object." }),
    }),
    send: async (data) => {
      this.sent = "";
      const answer = await post("events", {
        type: String(data.get("type")).trim(),
        organizationId: this.organization,
        data: JSON.parse(String(data.get("data"))),
      });
      this.sent = answer.messageIds[0];
    },
  });

  constructor() {
    super();
    this.sent = "";
  }

  render() {
    const form = this.#form;
    const types = (this.#types.value ?? []).filter((type) => !type.builtIn && !type.archived);
    return html`<div class="page narrow">
      ${pageHead({ title: "Send an event", text: "To try things. Your systems do the same by POST /v1/events, or by a CDI event." })}
      <section class="card"><div class="body">
        <form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
          ${this.sent ? html`<div role="status">${notice("ok", html`Recorded. It is on its way to every webhook that hears of it.
            ${session.reads ? html`<a href=${href(`organizations/${this.organization}/messages/${this.sent}`)}>See the message</a>` : nothing}`)}</div>` : nothing}
          ${formMessage(form.message)}
          ${field({ name: "type", label: "Event type", error: form.errors.type, mono: true, maxlength: 128, placeholder: "order.shipped", list: "types", help: types.length ? "One of the catalogue, or any other." : nothing })}
          <datalist id="types">${types.map((type) => html`<option value=${type.name}>${type.description ?? ""}</option>`)}</datalist>
          ${field({ name: "data", label: "Data", value: '{\n  "orderId": 4711\n}', error: form.errors.data, mono: true, rows: 8 })}
          <div class="buttons end"><button class="button primary" type="submit" ?disabled=${form.busy}>${icon("send")}Send event</button></div>
        </form>
      </div></section>
    </div>`;
  }
}

/** @param {string} text */
function isObject(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

customElements.define("herald-send", Send);
