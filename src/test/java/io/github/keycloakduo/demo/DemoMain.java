package io.github.keycloakduo.demo;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Starts the demo and keeps it running until the process is told to end. */
public final class DemoMain {
  private DemoMain() {}

  /**
   * Runs the demo.
   *
   * @param arguments the directory of the project
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println("Starting Keycloak, a simulated Duo and a directory; this takes a minute.");
    Demo demo = Demo.start(DemoFiles.of(Path.of(arguments[0])), Ports.ofThisMachine());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(demo), "stop-demo"));
    System.out.println(Welcome.text(demo));
    OscarsApp app = new OscarsApp();
    Executors.newSingleThreadScheduledExecutor(DemoMain::daemon)
        .scheduleWithFixedDelay(
            () -> app.tell(demo.duo()::isSwitchedOff, System.out::println), 1, 1, TimeUnit.SECONDS);
    new CountDownLatch(1).await();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "codes");
    thread.setDaemon(true);
    return thread;
  }

  private static void stop(Demo demo) {
    System.out.println("Stopping the demo.");
    demo.close();
    System.out.println("Stopped.");
  }
}
