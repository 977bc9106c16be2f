package com.example.crm;

import io.herald.directory.OrganizationSnapshot;
import io.herald.directory.UserId;
import io.herald.directory.UserSnapshot;
import io.herald.security.OrganizationId;
import java.util.UUID;

/** Somebody at a company, as a customer's application knows it. */
public record Account(UUID id, String login, UUID company, String companyName) {

  UserSnapshot asUser() {
    return new UserSnapshot(
        new UserId(id),
        login,
        login + "@example.org",
        new OrganizationSnapshot(organization(), companyName));
  }

  OrganizationId organization() {
    return new OrganizationId(company);
  }
}
