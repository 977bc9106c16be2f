/**
 * Who may do what: tokens, the organization and role behind them, the tree of organizations that
 * says how far a caller reaches, and the key that encrypts what must stay secret in the database.
 */
@NullMarked
package io.herald.security;

import org.jspecify.annotations.NullMarked;
