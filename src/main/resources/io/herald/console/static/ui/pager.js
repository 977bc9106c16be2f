import { html } from "../lib/lit.js";
import { number } from "../lib/format.js";

/**
 * Leads through the pages of a list.
 *
 * @param {{number: number, totalPages: number, totalElements: number, size: number, content: unknown[]}} page
 * @param {(number: number) => void} go
 */
export function pager(page, go) {
  const first = page.number * page.size + 1;
  const last = page.number * page.size + page.content.length;
  return html`<nav class="pager" aria-label="Pages">
    <span class="num">${page.content.length === 0 ? "No rows" : `${number(first)}–${number(last)} of ${number(page.totalElements)}`}</span>
    <span class="buttons">
      <button class="button small" type="button" ?disabled=${page.number === 0} @click=${() => go(page.number - 1)}>Previous</button>
      <button class="button small" type="button" ?disabled=${page.number + 1 >= page.totalPages} @click=${() => go(page.number + 1)}>Next</button>
    </span>
  </nav>`;
}
