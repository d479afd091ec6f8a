package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the {@code match} of each sealed interface to the cases that the interface permits. */
class MatchTest {
  @Test
  void findsTheSealedInterfacesWithCases() {
    assertThat(sealedInterfaces()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("sealedInterfaces")
  void takesOneFunctionForEachCase(Class<?> type) {
    List<Type> handled =
        Arrays.stream(cases(type).orElseThrow().getRecordComponents())
            .map(MatchTest::handledType)
            .toList();
    assertThat(handled).containsExactlyInAnyOrder(type.getPermittedSubclasses());
    assertThat(type.getPermittedSubclasses()).allMatch(Class::isRecord);
  }

  private static Type handledType(RecordComponent component) {
    assertThat(component.getType()).isEqualTo(Function.class);
    return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private static Stream<Class<?>> sealedInterfaces() {
    return ArchitectureTest.MAIN.stream()
        .filter(JavaClass::isInterface)
        .<Class<?>>map(JavaClass::reflect)
        .filter(Class::isSealed)
        .filter(type -> cases(type).isPresent());
  }

  /** The parameter of {@code match}, where it has one for all cases. */
  private static Optional<Class<?>> cases(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.getName().equals("match") && method.getParameterCount() == 1)
        .<Class<?>>map(method -> method.getParameterTypes()[0])
        .filter(Class::isRecord)
        .findAny();
  }
}
