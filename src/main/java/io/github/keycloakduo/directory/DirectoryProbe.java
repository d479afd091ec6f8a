package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A probe of a directory for an administrator: on a connection of its own, past all that is
 * remembered of earlier failures. It finds out as little as possible about anybody.
 */
final class DirectoryProbe {
  private static final Set<String> NO_ATTRIBUTES = Set.of();

  private final DirectorySettings settings;
  private final boolean withGroups;

  DirectoryProbe(DirectorySettings settings, boolean withGroups) {
    this.settings = settings;
    this.withGroups = withGroups;
  }

  DirectoryProbeResult run() {
    try {
      LdapConnectionPool connections =
          new LdapConnectionPool(new LdapConnectionFactory(settings.connection()));
      try {
        return probe(connections);
      } finally {
        connections.close();
      }
    } catch (GeneralSecurityException e) {
      return DirectoryProbeResult.noBind("TLS cannot be set up; see the server's trust store");
    } catch (RuntimeException e) {
      // Its message could hold anything; its kind cannot.
      String kind = e.getClass().getSimpleName();
      return DirectoryProbeResult.noBind("the try failed by itself (" + kind + ")");
    }
  }

  private DirectoryProbeResult probe(LdapConnectionPool connections) {
    Timeouts timeouts = settings.connection().timeouts();
    LookupTimeout timeout = LookupTimeout.of(timeouts.read().multipliedBy(2));
    try (LdapSession session = LdapSession.open(connections, timeouts.read(), timeout)) {
      return searched(new EntrySearch(session, 0));
    } catch (DirectoryException e) {
      return DirectoryProbeResult.noBind(e.sentence());
    }
  }

  private DirectoryProbeResult searched(EntrySearch search) {
    try {
      for (DistinguishedName base : bases()) {
        search.upTo(1, base, Scope.ONE_LEVEL, any(), NO_ATTRIBUTES);
      }
      UserSearch users = settings.users();
      boolean some =
          !search.upTo(1, users.base(), users.scope(), anyUser(users), NO_ATTRIBUTES).isEmpty();
      return new DirectoryProbeResult(Optional.empty(), Optional.empty(), some);
    } catch (DirectoryException e) {
      return new DirectoryProbeResult(Optional.empty(), Optional.of(e.sentence()), false);
    }
  }

  private Set<DistinguishedName> bases() {
    Set<DistinguishedName> bases = new LinkedHashSet<>();
    bases.add(settings.users().base());
    if (withGroups) {
      settings.groups().forEach(groups -> bases.add(groups.base()));
    }
    return bases;
  }

  private static Filter any() {
    return Filter.createPresenceFilter("objectClass");
  }

  private static Filter anyUser(UserSearch users) {
    List<Filter> parts = new ArrayList<>();
    parts.add(Filter.createPresenceFilter(users.nameAttribute()));
    parts.addAll(Filters.objectClasses(users.objectClasses()));
    users.filter().map(SearchFilter::filter).ifPresent(parts::add);
    return Filter.createANDFilter(parts);
  }
}
