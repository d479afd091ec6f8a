package io.github.keycloakduo.keycloak.extension;

import io.github.keycloakduo.keycloak.runtime.LogCategory;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;

/**
 * An event listener that hands each event to the listeners of the features. As with Keycloak's own
 * list of listeners, a failure of one is logged and keeps no other from the event.
 */
final class DuoEventListener implements EventListenerProvider {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final List<EventListenerProvider> features;

  DuoEventListener(List<EventListenerProvider> features) {
    this.features = List.copyOf(features);
  }

  @Override
  public void onEvent(Event event) {
    each(String.valueOf(event.getType()), feature -> feature.onEvent(event));
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    each(
        "admin event " + event.getOperationType(),
        feature -> feature.onEvent(event, includeRepresentation));
  }

  private void each(String event, Consumer<EventListenerProvider> work) {
    for (EventListenerProvider feature : features) {
      try {
        work.accept(feature);
      } catch (Throwable failure) {
        // Errors, too, as Keycloak does: a class that is missing there must stop nothing here.
        LOG.errorf(failure, "%s failed at %s", feature.getClass().getSimpleName(), event);
      }
    }
  }

  @Override
  public void close() {
    features.forEach(EventListenerProvider::close);
  }
}
