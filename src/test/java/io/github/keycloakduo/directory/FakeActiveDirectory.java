package io.github.keycloakduo.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ReadOnlyEntry;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import io.github.keycloakduo.testkit.ldap.Slapd;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An LDAP server in memory that can follow members of members, and says what it is, or does not.
 */
final class FakeActiveDirectory implements AutoCloseable {
  private static final String RULE = "1.2.840.113556.1.4.1941";
  private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";
  private static final String LIGHTWEIGHT = "1.2.840.113556.1.4.1851";

  private final InMemoryDirectoryServer server;
  private final List<String> filters = new CopyOnWriteArrayList<>();

  private final Set<Long> connections = ConcurrentHashMap.newKeySet();

  private FakeActiveDirectory(InMemoryDirectoryServerConfig config, String... capabilities)
      throws LDAPException {
    config.setSchema(null);
    config.setListenerConfigs(
        InMemoryListenerConfig.createLDAPConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null));
    config.addInMemoryOperationInterceptor(new Rule());
    if (capabilities.length > 0) {
      Entry root = new Entry("", new Attribute("objectClass", "top"));
      root.addAttribute("supportedCapabilities", capabilities);
      config.setRootDSEEntry(new ReadOnlyEntry(root));
    }
    server = new InMemoryDirectoryServer(config);
    server.startListening();
  }

  static FakeActiveDirectory start(boolean capable) {
    return capable ? start(ACTIVE_DIRECTORY) : start(new String[0]);
  }

  /** AD LDS, which holds no domain. */
  static FakeActiveDirectory startLightweight() {
    return start(LIGHTWEIGHT);
  }

  private static FakeActiveDirectory start(String... capabilities) {
    try {
      FakeActiveDirectory fake =
          new FakeActiveDirectory(new InMemoryDirectoryServerConfig(Slapd.SUFFIX), capabilities);
      fake.add(Slapd.SUFFIX, "domain");
      fake.add(Sample.PEOPLE, "organizationalUnit");
      fake.add(Sample.GROUPS, "organizationalUnit");
      return fake;
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(String dn, String objectClass, Attribute... attributes) {
    try {
      Entry entry = new Entry(dn, new Attribute("objectClass", objectClass));
      List.of(attributes).forEach(entry::addAttribute);
      for (Attribute of : entry.getRDN().getAttributes()) {
        entry.addAttribute(of);
      }
      server.add(entry);
    } catch (LDAPException e) {
      throw new IllegalStateException(dn, e);
    }
  }

  String url() {
    return "ldap://127.0.0.1:" + server.getListenPort();
  }

  /** The filters of all searches so far. */
  List<String> filters() {
    return filters;
  }

  void forgetFilters() {
    filters.clear();
  }

  /** How many connections were ever used. */
  int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  /** Replaces the rule by what it would find. */
  private final class Rule extends InMemoryOperationInterceptor {
    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest intercepted)
        throws LDAPException {
      SearchRequest request = intercepted.getRequest().duplicate();
      connections.add(intercepted.getConnectionID());
      filters.add(request.getFilter().toString());
      request.setFilter(expanded(request.getFilter()));
      intercepted.setRequest(request);
    }

    private Filter expanded(Filter filter) throws LDAPException {
      if (RULE.equals(filter.getMatchingRuleID())) {
        return above(filter.getAttributeName(), filter.getAssertionValue());
      }
      List<Filter> parts = new ArrayList<>();
      for (Filter part : filter.getComponents()) {
        parts.add(expanded(part));
      }
      return switch (filter.getFilterType()) {
        case Filter.FILTER_TYPE_AND -> Filter.createANDFilter(parts);
        case Filter.FILTER_TYPE_OR -> Filter.createORFilter(parts);
        default -> filter;
      };
    }

    private Filter above(String attribute, String member) throws LDAPException {
      Set<String> found = new HashSet<>();
      Set<String> next = Set.of(member);
      while (!next.isEmpty()) {
        Set<String> groups = new HashSet<>();
        for (String dn : next) {
          server
              .search(Slapd.SUFFIX, SearchScope.SUB, Filter.createEqualityFilter(attribute, dn))
              .getSearchEntries()
              .forEach(entry -> groups.add(entry.getDN()));
        }
        groups.removeAll(found);
        found.addAll(groups);
        next = groups;
      }
      return Filter.createORFilter(
          found.stream().map(dn -> Filter.createEqualityFilter("entryDN", dn)).toList());
    }
  }
}
