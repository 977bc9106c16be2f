import { html, HeraldElement } from "../lib/lit.js";
import { date, duration, exact, relative, timeOfDay } from "../lib/format.js";

/** Elements that say how long ago or until; one clock moves them all. @type {Set<HeraldElement>} */
const shown = new Set();
setInterval(() => shown.forEach((element) => element.requestUpdate()), 1_000);

class Ticking extends HeraldElement {
  static properties = { at: {} };

  connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }
}

/** When something was. */
class Moment extends Ticking {
  render() {
    return html`<time datetime=${this.at} title=${exact(this.at)} class="nowrap">${relative(this.at)}</time>`;
  }
}

/** How long until something will be. */
class Countdown extends Ticking {
  render() {
    const left = new Date(this.at).getTime() - Date.now();
    return html`<time datetime=${this.at} title=${exact(this.at)} class="num nowrap">${left > 0 ? `in ${duration(Math.ceil(left / 1000) * 1000).replace(".0", "")}` : "now"}</time>`;
  }
}

customElements.define("herald-moment", Moment);
customElements.define("herald-countdown", Countdown);

/** @param {string | null | undefined} at */
export function moment(at) {
  return at ? html`<herald-moment at=${at}></herald-moment>` : html`<span class="muted">–</span>`;
}

/** @param {string} at */
export function countdown(at) {
  return html`<herald-countdown at=${at}></herald-countdown>`;
}

/** A date and a time of day, side by side where there is room and else one above the other. @param {string} at */
export function dateAndTime(at) {
  return html`<time datetime=${at}><span class="nowrap">${date(at)}</span> <span class="nowrap">${timeOfDay(at)}</span></time>`;
}
