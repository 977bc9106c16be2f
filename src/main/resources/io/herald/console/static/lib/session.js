import { get, hasToken, Refusal, setToken } from "./api.js";

/**
 * Who is signed in.
 *
 * @typedef {{organizationId: string, organizationName: string, role: "admin" | "publisher" | "viewer" | "portal"}} Me
 */
export const session = {
  /** @type {Me | null} */
  me: null,

  /** Whether the caller may change anything. */
  get admin() {
    return this.me?.role === "admin";
  },

  /** Whether the caller may change webhooks. */
  get manages() {
    return this.admin || this.portal;
  },

  /** Whether the caller may look at everything. */
  get reads() {
    return this.admin || this.me?.role === "viewer";
  },

  /** Whether the caller came by a portal link: webhooks of one organization, and nothing else. */
  get portal() {
    return this.me?.role === "portal";
  },

  /**
   * Finds out who the kept token stands for.
   *
   * @throws {Refusal} where it is not good
   */
  async resume() {
    this.me = hasToken() ? await get("me") : null;
    return this.me;
  },

  /**
   * @param {string} token
   * @throws {Refusal} 401 where it is not good; nothing is kept then
   */
  async signIn(token) {
    setToken(token.trim());
    try {
      await this.resume();
    } catch (problem) {
      setToken("");
      throw problem;
    }
  },

  signOut() {
    setToken("");
    this.me = null;
  },
};
