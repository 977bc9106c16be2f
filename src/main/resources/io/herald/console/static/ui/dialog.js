import { html, render } from "../lib/lit.js";
import { Refusal } from "../lib/api.js";
import { navigation } from "../lib/router.js";

/**
 * Shows a dialog until it is closed; the focus goes back to where it was.
 *
 * @template T
 * @param {(close: (value?: T) => void) => unknown} content its first heading names it
 * @param {{large?: boolean, sticky?: boolean}} [how] sticky: neither by Escape nor by going to another page
 * @returns {Promise<T | undefined>}
 */
export function dialog(content, { large = false, sticky = false } = {}) {
  return new Promise((resolve) => {
    const element = document.createElement("dialog");
    element.className = large ? "dialog large" : "dialog";
    if (sticky) {
      element.setAttribute("closedby", "none"); // a second Escape closes whatever refused the first
    }
    /** @type {T | undefined} */
    let result;
    const close = (/** @type {T} */ value) => {
      result = value;
      element.close();
    };
    element.addEventListener("cancel", (event) => {
      if (sticky) {
        event.preventDefault();
      }
    });
    const gone = () => sticky || element.close();
    navigation.addEventListener("change", gone);
    element.addEventListener("close", () => {
      navigation.removeEventListener("change", gone);
      element.remove();
      resolve(result);
    });
    render(html`<div class="inside">${content(close)}</div>`, element);
    document.body.append(element);
    const inner = element.querySelector(".inside > *");
    // an element of ours renders a moment later; what is to have the focus must be there before
    void Promise.resolve(/** @type {any} */ (inner)?.updateComplete).then(() => {
      const heading = element.querySelector("h2");
      if (heading) {
        heading.id = "dialog-title";
        element.setAttribute("aria-labelledby", heading.id);
      }
      element.showModal();
      // not by autofocus, which a browser blocks, and complains of, in a frame of another origin
      element.querySelector("[data-focus]")?.focus();
    });
  });
}

/**
 * Asks before something that cannot be undone, does it, and says so where it fails.
 *
 * @param {{title: string, text: unknown, action: string, run: () => Promise<unknown>, danger?: boolean}} question
 * @returns {Promise<boolean>} whether it was done
 */
export async function confirm({ title, text, action, run, danger = true }) {
  let busy = false;
  let error = "";
  const done = await dialog((close) => {
    const go = async (/** @type {Event} */ event) => {
      const inside = /** @type {Element} */ (event.currentTarget).closest(".inside");
      if (busy) {
        return;
      }
      busy = true;
      try {
        await run();
        close(true);
      } catch (trouble) {
        error = trouble instanceof Error ? trouble.message : String(trouble);
        if (trouble instanceof Refusal && trouble.status === 401) {
          close(false);
        }
      } finally {
        busy = false;
        const message = inside?.querySelector("[role=alert]");
        if (message && error) {
          message.textContent = error;
          message.removeAttribute("hidden");
        }
      }
    };
    return html`<h2>${title}</h2>
      <div class="muted">${text}</div>
      <div class="notice bad" role="alert" hidden></div>
      <div class="buttons end">
        <button class="button" type="button" data-focus @click=${() => close(false)}>Cancel</button>
        <button class="button primary ${danger ? "danger" : ""}" type="button" @click=${go}>${action}</button>
      </div>`;
  });
  return done === true;
}
