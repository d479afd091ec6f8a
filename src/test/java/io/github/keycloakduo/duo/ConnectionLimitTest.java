package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitTest {

  @ParameterizedTest
  @CsvSource({
    // As many as anybody needs.
    "1048576, 4096, 20512",
    "9223372036854775807, 4096, 20512",
    // The shell of an ordinary user.
    "1024, 1024, 768",
    "4096, 1024, 3072",
    // The smallest heap with which Keycloak runs well.
    "1048576, 512, 10485",
    // A limit of zero would be no limit.
    "1, 1, 1",
  })
  void isWhatFilesAndHeapAllow(long files, long mebibytes, int connections) {
    assertThat(ConnectionLimit.of(files, mebibytes * 1024 * 1024)).isEqualTo(connections);
  }

  @ParameterizedTest
  @CsvSource({"1", "1000000"})
  void isNeverMoreThanFitsAnInt(long mebibytes) {
    assertThat(ConnectionLimit.of(Long.MAX_VALUE, mebibytes * 1024 * 1024))
        .isBetween(1, ConnectionLimit.MOST);
  }

  @Test
  void readsTheFilesThatAProcessMayOpen() {
    assertThat(
            ConnectionLimit.files(
                List.of(
                    "Limit                     Soft Limit           Hard Limit           Units    "
                        + " ",
                    "Max open files            1024                 524288               files  "
                        + "   ")))
        .isEqualTo(1024);
    assertThat(
            ConnectionLimit.files(
                List.of(
                    "Max open files            unlimited            unlimited            files")))
        .isEqualTo(Long.MAX_VALUE);
  }
}
