/**
 * The way to the database: one data source that opens PostgreSQL or the embedded H2 as the settings
 * say, pooled by the server and part of its JTA transactions; the migrations; JPA's entry point.
 * The data source is a class of ours behind {@code @DataSourceDefinition}, because that is the only
 * form that both servers read from the WAR alone. Entities, queries and SQL are their rooms'
 * business. A singleton that needs the tables at start says {@code @DependsOn("Migrator")}.
 */
@NullMarked
package io.herald.storage;

import org.jspecify.annotations.NullMarked;
