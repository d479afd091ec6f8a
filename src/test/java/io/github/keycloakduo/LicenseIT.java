package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class LicenseIT {
  @Test
  void theJarHasTheLicenceOfTheProjectOnce() throws IOException {
    String licence = Files.readString(Path.of("LICENSE"));
    assertThat(licence.strip())
        .startsWith("Apache License\n                           Version 2.0, January 2004")
        .contains("END OF TERMS AND CONDITIONS");
    assertThat(Files.readString(Path.of("pom.xml"))).contains("<name>Apache-2.0</name>");

    try (JarFile jar = new JarFile(TestEnvironment.current().jar().toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names).containsOnlyOnce("META-INF/LICENSE");
      try (InputStream packed = jar.getInputStream(jar.getEntry("META-INF/LICENSE"))) {
        assertThat(new String(packed.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(licence);
      }
    }
  }
}
