import { html, nothing, HeraldElement } from "../lib/lit.js";
import { at, get, post } from "../lib/api.js";
import { Form } from "../lib/form.js";
import { count, exact, number } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { session } from "../lib/session.js";
import { badge } from "./badge.js";
import { dialog } from "./dialog.js";
import { formMessage, select } from "./field.js";
import { icon } from "./icons.js";
import { toast } from "./toast.js";

const HOUR = 3_600_000;
const RANGES = /** @type {[string, string][]} */ ([
  [String(HOUR), "the last hour"],
  [String(24 * HOUR), "the last 24 hours"],
  [String(7 * 24 * HOUR), "the last 7 days"],
  [String(30 * 24 * HOUR), "the last 30 days"],
]);
const STATES = /** @type {[string, string][]} */ ([
  ["exhausted", "that were given up"],
  ["delivered", "that were delivered"],
  ["cancelled", "that were cancelled"],
  ["", "in any final state"],
]);

/** The replay of a webhook that is under way, and the way to a new one. */
class Replays extends HeraldElement {
  static properties = { webhook: {} };

  #list = new Loaded(this, (signal) => get(at("webhooks", this.webhook, "replays"), { query: { size: 1 }, signal }), { every: 2_000 });

  render() {
    const replay = this.#list.value?.content[0];
    const under = replay && (replay.status === "running" || replay.status === "paused");
    return html`${under ? this.#progress(replay) : nothing}
      ${session.manages && !under ? html`<div class="buttons end"><button class="button" type="button" @click=${this.#ask}>${icon("refresh")}Replay a range</button></div>` : nothing}`;
  }

  #progress(replay) {
    const paused = replay.status === "paused";
    return html`<section class="card" aria-label="Replay"><div class="body stack tight">
      <div class="row apart">
        <div class="row"><h2>Replay</h2>${badge(replay.status, paused ? "warn" : "accent")}
          <span class="muted small num" role="status">${number(replay.done)} of ${count(replay.count, "delivery", "deliveries")} on the way again</span></div>
        ${session.manages
          ? html`<div class="buttons">
              <button class="button small" type="button" @click=${() => this.#turn(replay, paused ? "resume" : "pause")}>${paused ? "Resume" : "Pause"}</button>
              <button class="button small danger" type="button" @click=${() => this.#turn(replay, "cancel")}>Cancel replay</button></div>`
          : nothing}
      </div>
      <progress class="progress" max=${Math.max(1, replay.count)} .value=${replay.done} aria-label="Replay"></progress>
      <p class="muted small">What was recorded from ${exact(replay.only.since)} to ${exact(replay.only.until)}</p>
    </div></section>`;
  }

  async #turn(replay, verb) {
    try {
      await post(at("webhooks", this.webhook, "replays", replay.id, verb));
    } catch (trouble) {
      toast(trouble.message, "bad");
    }
    await this.#list.reload();
  }

  #ask = async () => {
    const started = await dialog((close) => html`<herald-new-replay .webhook=${this.webhook} @done=${(/** @type {CustomEvent} */ event) => close(event.detail)}></herald-new-replay>`);
    if (started) {
      toast("The replay has begun");
      await this.#list.reload();
    }
  };
}

/** Asks for a range, says how many deliveries are in it, and only then begins. */
class NewReplay extends HeraldElement {
  static properties = { webhook: {}, counted: { state: true } };

  #range = /** @type {Record<string, string>} */ ({});
  #form = new Form(this, {
    send: async (data) => {
      if (this.counted === null) {
        const now = Date.now();
        this.#range = { since: new Date(now - Number(data.get("since"))).toISOString(), until: new Date(now).toISOString() };
        if (data.get("status")) {
          this.#range.status = String(data.get("status"));
        }
        this.counted = (await post(at("webhooks", this.webhook, "replays"), { ...this.#range, dryRun: true })).count;
      } else {
        const started = await post(at("webhooks", this.webhook, "replays"), this.#range);
        this.dispatchEvent(new CustomEvent("done", { detail: started }));
      }
    },
  });

  constructor() {
    super();
    this.webhook = "";
    /** @type {number | null} */
    this.counted = null;
  }

  render() {
    const form = this.#form;
    return html`<form class="form" novalidate @submit=${form.submit} @change=${() => (this.counted = null)}>
      <h2>Replay a range</h2>
      <p class="muted">Sends deliveries again: the same bytes, the same message ids.</p>
      ${formMessage(form.message)}
      ${select({ name: "since", label: "Recorded in", value: String(24 * HOUR), options: RANGES, error: form.errors.since })}
      ${select({ name: "status", label: "Deliveries", value: "exhausted", options: STATES, error: form.errors.status })}
      <p role="status">${this.counted === null ? nothing : html`<strong>${count(this.counted, "delivery", "deliveries")}</strong> would be sent again.`}</p>
      <div class="buttons end">
        <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent("done"))}>Cancel</button>
        <button class="button primary" type="submit" ?disabled=${form.busy || this.counted === 0}>${this.counted === null ? "Count" : "Start the replay"}</button>
      </div>
    </form>`;
  }
}

customElements.define("herald-replays", Replays);
customElements.define("herald-new-replay", NewReplay);
