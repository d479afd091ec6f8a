package io.github.keycloakduo.testkit.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a {@link Firefox}. Without an installed Firefox they are skipped, except in CI (the
 * variable CI is true), where they fail: nobody would notice there that they are not run.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FirefoxExtension.class)
public @interface NeedsFirefox {}
