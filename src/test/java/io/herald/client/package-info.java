@org.jspecify.annotations.NullMarked
package io.herald.client;
