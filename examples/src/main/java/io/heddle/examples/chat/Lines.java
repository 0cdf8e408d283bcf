package io.heddle.examples.chat;

import static io.heddle.Coroutines.*;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.*;
import io.heddle.sync.AsyncQueue;
import io.netty.channel.*;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.*;
import io.netty.util.concurrent.Future;
import java.io.IOException;

/**
 * A connection as lines, on the loop of its channel. Back-pressure in both directions: nothing is read from the network
 * while there is a line that nobody has taken, and a write is over when its line is on its way.
 */
final class Lines extends SimpleChannelInboundHandler<String> implements AsyncCloseable {
    private final Channel channel;
    private final AsyncQueue<String> unread = new AsyncQueue<>();

    Lines(Channel channel) {
        this.channel = channel;
        channel.pipeline()
                .addLast(new LineBasedFrameDecoder(1024), new StringDecoder(UTF_8), new StringEncoder(UTF_8), this);
    }

    /** The lines from here on. A loop that is left early leaves the rest to the next one. */
    AsyncIterable<String> read() {
        return AsyncIterable.generate(out -> {
            for (var line : unread) {
                channel.config().setAutoRead(unread.isEmpty());
                await(out.emit(line));
            }
            return done();
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        unread.offer(line);
        channel.config().setAutoRead(false);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        unread.shutdown();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    Coroutine<Void> write(String line) throws IOException {
        return end(channel.writeAndFlush(line + "\n"));
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return end(channel.close());
    }

    /** The end of what Netty has begun, as something to await. */
    private static <T> Coroutine<T> end(Future<T> future) {
        return suspend(rest -> future.addListener(ended -> {
            if (ended.isSuccess()) {
                rest.resume(future.getNow());
            } else {
                rest.fail(ended.cause());
            }
        }));
    }
}
