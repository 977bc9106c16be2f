@NullMarked
package io.herald.directory;

import org.jspecify.annotations.NullMarked;
