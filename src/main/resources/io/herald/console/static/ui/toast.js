import { html, render, repeat } from "../lib/lit.js";
import { icon } from "./icons.js";

const LONG = 5_000;

const host = document.createElement("div");
host.className = "toasts";
host.popover = "manual"; // above a dialog, which a z-index cannot reach
host.setAttribute("role", "status");

/** @type {{text: string, kind: string}[]} */
let shown = [];

/**
 * Says in passing what happened.
 *
 * @param {string} text
 * @param {"ok" | "bad"} [kind]
 */
export function toast(text, kind = "ok") {
  if (!host.isConnected) {
    document.body.append(host);
  }
  const one = { text, kind };
  shown = [...shown.slice(-2), one];
  if (host.matches(":popover-open")) {
    host.hidePopover(); // to be the topmost again
  }
  host.showPopover();
  show();
  setTimeout(() => {
    shown = shown.filter((other) => other !== one);
    show();
    if (shown.length === 0 && host.matches(":popover-open")) {
      host.hidePopover();
    }
  }, LONG);
}

function show() {
  render(
    // one that moves up is not said once more
    repeat(shown, (one) => one, ({ text, kind }) => html`<div class="toast ${kind}">${icon(kind === "ok" ? "check" : "alert")}<span>${text}</span></div>`),
    host,
  );
}
