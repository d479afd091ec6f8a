package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Supplier;

/** Work that one thread of all JVMs of the test run does at a time. */
final class WorkLock {

  private WorkLock() {}

  /**
   * Does it.
   *
   * @param folder where the result is kept
   * @param name of the work: other work in the folder does not wait for it
   */
  static <T> T hold(Path folder, String name, Supplier<T> work) {
    // A file lock belongs to the whole JVM.
    synchronized (WorkLock.class) {
      try (FileChannel file = lockFile(folder, name);
          FileLock held = file.lock()) {
        Objects.requireNonNull(held, "the lock of the work");
        return work.get();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static FileChannel lockFile(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve("lock-" + name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
