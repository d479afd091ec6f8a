package io.github.keycloakduo.duo;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * A watch for the TLS close_notify of the other side. Vert.x takes no notice of it and would send
 * the next request into a connection that answers nothing any more. A connection that is closed
 * leaves its pool.
 */
final class CloseNotifyWatch extends ChannelInboundHandlerAdapter {
  private final HttpConnection connection;

  private CloseNotifyWatch(HttpConnection connection) {
    this.connection = connection;
  }

  /** Watches a connection that was just opened. */
  static void over(HttpConnection connection) {
    // The public interface of Vert.x does not show the events of a channel.
    if (connection instanceof ConnectionBase base) {
      base.channel()
          .pipeline()
          .addBefore(
              base.channelHandlerContext().name(),
              CloseNotifyWatch.class.getName(),
              new CloseNotifyWatch(connection));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent) {
      connection.close();
    }
    context.fireUserEventTriggered(event);
  }
}
