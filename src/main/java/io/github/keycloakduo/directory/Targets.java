package io.github.keycloakduo.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The groups of a query that exist, by the spelling of the query.
 *
 * @param dns the DN of each; two spellings may name the same group
 */
record Targets(Map<String, DistinguishedName> dns) {
  Targets {
    dns = Map.copyOf(dns);
  }

  Set<DistinguishedName> all() {
    return Set.copyOf(dns.values());
  }

  Set<String> missingOf(Set<String> spellings) {
    Set<String> missing = new HashSet<>(spellings);
    missing.removeAll(dns.keySet());
    return missing;
  }

  Set<String> among(Set<DistinguishedName> reached) {
    Map<String, DistinguishedName> member = new HashMap<>(dns);
    member.values().retainAll(reached);
    return member.keySet();
  }
}
