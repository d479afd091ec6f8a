package io.github.keycloakduo.simulator;

import java.time.Duration;

/** Runs something later; the answer cancels it. */
interface Timers {
  Runnable after(Duration delay, Runnable action);
}
