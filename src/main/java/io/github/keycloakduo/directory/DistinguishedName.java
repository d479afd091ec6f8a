package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A DN (RFC 4514). Two are equal when they name the same entry, whatever their case, blanks,
 * escapes and the order inside an RDN.
 */
public final class DistinguishedName {
  /** What the top of a tree is mostly made of. */
  private static final Set<String> TOP = Set.of("dc", "o", "c");

  private final DN written;
  private final String key;

  private DistinguishedName(DN written, String key) {
    this.written = written;
    this.key = key;
  }

  /** Reads RFC 4514 text; empty when it is none, or the empty DN. */
  public static Optional<DistinguishedName> parse(String text) {
    try {
      DN written = new DN(text);
      // Lower case first: the library would lower what is not ASCII by the default locale.
      String key = new DN(text.toLowerCase(Locale.ROOT)).toNormalizedString();
      return written.isNullDN()
          ? Optional.empty()
          : Optional.of(new DistinguishedName(written, key));
    } catch (LDAPException noDn) {
      return Optional.empty();
    }
  }

  /**
   * The top of the tree this is in: as far down as the DN is made of {@code dc}, {@code o} and
   * {@code c}; else all but the first RDN.
   */
  public DistinguishedName top() {
    RDN[] rdns = written.getRDNs();
    int from = rdns.length;
    while (from > 0 && isTop(rdns[from - 1])) {
      from--;
    }
    if (from == rdns.length) {
      from = Math.min(1, rdns.length - 1);
    }
    DN top = new DN(List.of(Arrays.copyOfRange(rdns, from, rdns.length)));
    return parse(top.toString()).orElse(this);
  }

  private static boolean isTop(RDN rdn) {
    return !rdn.isMultiValued()
        && TOP.contains(rdn.getAttributeNames()[0].toLowerCase(Locale.ROOT));
  }

  /** Finds the entry by what its RDN says, among others of that name elsewhere in the tree. */
  Filter filterForRdn() {
    RDN rdn = written.getRDN();
    String[] names = rdn.getAttributeNames();
    byte[][] values = rdn.getByteArrayAttributeValues();
    Filter[] parts = new Filter[names.length];
    for (int i = 0; i < names.length; i++) {
      parts[i] = Filter.createEqualityFilter(names[i], values[i]);
    }
    return Filter.createANDFilter(parts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinguishedName that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return written.toString();
  }
}
