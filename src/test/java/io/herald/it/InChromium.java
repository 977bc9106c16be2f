package io.herald.it;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test the one {@link Browser}, which must have had nothing to complain of in the end;
 * skips it where no Chromium is installed.
 */
class InChromium implements ExecutionCondition, ParameterResolver, AfterEachCallback {

  private static final Namespace HERE = Namespace.create(InChromium.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Files.isExecutable(Browser.CHROMIUM) && Files.isExecutable(Browser.DRIVER)
        ? ConditionEvaluationResult.enabled("Chromium is here")
        : ConditionEvaluationResult.disabled(
            "The console is not tested: no chromium and chromedriver in /usr/bin (apt-get install"
                + " chromium chromium-driver)");
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Browser browser = context.getRoot().getStore(HERE).get(Browser.class, Browser.class);
    if (browser != null) {
      try {
        browser.hasNoErrors();
      } finally {
        browser.asBefore();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(Browser.class, key -> new Browser(), Browser.class);
  }
}
