package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What groups may call a user, and what his entry calls his groups. */
final class MemberNames {
  private final SearchResultEntry user;

  MemberNames(SearchResultEntry user) {
    this.user = user;
  }

  /** His DN, and his DN with each of his identifiers where groups may use that. */
  List<String> dns(GroupBase base) {
    List<String> dns = new ArrayList<>(List.of(user.getDN()));
    base.kinds().stream()
        .flatMap(kind -> kind.membership().identifierAttribute().stream())
        .flatMap(this::values)
        .filter(identifier -> identifier.matches("'[01]+'B"))
        .forEach(identifier -> dns.add(user.getDN() + "#" + identifier));
    return dns;
  }

  /** DNs of groups, from his own entry. */
  List<String> groups(GroupBase base) {
    return base.kinds().stream()
        .flatMap(kind -> kind.memberOf().stream())
        .flatMap(this::values)
        .toList();
  }

  /** Finds the groups that know him by a value of his, not by his DN. */
  List<Filter> byValue(GroupBase base) {
    return base.kinds().stream().map(GroupSearch::membership).flatMap(this::byValue).toList();
  }

  private Stream<Filter> byValue(Membership membership) {
    return membership.userAttribute().stream()
        .flatMap(this::values)
        .map(value -> Filter.createEqualityFilter(membership.attribute(), value));
  }

  private Stream<String> values(String attribute) {
    return Optional.ofNullable(user.getAttributeValues(attribute)).stream().flatMap(Arrays::stream);
  }
}
