import { html, live, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { at, get, post } from "../lib/api.js";
import { count } from "../lib/format.js";
import { eventTypes } from "../lib/event-types.js";
import { Loaded } from "../lib/loaded.js";
import { isExample } from "../lib/messages.js";
import { href, noteQuery, query } from "../lib/router.js";
import { session } from "../lib/session.js";
import { badge, deliveryBadge, httpBadge, liveBadge } from "./badge.js";
import { icon } from "./icons.js";
import { pager } from "./pager.js";
import { empty } from "./states.js";
import { countdown, moment } from "./time.js";
import { toast } from "./toast.js";

const PACE = 1_500;
const AT_ONCE = 4;
const PERIODS = { "": "any time", "PT15M": "last 15 minutes", "PT1H": "last hour", "P1D": "last 24 hours", "P7D": "last 7 days" };
const MINUTES = { PT15M: 15, PT1H: 60, P1D: 1_440, P7D: 10_080 };

/** A webhook's deliveries, the newest first. The first page is read again and again, so that new rows arrive by themselves. */
class DeliveryLog extends HeraldElement {
  static properties = { organization: {}, webhook: {}, short: { type: Boolean }, selected: { state: true }, status: { state: true }, type: { state: true }, period: { state: true } };

  #page = 0;
  /** @type {Set<number> | null} */
  #seen = null;
  /** @type {Set<number>} */
  #fresh = new Set();

  #log = new Loaded(this, (signal) => this.#read(signal), { every: PACE, paused: () => this.#page > 0 });
  #types = new Loaded(this, (signal) => eventTypes(this.organization, signal));

  constructor() {
    super();
    const noted = query();
    this.organization = "";
    this.webhook = "";
    this.short = false;
    /** @type {Set<number>} */
    this.selected = new Set();
    this.status = noted.get("status") ?? "";
    this.type = noted.get("type") ?? "";
    this.period = noted.get("period") ?? "";
  }

  /** Reads now rather than at the next beat. */
  refresh() {
    return this.#log.reload();
  }

  async #read(signal) {
    const minutes = MINUTES[this.period];
    const page = await get(at("webhooks", this.webhook, "deliveries"), {
      query: {
        page: this.#page,
        size: this.short ? 5 : 20,
        status: this.status,
        eventType: this.type,
        since: minutes ? new Date(Date.now() - minutes * 60_000).toISOString() : "",
      },
      signal,
    });
    const ids = page.content.map((/** @type {{id: number}} */ one) => one.id);
    this.#fresh = new Set(this.#seen && this.#page === 0 ? ids.filter((/** @type {number} */ id) => !this.#seen?.has(id)) : []);
    this.#seen = new Set([...(this.#seen ?? []), ...ids].slice(-500));
    return page;
  }

  render() {
    return html`${this.short ? nothing : this.#head()} ${this.#log.render((page) => this.#rows(page))}`;
  }

  #head() {
    return html`<header>
      <div class="filters" @change=${this.#filter}>
        <select class="input" name="status" aria-label="Status">
          ${["", "pending", "delivered", "exhausted", "cancelled"].map((one) => html`<option value=${one} ?selected=${one === this.status}>${one || "any status"}</option>`)}
        </select>
        <select class="input" name="type" aria-label="Event type">
          <option value="">any type</option>
          ${repeat(this.#typeNames(), (one) => one, (one) => html`<option value=${one} ?selected=${one === this.type}>${one}</option>`)}
        </select>
        <select class="input" name="period" aria-label="Time">
          ${Object.entries(PERIODS).map(([value, text]) => html`<option value=${value} ?selected=${value === this.period}>${text}</option>`)}
        </select>
      </div>
      <div class="buttons">
        ${this.selected.size
          ? html`<button class="button small" type="button" @click=${this.#redeliver}>${icon("refresh")}Redeliver ${count(this.selected.size, "delivery", "deliveries")}</button>`
          : liveBadge(this.#log, this.#page === 0 ? "" : "an older page")}
      </div>
    </header>`;
  }

  #typeNames() {
    const known = (this.#types.value ?? []).map((type) => type.name);
    return [...new Set([...known, "ping", ...(this.type ? [this.type] : [])])];
  }

  #rows(page) {
    if (page.content.length === 0) {
      const filtered = this.status || this.type || this.period;
      return empty({
        icon: "inbox",
        title: filtered ? "No such deliveries" : "No deliveries yet",
        text: filtered ? "Nothing in the log fits the filters." : "As soon as something happens that this webhook hears of, it shows here. Send a test to see one.",
      });
    }
    const selectable = session.manages && !this.short;
    return html`<div class="table-scroll"><table class="table folds">
        <thead><tr>
          ${selectable
            ? html`<th class="check"><input type="checkbox" aria-label="Select all on this page" .checked=${live(page.content.every((one) => this.selected.has(one.id)))}
                @change=${(/** @type {Event} */ event) => this.#select(page.content, event)} /></th>`
            : nothing}
          <th>Event</th><th>Status</th><th>Answer</th><th>Attempts</th><th>Recorded</th>
        </tr></thead>
        <tbody>${repeat(page.content, (one) => one.id, (one) => this.#row(one, selectable))}</tbody>
      </table></div>
      ${this.short ? nothing : html`<footer>${pager(page, this.#go)}</footer>`}`;
  }

  #row(one, selectable) {
    const address = `organizations/${this.organization}/webhooks/${this.webhook}/deliveries/${one.id}`;
    const last = one.attempts?.at(-1);
    return html`<tr class="${this.#fresh.has(one.id) ? "fresh" : ""} ${this.selected.has(one.id) ? "selected" : ""}" data-delivery=${one.id}>
      ${selectable
        ? html`<td class="check"><input type="checkbox" aria-label="Select delivery ${one.id}" .checked=${live(this.selected.has(one.id))}
            @change=${(/** @type {Event} */ event) => this.#select([one], event)} /></td>`
        : nothing}
      <td class="wide"><a class="main mono" href=${href(address)}>${one.eventType}</a><span class="sub mono">${one.messageId}</span>${isExample(one.messageId) ? badge("example", "accent") : nothing}</td>
      <td>${deliveryBadge(one.status)}</td>
      <td class="aside">${httpBadge(one.httpStatus, last?.outcome === "answered" ? "" : last?.outcome)}</td>
      <td class="num">${one.attemptNumber}<span class="folded"> ${one.attemptNumber === 1 ? "attempt" : "attempts"}</span>${one.status === "pending" && one.nextAttemptAt && one.attemptNumber > 0
        ? html` <span class="muted small">next ${countdown(one.nextAttemptAt)}</span>`
        : nothing}</td>
      <td class="muted">${moment(one.createdAt)}</td>
    </tr>`;
  }

  #filter = (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    /** @type {any} */ (this)[name] = value;
    this.selected = new Set();
    this.#seen = null;
    this.#go(0);
  };

  #go = (/** @type {number} */ page) => {
    this.#page = page;
    noteQuery({ status: this.status, type: this.type, period: this.period });
    void this.#log.reload();
  };

  #select(some, event) {
    const selected = new Set(this.selected);
    some.forEach((one) => (event.target.checked ? selected.add(one.id) : selected.delete(one.id)));
    this.selected = selected;
  }

  #redeliver = async () => {
    const ids = [...this.selected];
    this.selected = new Set();
    let refused = 0;
    const next = async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        await post(at("webhooks", this.webhook, "deliveries", id, "redeliver")).catch(() => refused++);
      }
    };
    const all = ids.length;
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    if (refused < all) {
      toast(`${count(all - refused, "delivery", "deliveries")} on the way again`);
    }
    if (refused > 0) {
      toast(`${count(refused, "delivery", "deliveries")} refused: pending already, or the webhook is not active`, "bad");
    }
    await this.refresh();
  };
}

customElements.define("herald-delivery-log", DeliveryLog);
