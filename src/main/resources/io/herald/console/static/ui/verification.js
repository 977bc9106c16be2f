import { html, nothing, HeraldElement } from "../lib/lit.js";
import { at, get, post } from "../lib/api.js";
import { exact } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { session } from "../lib/session.js";
import { badge } from "./badge.js";
import { toast } from "./toast.js";

const STATES = {
  none: ["not asked yet", ""],
  pending: ["being asked", "warn"],
  verified: ["has agreed", "ok"],
  failed: ["has not agreed", "bad"],
};
const METHODS = { options: "by its answer to OPTIONS", echo: "by sending the challenge back" };

/** Whether the URL of a webhook has agreed to be posted to; and the way to ask it. */
class Verification extends HeraldElement {
  static properties = { webhook: {} };

  #state = "";
  #known = new Loaded(this, (signal) => this.#read(signal), { every: 3_000 });

  render() {
    return this.#known.render((known) => this.#view(known), { loading: html`<span class="muted">…</span>` });
  }

  /** Tells `changed` when the URL has made up its mind. */
  async #read(signal) {
    const known = await get(at("webhooks", this.webhook, "verification"), { signal });
    if (this.#state && known.state !== this.#state) {
      this.dispatchEvent(new CustomEvent("changed"));
    }
    this.#state = known.state;
    return known;
  }

  #view({ state, method, error, attemptedAt, allowedRate }) {
    const [text, kind] = STATES[state] ?? [state, ""];
    const again = session.manages && state !== "pending";
    return html`<span class="row">${badge(text, kind)}
        ${state === "verified" ? html`<span class="muted small">${METHODS[method] ?? nothing}${allowedRate && allowedRate !== "*" ? `, at most ${allowedRate} requests a minute` : nothing}</span>` : nothing}
        ${again ? html`<button class="button small" type="button" @click=${this.#ask}>${state === "none" ? "Ask the URL" : "Ask again"}</button>` : nothing}</span>
      ${error ? html`<p class="muted small">${state === "verified" ? "Asked once more: " : nothing}${error}${attemptedAt ? ` (${exact(attemptedAt)})` : nothing}</p>` : nothing}`;
  }

  #ask = async () => {
    try {
      await post(at("webhooks", this.webhook, "verification"));
      toast("The URL is being asked");
    } catch (trouble) {
      toast(trouble.message, "bad");
    }
    await this.#known.reload();
  };
}

customElements.define("herald-verification", Verification);
