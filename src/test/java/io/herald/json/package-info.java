@NullMarked
package io.herald.json;

import org.jspecify.annotations.NullMarked;
