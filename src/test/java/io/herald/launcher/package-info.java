@NullMarked
package io.herald.launcher;

import org.jspecify.annotations.NullMarked;
