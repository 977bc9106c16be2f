/**
 * The installation's settings: MicroProfile Config, keys {@code herald.*}, typed and bounded.
 * {@code META-INF/microprofile-config.properties} lists every key with its default and the reason;
 * a room reads its own keys once, in a constructor, and keeps the values. A setting that makes no
 * sense stops the start with one line that names key, value and reason ({@link
 * io.herald.settings.InvalidSetting}); nothing here guesses or falls back.
 */
@NullMarked
package io.herald.settings;

import org.jspecify.annotations.NullMarked;
