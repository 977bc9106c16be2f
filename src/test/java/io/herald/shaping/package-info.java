@NullMarked
package io.herald.shaping;

import org.jspecify.annotations.NullMarked;
