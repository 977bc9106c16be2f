@NullMarked
package io.herald.problems;

import org.jspecify.annotations.NullMarked;
