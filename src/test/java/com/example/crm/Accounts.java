package com.example.crm;

import io.herald.directory.UserDisabled;
import io.herald.messages.CustomEvent;
import io.herald.messages.EventType;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;

/** A customer's business: writes to its own table and says what happened, in one transaction. */
@Stateless
public class Accounts {

  private static final EventType LOCKED = new EventType("account.locked");

  @Resource(lookup = "java:app/jdbc/herald")
  DataSource database;

  @Resource SessionContext context;
  @Inject Event<UserDisabled> userDisabled;
  @Inject Event<CustomEvent> customEvents;

  /** Locks an account and says so within the transaction. */
  public void lock(Account account, Ending ending) {
    insert(account);
    userDisabled.fire(new UserDisabled(account.asUser(), Instant.now()));
    customEvents.fire(locked(account));
    end(ending);
  }

  /** Locks an account; what is said is true whatever becomes of the transaction. */
  public CompletionStage<?> lockAsync(Account account, Ending ending) {
    insert(account);
    // recorded before the next one, which names an organization that only this one tells of
    userDisabled
        .fireAsync(new UserDisabled(account.asUser(), Instant.now()))
        .toCompletableFuture()
        .join();
    CompletionStage<?> told = customEvents.fireAsync(locked(account));
    end(ending);
    return told;
  }

  /** Says something with so many characters, asynchronously. */
  public CompletionStage<?> say(Account account, int length) {
    return customEvents.fireAsync(
        new CustomEvent(
            new EventType("account.spoke"),
            account.organization(),
            Json.createObjectBuilder()
                .add("login", account.login())
                .add("words", "a".repeat(length))
                .build()));
  }

  /** How many rows tell of this account. */
  public int rows(UUID id) {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select count(*) from locked_account where id = ?")) {
      query.setObject(1, id);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void insert(Account account) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into locked_account (id, login) values (?, ?)")) {
      insert.setObject(1, account.id());
      insert.setString(2, account.login());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CustomEvent locked(Account account) {
    return new CustomEvent(
        LOCKED,
        account.organization(),
        Json.createObjectBuilder().add("login", account.login()).build());
  }

  private void end(Ending ending) {
    switch (ending) {
      case COMMIT -> {}
      case ROLLBACK_ONLY -> context.setRollbackOnly();
      case EXCEPTION -> throw new IllegalStateException("the business rule says no");
    }
  }
}
