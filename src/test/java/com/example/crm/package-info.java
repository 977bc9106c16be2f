/** A customer's application with Herald in its WAR: what {@code ProducersIT} deploys. */
package com.example.crm;
