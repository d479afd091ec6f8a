package io.github.keycloakduo.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** A token that is not signed yet. */
public final class IdTokenDraft {
  private final Map<String, Object> claims;
  private String algorithm = "HS512";
  private String key;

  IdTokenDraft(Map<String, Object> claims, String key) {
    this.claims = claims;
    this.key = key;
  }

  public IdTokenDraft with(String claim, Object value) {
    claims.put(claim, value);
    return this;
  }

  public IdTokenDraft without(String claim) {
    claims.remove(claim);
    return this;
  }

  /** Changes, or with null removes, a member of an object among the claims. */
  public IdTokenDraft withMember(
      String claim, String member, @org.jspecify.annotations.Nullable Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (claims.get(claim) instanceof Map<?, ?> old) {
      old.forEach((name, was) -> members.put(name.toString(), was));
    }
    members.remove(member);
    if (value != null) {
      members.put(member, value);
    }
    claims.put(claim, members);
    return this;
  }

  /** {@code none} leaves the signature out. */
  public IdTokenDraft algorithm(String name) {
    algorithm = name;
    return this;
  }

  public IdTokenDraft signedWith(String otherKey) {
    key = otherKey;
    return this;
  }

  String sign() {
    return new Jwt(Map.of("alg", algorithm, "typ", "JWT"), claims).sign(key);
  }
}
