package io.github.keycloakduo.directory;

import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.UserDirectory.Query;
import io.github.keycloakduo.simulator.Trust;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Settings and queries; a test names only what matters to it. */
final class Sample {
  static final String PEOPLE = "ou=people," + Slapd.SUFFIX;
  static final String GROUPS = "ou=groups," + Slapd.SUFFIX;

  /** Not the administrator, to whom no limit of the server applies. */
  static final String READER = "cn=reader," + Slapd.SUFFIX;

  static final String READER_PASSWORD = "reader-pw";

  private final List<String> urls;
  private Optional<Bind> bind = Optional.of(new Bind(READER, new Secret(READER_PASSWORD)));
  private boolean startTls;
  private Optional<SSLContext> tls = Optional.empty();
  private Timeouts timeouts = Timeouts.defaults();
  private String usersBase = PEOPLE;
  private Optional<SearchFilter> userFilter = Optional.empty();
  private final List<GroupSearch> groups = new ArrayList<>();
  private boolean activeDirectory;
  private int pageSize;

  private Sample(List<String> urls) {
    this.urls = urls;
  }

  static Sample of(String... urls) {
    return new Sample(List.of(urls));
  }

  /** Users and reader, as the settings expect them. */
  static void prepare(Slapd slapd) {
    slapd.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    slapd.add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
    slapd.add(
        "dn: " + READER,
        "objectClass: applicationProcess",
        "objectClass: simpleSecurityObject",
        "cn: reader",
        "userPassword: " + READER_PASSWORD);
  }

  Sample bind(String name, String password) {
    bind = Optional.of(new Bind(name, new Secret(password)));
    return this;
  }

  Sample anonymous() {
    bind = Optional.empty();
    return this;
  }

  Sample startTls() {
    startTls = true;
    return this;
  }

  Sample trust(X509Certificate certificate) {
    tls = Optional.of(Trust.contextFor(certificate));
    return this;
  }

  Sample timeouts(Duration each) {
    timeouts = new Timeouts(each, each);
    return this;
  }

  Sample usersBase(String base) {
    usersBase = base;
    return this;
  }

  Sample userFilter(String filter) {
    userFilter = SearchFilter.parse(filter);
    return this;
  }

  Sample groups(GroupSearch search) {
    groups.add(search);
    return this;
  }

  Sample activeDirectory() {
    activeDirectory = true;
    return this;
  }

  Sample pageSize(int size) {
    pageSize = size;
    return this;
  }

  DirectorySettings settings() {
    return new DirectorySettings(
        new LdapConnectionSettings(
            urls.stream().map(url -> DirectoryUrl.parse(url).orElseThrow()).toList(),
            bind,
            startTls,
            tls,
            timeouts),
        new UserSearch(dn(usersBase), Scope.SUBTREE, "uid", Set.of("inetOrgPerson"), userFilter),
        groups,
        activeDirectory,
        pageSize);
  }

  static DistinguishedName dn(String text) {
    return DistinguishedName.parse(text).orElseThrow();
  }

  static GroupSearch groupOfNames() {
    return kind("groupOfNames", MembershipAttribute.byDn("member"));
  }

  static GroupSearch groupOfUniqueNames() {
    return kind("groupOfUniqueNames", MembershipAttribute.byDn("uniqueMember"));
  }

  static GroupSearch posixGroup() {
    return kind("posixGroup", MembershipAttribute.byValue("memberUid", "uid"));
  }

  static GroupSearch kind(String objectClass, MembershipAttribute membership) {
    return new GroupSearch(
        dn(GROUPS),
        Scope.SUBTREE,
        "cn",
        Set.of(objectClass),
        Optional.empty(),
        membership,
        Optional.empty());
  }

  static Query name(String username) {
    return new Query(username, Optional.empty(), Set.of());
  }

  static Query attribute(String username, String attribute) {
    return new Query(username, Optional.of(attribute), Set.of());
  }

  static Query groups(String username, String... groups) {
    return new Query(username, Optional.empty(), Set.of(groups));
  }
}
