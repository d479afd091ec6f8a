package io.github.keycloakduo.keycloak.directory;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.LDAPConstants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.UserStorageProvider.EditMode;

/** The mappers by which Keycloak writes what it knows of a user into an LDAP provider. */
public final class WritingMappers {
  static final String ATTRIBUTE_MAPPER = "user-attribute-ldap-mapper";
  static final String USER_ATTRIBUTE = "user.model.attribute";
  static final String LDAP_ATTRIBUTE = "ldap.attribute";
  static final String READ_ONLY = "read.only";

  static final String FULL_NAME_MAPPER = "full-name-ldap-mapper";
  static final String FULL_NAME_ATTRIBUTE = "ldap.full.name.attribute";

  private WritingMappers() {}

  /**
   * The attributes of Keycloak's users that are written to an LDAP attribute of a provider; none
   * where nothing is, or where there is no such provider.
   */
  public static Set<String> sources(RealmModel realm, String provider, String ldapAttribute) {
    try {
      ComponentModel found = LdapProviderFinder.find(realm, provider);
      return sources(found, LdapProviderFinder.mappers(realm, found), ldapAttribute);
    } catch (LdapProviderException none) {
      return Set.of();
    }
  }

  /**
   * The attributes of the Keycloak user that are written to an LDAP attribute, whatever its case.
   */
  static Set<String> sources(
      ComponentModel provider, List<ComponentModel> mappers, String ldapAttribute) {
    String mode = new ComponentOptions(provider).text(LDAPConstants.EDIT_MODE, "");
    if (!mode.equals(EditMode.WRITABLE.name())) {
      return Set.of();
    }
    return mappers.stream()
        .flatMap(mapper -> sources(mapper, ldapAttribute))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> sources(ComponentModel mapper, String ldapAttribute) {
    ComponentOptions options = new ComponentOptions(mapper);
    if (options.flag(READ_ONLY, false)) {
      return Stream.of();
    }
    if (ATTRIBUTE_MAPPER.equals(mapper.getProviderId())) {
      return options.text(LDAP_ATTRIBUTE, "").equalsIgnoreCase(ldapAttribute)
          ? options.text(USER_ATTRIBUTE).stream()
          : Stream.of();
    }
    boolean fullName =
        FULL_NAME_MAPPER.equals(mapper.getProviderId())
            && options.text(FULL_NAME_ATTRIBUTE, LDAPConstants.CN).equalsIgnoreCase(ldapAttribute);
    return fullName ? Stream.of(UserModel.FIRST_NAME, UserModel.LAST_NAME) : Stream.of();
  }
}
