import { html, nothing, HeraldElement } from "../lib/lit.js";
import { Refusal } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { leave } from "../lib/pkce.js";
import { here } from "../lib/router.js";
import { session } from "../lib/session.js";
import { settings } from "../lib/settings.js";
import { field, formMessage } from "../ui/field.js";
import { mark } from "../ui/icons.js";
import { notice } from "../ui/states.js";

/** Asks for a token, or sends to the identity provider; tells `signed-in`. */
class SignIn extends HeraldElement {
  static properties = { message: {} };

  #form = new Form(this, {
    check: (data) => (String(data.get("token")).trim() ? {} : { token: "Enter a token." }),
    send: async (data) => {
      try {
        await session.signIn(String(data.get("token")));
      } catch (problem) {
        if (problem instanceof Refusal && problem.status === 401) {
          throw new Refusal(401, { errors: [{ pointer: "/token", detail: "This token is not valid, or no longer." }] });
        }
        throw problem;
      }
      this.dispatchEvent(new CustomEvent("signed-in", { bubbles: true }));
    },
  });

  constructor() {
    super();
    this.message = "";
  }

  render() {
    const form = this.#form;
    return html`<main class="sign-in">
      <div class="brand">${settings.logo ? html`<img src=${settings.logo} alt="" />` : mark()}<span>${settings.name}</span></div>
      ${this.message ? notice("warn", this.message) : nothing}
      <section class="card"><div class="body stack">
        <h1 tabindex="-1">Sign in</h1>
        ${settings.openId
          ? html`<button class="button primary" type="button" @click=${() => leave(here())}>Sign in with your organization</button>
              <p class="or">or with a token</p>`
          : nothing}
        <form class="form" novalidate @submit=${form.submit} @input=${form.touched}>
          ${formMessage(form.message)}
          ${field({
            name: "token",
            label: "Token",
            type: "password",
            mono: true,
            autocomplete: "off",
            error: form.errors.token,
            help: "An API token of your organization. It is kept for this tab alone.",
          })}
          <button class="button ${settings.openId ? "" : "primary"}" type="submit" ?disabled=${form.busy}>Sign in</button>
        </form>
      </div></section>
      ${settings.tour
        ? html`<p class="muted small">This is a development start: the administrator's token was printed in the terminal at the first start.</p>`
        : nothing}
    </main>`;
  }
}

customElements.define("herald-sign-in", SignIn);
