package io.github.keycloakduo.keycloak.directory;

import io.github.keycloakduo.directory.Bind;
import io.github.keycloakduo.directory.DirectorySettings;
import io.github.keycloakduo.directory.DirectoryUrl;
import io.github.keycloakduo.directory.DistinguishedName;
import io.github.keycloakduo.directory.GroupSearch;
import io.github.keycloakduo.directory.LdapConnectionSettings;
import io.github.keycloakduo.directory.Scope;
import io.github.keycloakduo.directory.SearchFilter;
import io.github.keycloakduo.directory.Timeouts;
import io.github.keycloakduo.directory.UserSearch;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.VaultLookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.LDAPConstants;

/** A reader of an LDAP provider of a realm, with Keycloak's meaning and defaults. */
final class LdapProviderSettings {
  private static final String USER_CLASSES = "inetOrgPerson,organizationalPerson";
  private static final String ONE_LEVEL = "1";
  private static final int MAX_PAGE_SIZE = 1000;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final ComponentOptions options;
  private final String name;
  private final List<ComponentModel> mappers;
  private final VaultLookup vault;

  LdapProviderSettings(ComponentModel provider, List<ComponentModel> mappers, VaultLookup vault) {
    this.options = new ComponentOptions(provider);
    this.name = provider.getName();
    this.mappers = mappers;
    this.vault = vault;
  }

  DirectorySettings read() throws LdapProviderException {
    UserSearch users = users();
    return new DirectorySettings(
        connection(), users, groups(users), isActiveDirectory(), pageSize());
  }

  private LdapConnectionSettings connection() throws LdapProviderException {
    return new LdapConnectionSettings(
        urls(),
        bind(),
        options.flag(LDAPConstants.START_TLS, false),
        // Keycloak puts what its operator trusts into the JVM's own trust.
        Optional.empty(),
        timeouts());
  }

  private List<DirectoryUrl> urls() throws LdapProviderException {
    List<DirectoryUrl> urls = new ArrayList<>();
    for (String text : BLANKS.split(required(LDAPConstants.CONNECTION_URL), -1)) {
      urls.add(
          DirectoryUrl.parse(text)
              .orElseThrow(
                  () -> wrong(LDAPConstants.CONNECTION_URL, "needs ldap://host or ldaps://host")));
    }
    return urls;
  }

  private Optional<Bind> bind() throws LdapProviderException {
    String type = options.text(LDAPConstants.AUTH_TYPE, LDAPConstants.AUTH_TYPE_SIMPLE);
    if (type.equals(LDAPConstants.AUTH_TYPE_NONE)) {
      return Optional.empty();
    }
    if (!type.equals(LDAPConstants.AUTH_TYPE_SIMPLE)) {
      throw wrong(LDAPConstants.AUTH_TYPE, "must be none or simple");
    }
    String stored =
        options
            .secret(LDAPConstants.BIND_CREDENTIAL)
            .orElseThrow(() -> wrong(LDAPConstants.BIND_CREDENTIAL, "is empty"));
    Secret password = new Secret(credential(stored));
    return Optional.of(new Bind(required(LDAPConstants.BIND_DN), password));
  }

  private String credential(String stored) throws LdapProviderException {
    if (!stored.startsWith("${vault.") || !stored.endsWith("}")) {
      return stored;
    }
    return vault
        .resolve(stored)
        .filter(secret -> !secret.isEmpty())
        .orElseThrow(() -> wrong(LDAPConstants.BIND_CREDENTIAL, "is not in the vault"));
  }

  private Timeouts timeouts() {
    return new Timeouts(
        timeout(LDAPConstants.CONNECTION_TIMEOUT), timeout(LDAPConstants.READ_TIMEOUT));
  }

  private Duration timeout(String key) {
    return options.number(key).map(Duration::ofMillis).orElse(Timeouts.DEFAULT);
  }

  private UserSearch users() throws LdapProviderException {
    DistinguishedName base =
        DistinguishedName.parse(required(LDAPConstants.USERS_DN))
            .orElseThrow(() -> wrong(LDAPConstants.USERS_DN, "is not a DN"));
    return new UserSearch(
        base,
        scope(),
        usernameAttribute(),
        options.names(LDAPConstants.USER_OBJECT_CLASSES, USER_CLASSES),
        filter());
  }

  private Scope scope() {
    return options.text(LDAPConstants.SEARCH_SCOPE, "").equals(ONE_LEVEL)
        ? Scope.ONE_LEVEL
        : Scope.SUBTREE;
  }

  private String usernameAttribute() {
    return options.text(
        LDAPConstants.USERNAME_LDAP_ATTRIBUTE,
        isActiveDirectory() ? LDAPConstants.CN : LDAPConstants.UID);
  }

  private Optional<SearchFilter> filter() throws LdapProviderException {
    Optional<String> text = options.text(LDAPConstants.CUSTOM_USER_SEARCH_FILTER);
    Optional<SearchFilter> filter = text.flatMap(SearchFilter::parse);
    if (text.isPresent() && filter.isEmpty()) {
      throw wrong(LDAPConstants.CUSTOM_USER_SEARCH_FILTER, "is not an LDAP filter");
    }
    return filter;
  }

  private List<GroupSearch> groups(UserSearch users) throws LdapProviderException {
    List<GroupSearch> groups = new ArrayList<>();
    for (ComponentModel mapper : mappers) {
      if (GroupMapperSettings.PROVIDER_ID.equals(mapper.getProviderId())) {
        groups.add(new GroupMapperSettings(mapper, users, isActiveDirectory()).read());
      }
    }
    return groups.isEmpty() ? DefaultGroupSearches.of(users, isActiveDirectory()) : groups;
  }

  private boolean isActiveDirectory() {
    return options.text(LDAPConstants.VENDOR, "").equals(LDAPConstants.VENDOR_ACTIVE_DIRECTORY);
  }

  /** Active Directory gives nobody more than a thousand entries at once. */
  private int pageSize() {
    boolean paged = isActiveDirectory() || options.flag(LDAPConstants.PAGINATION, false);
    int wished = options.number(LDAPConstants.BATCH_SIZE_FOR_SYNC).orElse(MAX_PAGE_SIZE);
    return paged ? Math.max(1, Math.min(wished, MAX_PAGE_SIZE)) : 0;
  }

  private String required(String key) throws LdapProviderException {
    return options.text(key).orElseThrow(() -> wrong(key, "is empty"));
  }

  private LdapProviderException wrong(String key, String what) {
    return new LdapProviderException(key + " of the LDAP provider \"" + name + "\" " + what);
  }
}
