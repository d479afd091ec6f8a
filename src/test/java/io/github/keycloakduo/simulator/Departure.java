package io.github.keycloakduo.simulator;

import java.util.ArrayList;
import java.util.List;

/** What to undo when a client goes away before its answer is ready. */
final class Departure {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean happened;

  void then(Runnable action) {
    synchronized (this) {
      if (!happened) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  void happen() {
    List<Runnable> due;
    synchronized (this) {
      happened = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }
}
