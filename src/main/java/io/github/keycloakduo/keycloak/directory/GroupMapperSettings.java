package io.github.keycloakduo.keycloak.directory;

import io.github.keycloakduo.directory.DistinguishedName;
import io.github.keycloakduo.directory.GroupSearch;
import io.github.keycloakduo.directory.MembershipAttribute;
import io.github.keycloakduo.directory.SearchFilter;
import io.github.keycloakduo.directory.UserSearch;
import java.util.Optional;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.LDAPConstants;

/** A reader of a group mapper of an LDAP provider, with Keycloak's meaning and defaults. */
final class GroupMapperSettings {
  static final String PROVIDER_ID = "group-ldap-mapper";

  static final String GROUPS_DN = "groups.dn";
  static final String NAME = "group.name.ldap.attribute";
  static final String CLASSES = "group.object.classes";
  static final String FILTER = "groups.ldap.filter";
  static final String MEMBER = "membership.ldap.attribute";
  static final String MEMBER_TYPE = "membership.attribute.type";
  static final String MEMBER_USER_ATTRIBUTE = "membership.user.ldap.attribute";
  static final String MEMBER_OF = "memberof.ldap.attribute";
  static final String STRATEGY = "user.roles.retrieve.strategy";

  /** Nested groups are always followed, so the other two strategies make no difference. */
  static final String FROM_USER = "GET_GROUPS_FROM_USER_MEMBEROF_ATTRIBUTE";

  private static final String BY_VALUE = "UID";

  private final ComponentOptions options;
  private final String name;
  private final UserSearch users;
  private final boolean activeDirectory;

  GroupMapperSettings(ComponentModel mapper, UserSearch users, boolean activeDirectory) {
    this.options = new ComponentOptions(mapper);
    this.name = mapper.getName();
    this.users = users;
    this.activeDirectory = activeDirectory;
  }

  GroupSearch read() throws LdapProviderException {
    DistinguishedName base =
        options
            .text(GROUPS_DN)
            .flatMap(DistinguishedName::parse)
            .orElseThrow(() -> wrong(GROUPS_DN, "is empty, or no DN"));
    String classes = activeDirectory ? LDAPConstants.GROUP : LDAPConstants.GROUP_OF_NAMES;
    return new GroupSearch(
        base,
        // Keycloak has one scope for users and groups.
        users.scope(),
        options.text(NAME, LDAPConstants.CN),
        options.names(CLASSES, classes),
        filter(),
        membership(),
        memberOf());
  }

  private MembershipAttribute membership() {
    String attribute = options.text(MEMBER, LDAPConstants.MEMBER);
    return options.text(MEMBER_TYPE, "").equals(BY_VALUE)
        ? MembershipAttribute.byValue(
            attribute, options.text(MEMBER_USER_ATTRIBUTE, users.nameAttribute()))
        : MembershipAttribute.byDn(attribute);
  }

  private Optional<String> memberOf() {
    return options.text(STRATEGY, "").equals(FROM_USER)
        ? Optional.of(options.text(MEMBER_OF, LDAPConstants.MEMBER_OF))
        : Optional.empty();
  }

  private Optional<SearchFilter> filter() throws LdapProviderException {
    Optional<String> text = options.text(FILTER);
    Optional<SearchFilter> filter = text.flatMap(SearchFilter::parse);
    if (text.isPresent() && filter.isEmpty()) {
      throw wrong(FILTER, "is not an LDAP filter");
    }
    return filter;
  }

  private LdapProviderException wrong(String key, String what) {
    return new LdapProviderException(key + " of the group mapper \"" + name + "\" " + what);
  }
}
