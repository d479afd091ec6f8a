package io.github.keycloakduo.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search for all entries that match a filter: all of them, or a failure. Where a page size is
 * configured, results come in pages (RFC 2696).
 */
final class EntrySearch {
  /**
   * How many groups one login may cost. Beyond it the answer is "unreadable", never a part of the
   * truth.
   */
  private static final int MAX_GROUPS = 5000;

  private final LdapSession session;
  private final int pageSize;

  EntrySearch(LdapSession session, int pageSize) {
    this.session = session;
    this.pageSize = pageSize;
  }

  /** The entries; one more than {@code max} at most, because then there are too many. */
  List<SearchResultEntry> upTo(
      int max, DistinguishedName base, Scope scope, Filter filter, Collection<String> attributes)
      throws DirectoryException {
    SearchRequest request =
        new SearchRequest(base.toString(), scope.wire(), filter, attributes(attributes));
    request.setSizeLimit(max + 1);
    try {
      return pageSize > 0 && max >= pageSize ? pages(request, max) : all(request);
    } catch (LDAPException e) {
      throw DirectoryException.searching(e, base);
    }
  }

  /** The groups that match; one more than one login may cost at most. */
  List<SearchResultEntry> groups(
      DistinguishedName base, Scope scope, Filter filter, Collection<String> attributes)
      throws DirectoryException {
    return upTo(MAX_GROUPS, base, scope, filter, attributes);
  }

  /** Fails when there are more groups than one login may cost. */
  static void checkGroups(int groups) throws DirectoryException {
    if (groups > MAX_GROUPS) {
      throw DirectoryException.of("more than " + MAX_GROUPS + " groups would have to be looked at");
    }
  }

  private static String[] attributes(Collection<String> names) {
    // Without names a server would send all it has.
    return names.isEmpty()
        ? new String[] {SearchRequest.NO_ATTRIBUTES}
        : names.toArray(new String[0]);
  }

  private List<SearchResultEntry> all(SearchRequest request)
      throws LDAPException, DirectoryException {
    try {
      return session.search(request).getSearchEntries();
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)
          && e.getSearchEntries().size() >= request.getSizeLimit()) {
        return e.getSearchEntries();
      }
      throw e;
    }
  }

  private List<SearchResultEntry> pages(SearchRequest request, int max)
      throws LDAPException, DirectoryException {
    List<SearchResultEntry> found = new ArrayList<>();
    @Nullable ASN1OctetString cookie = null;
    do {
      request.setControls(new SimplePagedResultsControl(pageSize, cookie, false));
      SearchResult page = session.search(request);
      found.addAll(page.getSearchEntries());
      cookie = nextPage(page);
    } while (cookie != null && found.size() <= max);
    return found;
  }

  private static @Nullable ASN1OctetString nextPage(SearchResult page) throws LDAPException {
    for (Control control : page.getResponseControls()) {
      if (control instanceof SimplePagedResultsControl paged && paged.moreResultsToReturn()) {
        return paged.getCookie();
      }
    }
    return null;
  }
}
