package io.github.keycloakduo.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What the server's JVM says of itself: processor time, allocation, heap. */
final class ServerProbe implements AutoCloseable {
  private static final int COLLECTIONS = 3;

  private final JMXConnector connector;
  private final OperatingSystemMXBean system;
  private final ThreadMXBean threads;
  private final MemoryMXBean memory;
  private final MBeanServerConnection beans;
  private final CompilerTime compiler;
  private final Map<Long, Long> allocated = new HashMap<>();
  private long total;

  private ServerProbe(JMXConnector connector, CompilerTime compiler) throws IOException {
    this.connector = connector;
    this.compiler = compiler;
    beans = connector.getMBeanServerConnection();
    system =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME, OperatingSystemMXBean.class);
    threads =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    memory =
        ManagementFactory.newPlatformMXBeanProxy(
            beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
  }

  /** Attaches to a JVM of the same user, which this program has started itself. */
  @SuppressWarnings("BanJNDI")
  static ServerProbe of(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return new ServerProbe(
            JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())),
            new CompilerTime(pid));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException | IOException e) {
      throw new IllegalStateException("cannot look into the server " + pid, e);
    }
  }

  /**
   * Milliseconds of processor time since the start, but those of the compiler: it is still busy
   * while the rows run, and idle on a server that has run for days.
   */
  double cpuMillis() {
    return system.getProcessCpuTime() / 1e6 - compiler.millis();
  }

  /** Kibibytes that threads of Java have allocated; of a thread that has ended, what was seen. */
  double allocatedKib() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> now = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) {
        now.put(ids[i], bytes[i]);
        total += bytes[i] - allocated.getOrDefault(ids[i], 0L);
      }
    }
    allocated.clear();
    allocated.putAll(now);
    return total / 1024.0;
  }

  int threadCount() {
    return threads.getThreadCount();
  }

  /** Kibibytes of live objects. */
  double liveKib() {
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed() / 1024.0;
  }

  /** A command of {@code jcmd}, such as {@code jfrStart}. */
  String command(String operation, String... arguments) {
    try {
      return String.valueOf(
          beans.invoke(
              new ObjectName("com.sun.management:type=DiagnosticCommand"),
              operation,
              new Object[] {arguments},
              new String[] {String[].class.getName()}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedObjectNameException impossible) {
      throw new IllegalArgumentException(impossible);
    } catch (Exception refused) {
      throw new IllegalStateException(operation + " failed", refused);
    }
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException gone) {
      // The server may have ended before.
      return;
    }
  }
}
