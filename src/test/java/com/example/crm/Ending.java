package com.example.crm;

/** How a business method ends. */
public enum Ending {
  COMMIT,
  ROLLBACK_ONLY,
  EXCEPTION
}
