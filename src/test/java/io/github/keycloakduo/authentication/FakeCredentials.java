package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What Keycloak keeps of a user: one code of each kind, good once. */
final class FakeCredentials implements CredentialCheck {
  private final Map<Factor, String> codes = new EnumMap<>(Factor.class);
  private final List<String> checked = new ArrayList<>();

  static FakeCredentials none() {
    return new FakeCredentials();
  }

  static FakeCredentials otp(String code) {
    return new FakeCredentials().and(Factor.OTP, code);
  }

  FakeCredentials and(Factor factor, String code) {
    codes.put(factor, code);
    return this;
  }

  void lose(Factor factor) {
    codes.remove(factor);
  }

  /** The codes that were checked, in order. */
  List<String> checked() {
    return checked;
  }

  @Override
  public List<Factor> configured(List<Factor> wanted) {
    return wanted.stream().filter(codes::containsKey).toList();
  }

  @Override
  public boolean isValid(Factor factor, Secret code) {
    checked.add(code.value());
    return code.value().equals(codes.get(factor)) && codes.put(factor, "used up") != null;
  }
}
