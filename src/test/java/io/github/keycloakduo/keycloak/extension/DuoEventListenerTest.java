package io.github.keycloakduo.keycloak.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;

class DuoEventListenerTest {
  private final List<String> heard = new ArrayList<>();
  private final DuoEventListener listener =
      new DuoEventListener(
          List.of(
              new Feature("first", null),
              new Feature("broken", new IllegalStateException("no database")),
              new Feature("missing", new NoClassDefFoundError("org/keycloak/Gone")),
              new Feature("last", null)));

  @Test
  void handsEventsToAllFeaturesHoweverSomeFail() {
    listener.onEvent(new Event());
    assertThat(heard).containsExactly("first", "broken", "missing", "last");
  }

  @Test
  void handsAdminEventsToAllFeaturesHoweverSomeFail() {
    listener.onEvent(new AdminEvent(), false);
    assertThat(heard)
        .containsExactly("first by admin", "broken by admin", "missing by admin", "last by admin");
  }

  /** A feature that fails once it has heard. */
  private final class Feature implements EventListenerProvider {
    private final String name;
    private final @Nullable Throwable failure;

    Feature(String name, @Nullable Throwable failure) {
      this.name = name;
      this.failure = failure;
    }

    @Override
    public void onEvent(Event event) {
      hear(name);
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
      hear(name + " by admin");
    }

    private void hear(String what) {
      heard.add(what);
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      if (failure instanceof Error error) {
        throw error;
      }
    }

    @Override
    public void close() {
      heard.add(name + " closed");
    }
  }
}
