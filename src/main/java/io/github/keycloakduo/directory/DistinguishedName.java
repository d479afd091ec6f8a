package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.util.StaticUtils;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A DN (RFC 4514). Two are equal when they certainly name the same entry, whatever their case,
 * blanks, escapes and the order inside an RDN.
 */
public final class DistinguishedName {
  /** What the top of a tree is mostly made of. */
  private static final Set<String> TOP = Set.of("dc", "o", "c");

  private final DN written;

  /** For each RDN its attributes with their values. */
  private final List<Set<List<String>>> key;

  private DistinguishedName(DN written) {
    this.written = written;
    this.key = key(written, NameComparison::key);
  }

  /** Reads RFC 4514 text; empty when it is none, or the empty DN. */
  public static Optional<DistinguishedName> parse(String text) {
    try {
      DN written = new DN(text);
      return written.isNullDN() ? Optional.empty() : Optional.of(new DistinguishedName(written));
    } catch (LDAPException noDn) {
      return Optional.empty();
    }
  }

  /**
   * Not what the library would compare: that folds what is not ASCII by the default locale, and so
   * makes one letter of several.
   */
  private static List<Set<List<String>>> key(DN dn, UnaryOperator<String> folding) {
    return Arrays.stream(dn.getRDNs()).map(rdn -> key(rdn, folding)).toList();
  }

  private static Set<List<String>> key(RDN rdn, UnaryOperator<String> folding) {
    String[] names = rdn.getAttributeNames();
    byte[][] values = rdn.getByteArrayAttributeValues();
    Set<List<String>> pairs = new HashSet<>();
    for (int i = 0; i < names.length; i++) {
      pairs.add(List.of(names[i].toLowerCase(Locale.ROOT), key(values[i], folding)));
    }
    return pairs;
  }

  private static String key(byte[] value, UnaryOperator<String> folding) {
    return StaticUtils.isValidUTF8(value)
        ? folding.apply(StaticUtils.toUTF8String(value))
        : "#" + HexFormat.of().formatHex(value);
  }

  /** Whether a directory may take both for the same entry, which equal ones are, too. */
  boolean resembles(DistinguishedName other) {
    return looseKey().equals(other.looseKey());
  }

  private List<Set<List<String>>> looseKey() {
    return key(written, NameComparison::looseKey);
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
