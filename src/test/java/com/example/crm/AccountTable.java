package com.example.crm;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Makes the customer's own table beside Herald's. */
@Singleton
@Startup
public class AccountTable {

  @Resource(lookup = "java:app/jdbc/herald")
  DataSource database;

  @PostConstruct
  void create() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists locked_account (id uuid primary key, login varchar(200))");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
