import { html, live, nothing, repeat, HeraldElement } from "../lib/lit.js";
import { get } from "../lib/api.js";
import { eventTypes } from "../lib/event-types.js";
import { exact } from "../lib/format.js";
import { Loaded } from "../lib/loaded.js";
import { isExample } from "../lib/messages.js";
import { href, noteQuery, query } from "../lib/router.js";
import { badge, liveBadge } from "../ui/badge.js";
import { pageHead } from "../ui/page.js";
import { empty } from "../ui/states.js";
import { moment } from "../ui/time.js";

const SIZE = 20;
const MOST_CALLS = 10;
const PACE = 3_000;
const HOUR = 3_600_000;
const PERIODS = /** @type {[string, string, number][]} */ ([
  ["", "any time", 0],
  ["PT1H", "last hour", HOUR],
  ["P1D", "last 24 hours", 24 * HOUR],
  ["P7D", "last 7 days", 168 * HOUR],
]);

/** What was announced about an organization, the newest first; part by part, by cursor. */
class Messages extends HeraldElement {
  static properties = { organization: {}, type: { state: true }, period: { state: true } };

  /** Where each part that was shown begins. @type {string[]} */
  #cursors = [""];

  #list = new Loaded(this, (signal) => this.#read(signal), { every: PACE, paused: () => this.#cursors.length > 1 });
  #types = new Loaded(this, (signal) => eventTypes(this.organization, signal));

  constructor() {
    super();
    const noted = query();
    this.organization = "";
    this.type = noted.get("type") ?? "";
    this.period = noted.get("period") ?? "";
  }

  /** A call looks at a bounded number of messages: where few of them fit, another goes on. */
  async #read(signal) {
    const length = PERIODS.find(([name]) => name === this.period)?.[2];
    const from = this.#cursors.at(-1);
    /** @type {any[]} */
    const messages = [];
    let cursor = from;
    let more = true;
    for (let calls = 0; more && messages.length < SIZE && calls < MOST_CALLS; calls++) {
      const part = await get("messages", {
        query: {
          organizationId: this.organization,
          eventType: this.type,
          since: length ? new Date(Date.now() - length).toISOString() : "",
          cursor,
          limit: SIZE - messages.length,
        },
        signal,
      });
      messages.push(...part.messages);
      cursor = part.cursor ?? cursor;
      more = part.hasMore;
    }
    return { messages, cursor, more, from };
  }

  render() {
    return html`<div class="page">
      ${pageHead({ title: "Messages", text: "What was announced about this organization, whoever heard of it." })}
      <section class="card" aria-label="Messages">
        <header>
          <div class="filters" @change=${this.#filter}>
            <select class="input" name="type" aria-label="Event type" .value=${live(this.type)}>
              <option value="" ?selected=${!this.type}>any type</option>
              ${repeat(this.#typeNames(), (one) => one, (one) => html`<option value=${one} ?selected=${one === this.type}>${one}</option>`)}
            </select>
            <select class="input" name="period" aria-label="Time">
              ${PERIODS.map(([value, text]) => html`<option value=${value} ?selected=${value === this.period}>${text}</option>`)}
            </select>
          </div>
          ${liveBadge(this.#list, this.#list.value?.from ? "older ones" : "")}
        </header>
        ${this.#list.render((part) => this.#rows(part))}
      </section>
    </div>`;
  }

  #typeNames() {
    return [...new Set([...(this.#types.value ?? []).map((type) => type.name), "ping", ...(this.type ? [this.type] : [])])];
  }

  #rows({ messages, more, from }) {
    const first = !from;
    if (messages.length === 0 && first && !more) {
      const filtered = this.type || this.period;
      return empty({
        icon: "mail",
        title: filtered ? "No such messages" : "No messages yet",
        text: filtered ? "Nothing fits the filters." : "Each event about this organization is recorded as a message, also where no webhook hears of it.",
      });
    }
    return html`<div class="table-scroll"><table class="table folds">
        <thead><tr><th>Event</th><th><span class="visually-hidden">Marks</span></th><th>Recorded</th></tr></thead>
        <tbody>${repeat(messages, (one) => one.id, (one) => html`<tr>
          <td class="wide"><a class="main mono" href=${href(`organizations/${this.organization}/messages/${one.id}`)}>${one.eventType}</a><span class="sub mono">${one.id}</span></td>
          <td>${isExample(one.id) ? badge("example", "accent") : nothing} ${one.erasedAt ? badge("erased", "warn") : nothing}</td>
          <td class="muted" title=${exact(one.recordedAt)}>${moment(one.recordedAt)}</td>
        </tr>`)}</tbody>
      </table></div>
      <footer><nav class="pager" aria-label="Parts">
        <span>${messages.length === 0 ? (more ? "None found so far" : "No more") : more ? "There are older ones" : "The oldest are here"}</span>
        <span class="buttons">
          <button class="button small" type="button" ?disabled=${first} @click=${this.#newer}>Newer</button>
          <button class="button small" type="button" ?disabled=${!more} @click=${this.#older}>Older</button>
        </span></nav></footer>`;
  }

  #filter = (/** @type {Event} */ event) => {
    const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
    /** @type {any} */ (this)[name] = value;
    this.#cursors = [""];
    noteQuery({ type: this.type, period: this.period });
    void this.#list.reload();
  };

  /** Pressed again before they are there, it leads no further. */
  #older = () => {
    const shown = this.#list.value;
    if (shown?.cursor && shown.from === this.#cursors.at(-1)) {
      this.#cursors.push(shown.cursor);
      void this.#list.reload();
    }
  };

  #newer = () => {
    if (this.#cursors.length > 1) {
      this.#cursors.pop();
      void this.#list.reload();
    }
  };
}

customElements.define("herald-messages", Messages);
