package io.github.keycloakduo.demo;

import java.nio.file.Path;

/**
 * Where the demo finds its files and may write.
 *
 * @param realm the sample realm
 * @param people the entries of the directory
 * @param work a directory for what is made at run time
 */
record DemoFiles(Path realm, Path people, Path work) {

  static DemoFiles of(Path project) {
    return new DemoFiles(
        project.resolve("realm-export/duo-realm.json"),
        project.resolve("realm-export/corp-ldap.ldif"),
        project.resolve("target/demo"));
  }
}
