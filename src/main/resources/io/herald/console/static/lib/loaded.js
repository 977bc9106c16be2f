import { html } from "./lit.js";
import { connection, Refusal, Unreachable } from "./api.js";
import { failure, skeleton } from "../ui/states.js";

/**
 * Something read from the API for an element: loading, then there, or refused. What was there stays while it is read again. Where
 * the server does not answer it is asked again when it does. With `every` it is read again and again while a person can see it.
 *
 * @template T
 */
export class Loaded {
  /** @type {T | undefined} */
  value;
  /** @type {Error | undefined} */
  error;
  #host;
  #read;
  #every;
  #timer = 0;
  #running = /** @type {AbortController | null} */ (null);
  #connected = false;

  /**
   * @param {import("./lit.js").HeraldElement} host
   * @param {(signal: AbortSignal) => Promise<T>} read
   * @param {{every?: number, paused?: () => boolean}} [how] milliseconds between the end of one reading and the next
   */
  constructor(host, read, { every = 0, paused = () => false } = {}) {
    this.#host = host;
    this.#read = read;
    this.#every = every;
    this.paused = paused;
    host.addController(this);
  }

  hostConnected() {
    this.#connected = true;
    connection.addEventListener("reachable", this.#again);
    document.addEventListener("visibilitychange", this.#seen);
  }

  /** The server did not answer when it was last asked. */
  get away() {
    return this.error instanceof Unreachable;
  }

  /** The first reading waits for the element's properties. */
  hostUpdated() {
    if (this.#connected && !this.#running && this.value === undefined && !this.error) {
      void this.reload();
    }
  }

  hostDisconnected() {
    this.#connected = false;
    connection.removeEventListener("reachable", this.#again);
    document.removeEventListener("visibilitychange", this.#seen);
    clearTimeout(this.#timer);
    this.#running?.abort();
    this.#running = null;
  }

  /** Forgets what was there and reads. */
  restart() {
    this.value = undefined;
    this.error = undefined;
    return this.reload();
  }

  /** Reads again; of two readings the later one counts. */
  async reload() {
    clearTimeout(this.#timer);
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    try {
      const value = await this.#read(running.signal);
      if (running.signal.aborted) {
        return;
      }
      this.value = value;
      this.error = undefined;
    } catch (trouble) {
      if (running.signal.aborted) {
        return;
      }
      this.error = trouble instanceof Error ? trouble : new Error(String(trouble));
      if (!(trouble instanceof Refusal) && !(trouble instanceof Unreachable)) {
        console.error(trouble);
      }
    }
    this.#host.requestUpdate();
    this.#schedule();
  }

  /**
   * @param {(value: T) => unknown} show
   * @param {{loading?: unknown, back?: [string, string]}} [how] back: as `failure` takes it, where this is all of a page
   */
  render(show, { loading = skeleton(), back } = {}) {
    if (this.value !== undefined) {
      return show(this.value);
    }
    if (this.away) {
      return html`${loading}<p class="visually-hidden" role="status">Waiting for the server.</p>`;
    }
    return this.error ? failure(this.error, () => this.restart().then(() => this.#host.requestUpdate()), back) : loading;
  }

  #schedule() {
    if (this.#every && this.#connected && !document.hidden && !this.paused() && !(this.error instanceof Refusal)) {
      this.#timer = window.setTimeout(() => this.reload(), this.#every);
    }
  }

  #again = () => {
    if (this.away || this.#every) {
      void this.reload();
    }
  };

  #seen = () => {
    if (this.#every && !document.hidden && !this.paused()) {
      void this.reload();
    }
  };
}
