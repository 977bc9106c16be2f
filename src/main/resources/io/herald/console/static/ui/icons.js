import { html, svg } from "../lib/lit.js";

/** 16 by 16, drawn with a line. */
const PATHS = {
  webhook: svg`<circle cx="8" cy="4" r="2.2" /><circle cx="3.6" cy="11.6" r="2.2" /><circle cx="12.4" cy="11.6" r="2.2" /><path d="M7 6 4.6 9.6M9 6l2.4 3.6M5.8 11.6h4.4" />`,
  building: svg`<path d="M3 14V3.5A1.5 1.5 0 0 1 4.5 2h4A1.5 1.5 0 0 1 10 3.5V14M10 7h2a1 1 0 0 1 1 1v6M1.5 14h13M5.5 5h2M5.5 8h2M5.5 11h2" />`,
  users: svg`<circle cx="6" cy="5" r="2.5" /><path d="M1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.8c1.6.5 2.5 1.8 2.5 3.7" />`,
  group: svg`<rect x="2" y="2" width="5" height="5" rx="1.2" /><rect x="9" y="2" width="5" height="5" rx="1.2" /><rect x="2" y="9" width="5" height="5" rx="1.2" /><rect x="9" y="9" width="5" height="5" rx="1.2" />`,
  key: svg`<circle cx="5" cy="11" r="3" /><path d="m7.2 8.8 6.3-6.3M11 5l2 2" />`,
  gear: svg`<circle cx="8" cy="8" r="2.2" /><path d="M8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4" />`,
  link: svg`<path d="M6.5 9.5 9.5 6.5M7 4.5l1.3-1.3a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.3 1.3a3 3 0 0 1-4.3-4.3L4.7 7.2" />`,
  book: svg`<path d="M2.5 3A1 1 0 0 1 3.5 2H7a1 1 0 0 1 1 1v11a1.5 1.5 0 0 0-1.5-1.5h-4zM13.5 3a1 1 0 0 0-1-1H9a1 1 0 0 0-1 1v11a1.5 1.5 0 0 1 1.5-1.5h4z" />`,
  audit: svg`<path d="M4 1.5h5.5L13 5v9.5H4zM9 1.5V5h4M6 8h5M6 11h5" />`,
  pulse: svg`<path d="M1.5 8h3l2-5 3 10 2-5h3" />`,
  send: svg`<path d="M14 2 7 9M14 2 9.5 14 7 9 2 6.5z" />`,
  compass: svg`<circle cx="8" cy="8" r="6.3" /><path d="m10.8 5.2-1.6 4-4 1.6 1.6-4z" />`,
  plus: svg`<path d="M8 3v10M3 8h10" />`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8.5" rx="1.3" /><path d="M10.5 5.5V3a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6.5a1 1 0 0 0 1 1h2" />`,
  check: svg`<path d="m3 8.5 3.5 3.5L13 4.5" />`,
  alert: svg`<path d="M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.6v.1" />`,
  info: svg`<circle cx="8" cy="8" r="6.3" /><path d="M8 7.3v3.7M8 5v.1" />`,
  trash: svg`<path d="M2.5 4h11M6 4V2.5h4V4M4 4l.6 9.5h6.8L12 4" />`,
  refresh: svg`<path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v2.7h-2.7" />`,
  out: svg`<path d="M6 2H3.5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1H6M10.5 5 13.5 8l-3 3M13 8H6" />`,
  menu: svg`<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />`,
  close: svg`<path d="m4 4 8 8M12 4l-8 8" />`,
  sun: svg`<circle cx="8" cy="8" r="3" /><path d="M8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9" />`,
  moon: svg`<path d="M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z" />`,
  auto: svg`<circle cx="8" cy="8" r="6.3" /><path d="M8 1.7a6.3 6.3 0 0 1 0 12.6z" fill="currentColor" />`,
  swap: svg`<path d="m5 6 3-3 3 3M5 10l3 3 3-3" />`,
  inbox: svg`<path d="M2 9.5 4 3h8l2 6.5V13a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1zM2 9.5h3.5L6.5 11h3l1-1.5H14" />`,
  mail: svg`<rect x="1.8" y="3.2" width="12.4" height="9.6" rx="1.4" /><path d="m2.2 4.4 5.8 4.4 5.8-4.4" />`,
  download: svg`<path d="M8 2v7.5M4.8 6.8 8 10l3.2-3.2M2.5 11v1.5A1.5 1.5 0 0 0 4 14h8a1.5 1.5 0 0 0 1.5-1.5V11" />`,
  upload: svg`<path d="M8 10V2.5M4.8 5.7 8 2.5l3.2 3.2M2.5 11v1.5A1.5 1.5 0 0 0 4 14h8a1.5 1.5 0 0 0 1.5-1.5V11" />`,
  flask: svg`<path d="M6 2h4M6.7 2v4.2L3 12.5A1 1 0 0 0 3.9 14h8.2a1 1 0 0 0 .9-1.5L9.3 6.2V2M4.8 10h6.4" />`,
  plug: svg`<path d="M5.5 1.5V5M10.5 1.5V5M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5" />`,
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${PATHS[name]}</svg>`;
}

/** Herald's own mark. */
export function mark() {
  return html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect class="tile" width="32" height="32" rx="8" /><path class="mark" d="M8 13v6h3l8 5V8l-8 5z" /><path class="wave" d="M22.5 12.5a5 5 0 0 1 0 7" fill="none" stroke-width="2" stroke-linecap="round" /></svg>`;
}
