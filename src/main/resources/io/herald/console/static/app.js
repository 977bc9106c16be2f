import { html, nothing, HeraldElement } from "./lib/lit.js";
import { connection, get, Unreachable } from "./lib/api.js";
import { arrive } from "./lib/pkce.js";
import { go, here, match, navigation } from "./lib/router.js";
import { session } from "./lib/session.js";
import { settings } from "./lib/settings.js";
import { applyTheme } from "./lib/theme.js";
import { routes } from "./routes.js";
import { icon } from "./ui/icons.js";
import { skeleton } from "./ui/states.js";
import "./ui/shell.js";
import "./pages/sign-in.js";

applyTheme();

/** What is shown: the sign-in, or the page of the address in its shell. */
class App extends HeraldElement {
  static properties = {
    state: { state: true },
    message: { state: true },
    away: { state: true },
    shown: { state: true },
  };

  constructor() {
    super();
    /** @type {"starting" | "out" | "in"} */
    this.state = "starting";
    this.message = "";
    this.away = false;
    /** Undefined: it is on its way; without a route: no page has this address. @type {{path: string, route?: import("./lib/router.js").Route, params: Record<string, string>} | undefined} */
    this.shown = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    navigation.addEventListener("change", () => this.#navigate());
    connection.addEventListener("unreachable", () => (this.away = true));
    connection.addEventListener("reachable", () => {
      this.away = false;
      if (this.state === "starting") {
        void this.#start();
      }
    });
    connection.addEventListener("ended", () => {
      if (this.state === "in") {
        session.signOut();
        this.message = "Your sign-in is no longer valid: its token was revoked or has ended. Sign in again to go on where you were.";
        this.state = "out";
      }
    });
    // a link that carries a token, opened where the console is open already
    addEventListener("hashchange", () => handed() && this.#start());
    void this.#start();
  }

  render() {
    return html`${this.away
        ? html`<div class="banner" role="alert">${icon("plug")}The server does not answer. Trying again…</div>`
        : nothing}
      ${this.#content()}`;
  }

  #content() {
    if (this.state === "starting") {
      return html`<main class="content"><div class="page">${skeleton()}</div></main>`;
    }
    if (this.state === "out") {
      return html`<herald-sign-in .message=${this.message} @signed-in=${this.#signedIn}></herald-sign-in>`;
    }
    return html`<herald-shell .shown=${this.shown} @sign-out=${this.#signOut}>
    </herald-shell>`;
  }

  async #start() {
    try {
      const token = handed();
      if (token) {
        history.replaceState(null, "", location.pathname + location.search);
        await session.signIn(token);
        if (session.portal && !here()) {
          go(`organizations/${session.me?.organizationId}/portal`, { replace: true });
        }
      } else {
        const arrived = await arrive();
        if (arrived) {
          await session.signIn(arrived.token);
          go(arrived.wanted, { replace: true });
        } else {
          await session.resume();
        }
      }
      this.state = session.me ? "in" : "out";
    } catch (trouble) {
      if (trouble instanceof Error && "status" in trouble && trouble.status === 401) {
        this.message = "That token or link is not valid, or no longer.";
      } else if (this.away) {
        setTimeout(() => this.#start(), 2_000);
        return;
      } else {
        this.message = trouble instanceof Error ? trouble.message : String(trouble);
      }
      this.state = "out";
    }
    await this.#navigate();
  }

  #signedIn = async () => {
    this.message = "";
    this.state = "in";
    await this.#navigate();
  };

  #signOut = () => {
    session.signOut();
    this.message = "";
    this.state = "out";
    go("", { replace: true });
  };

  async #navigate() {
    if (this.state !== "in") {
      return;
    }
    const path = here();
    const found = match(routes, path);
    try {
      await found?.route.load();
    } catch {
      if (await get("me").then(() => true, (trouble) => !(trouble instanceof Unreachable))) {
        location.reload(); // the module is of another release than this page
      } else {
        setTimeout(() => path === here() && this.#navigate(), 2_000);
      }
      return;
    }
    if (path !== here()) {
      return; // somebody has gone on meanwhile
    }
    const moved = this.shown !== undefined;
    const focused = document.activeElement;
    this.shown = { path, route: found?.route, params: found?.params ?? {} };
    document.title = `${found?.route.title ?? "Not here"} · ${settings.name}`;
    if (moved) {
      scrollTo(0, 0);
      await this.updateComplete;
      requestAnimationFrame(() => {
        if (document.activeElement === focused || document.activeElement === document.body) {
          this.querySelector("h1")?.focus({ preventScroll: true }); // but not away from where somebody writes already
        }
      });
    }
  }
}

/** What a link hands over in its fragment, which no server sees. */
function handed() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  return fragment.get("token") ?? fragment.get("portal") ?? "";
}

customElements.define("herald-app", App);
