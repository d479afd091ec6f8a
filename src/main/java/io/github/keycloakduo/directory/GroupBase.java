package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A base of groups: the kinds of groups below it, named by one attribute: what is asked about them
 * fits into one search.
 */
record GroupBase(
    DistinguishedName base, Scope scope, String nameAttribute, List<GroupSearch> kinds) {
  GroupBase {
    kinds = List.copyOf(kinds);
  }

  static List<GroupBase> of(Collection<GroupSearch> searches) {
    Map<List<Object>, List<GroupSearch>> alike = new LinkedHashMap<>();
    for (GroupSearch search : searches) {
      List<Object> place = List.of(search.base(), search.scope(), search.nameAttribute());
      alike.computeIfAbsent(place, none -> new ArrayList<>()).add(search);
    }
    return alike.values().stream().map(GroupBase::ofKinds).toList();
  }

  private static GroupBase ofKinds(List<GroupSearch> kinds) {
    GroupSearch one = kinds.get(0);
    return new GroupBase(one.base(), one.scope(), one.nameAttribute(), kinds);
  }

  /** One alternative for each group and kind. */
  List<Filter> named(Collection<GroupReference> wanted) {
    return kinds.stream()
        .flatMap(kind -> wanted.stream().map(group -> named(kind, group)))
        .toList();
  }

  private static Filter named(GroupSearch kind, GroupReference group) {
    List<Filter> parts = new ArrayList<>();
    parts.add(group.filter(kind.nameAttribute()));
    parts.addAll(Filters.objectClasses(kind.objectClasses()));
    kind.filter().map(SearchFilter::filter).ifPresent(parts::add);
    return Filter.createANDFilter(parts);
  }

  /** One alternative for each member, and each attribute that holds members by their DN. */
  List<Filter> withMembers(Collection<String> dns) {
    return memberAttributes().stream()
        .flatMap(name -> dns.stream().map(dn -> Filter.createEqualityFilter(name, dn)))
        .toList();
  }

  /** The attributes that hold members by their DN. */
  Set<String> memberAttributes() {
    Set<String> attributes = new LinkedHashSet<>();
    kinds.stream()
        .map(GroupSearch::membership)
        .filter(MembershipAttribute::isByDn)
        .forEach(membership -> attributes.add(membership.attribute()));
    return attributes;
  }
}
