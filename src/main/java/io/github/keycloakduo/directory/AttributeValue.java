package io.github.keycloakduo.directory;

import com.unboundid.ldap.sdk.Attribute;
import io.github.keycloakduo.mfa.UserDirectory.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The reader of an attribute that names a user: it must have one value, and that one is text. */
final class AttributeValue {
  private AttributeValue() {}

  static Value of(@Nullable Attribute attribute) {
    if (attribute == null || attribute.size() == 0) {
      return new Value.Unusable("has no value");
    }
    if (attribute.size() > 1) {
      return new Value.Unusable("has " + attribute.size() + " values");
    }
    return text(attribute.getValueByteArrays()[0]);
  }

  private static Value text(byte[] bytes) {
    try {
      // A decoder, because new String() would replace what is wrong.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.isBlank()) {
        return new Value.Unusable("has an empty value");
      }
      return text.chars().anyMatch(Character::isISOControl)
          ? new Value.Unusable("has a value with control characters")
          : new Value.Text(text);
    } catch (CharacterCodingException notText) {
      return new Value.Unusable("has a value that is not UTF-8 text");
    }
  }
}
