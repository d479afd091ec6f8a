package io.github.keycloakduo.simulator;

import java.time.Duration;

/** The account's adjustable rules; fields are volatile because tests change them while it runs. */
final class Settings {
  volatile Duration pushTimeout = Duration.ofSeconds(60);
  volatile Duration pollWindow = Duration.ofSeconds(30);
  volatile boolean pollEndsWithError;
  volatile int lockoutThreshold = 10;
  volatile int smsBatchSize = 1;
  volatile NewUserPolicy newUsers = NewUserPolicy.ENROLL;
  volatile boolean accessForbidden;
  volatile String publicHost = "";
}
