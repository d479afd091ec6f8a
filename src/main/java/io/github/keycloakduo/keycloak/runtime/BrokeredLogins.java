package io.github.keycloakduo.keycloak.runtime;

import java.lang.reflect.Method;
import org.keycloak.models.IdentityProviderModel;

/** The rule that says which identity providers users can log in by. */
public final class BrokeredLogins {
  private BrokeredLogins() {}

  /**
   * Whether the provider is enabled and not for linking only; true where that cannot be told, since
   * a login that may exist needs a second factor.
   */
  public static boolean isOfferedBy(IdentityProviderModel provider) {
    return provider.isEnabled() && !isLinkOnly(provider);
  }

  /**
   * The method returns {@code boolean} up to Keycloak 26.5 and {@code Boolean} from 26.6 on, so
   * that a call compiled against one does not link with the other.
   */
  private static boolean isLinkOnly(IdentityProviderModel provider) {
    try {
      Method method = IdentityProviderModel.class.getMethod("isLinkOnly");
      return Boolean.TRUE.equals(method.invoke(provider));
    } catch (ReflectiveOperationException changed) {
      return false;
    }
  }
}
