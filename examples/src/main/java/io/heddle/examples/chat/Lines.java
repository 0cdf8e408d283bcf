package io.heddle.examples.chat;

import static io.heddle.Coroutines.suspend;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.Continuation;
import io.heddle.Coroutine;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose lines are awaited, on the loop of its channel. Back-pressure in both directions: it reads from the
 * network when somebody waits for a line, and a write is over when the line is on its way.
 */
final class Lines extends SimpleChannelInboundHandler<String> {
    private static final int LONGEST = 1024;

    private final Channel channel;
    /** What came with the same packet as a line that was wanted. */
    private final Queue<String> early = new ArrayDeque<>();

    private @Nullable Continuation<@Nullable String> reader;

    private Lines(Channel channel) {
        this.channel = channel;
    }

    static Lines on(Channel channel) {
        var lines = new Lines(channel);
        channel.config().setAutoRead(false);
        channel.pipeline()
                .addLast(new LineBasedFrameDecoder(LONGEST), new StringDecoder(UTF_8), new StringEncoder(UTF_8))
                .addLast(lines);
        return lines;
    }

    /** The next line; null where the connection has ended. */
    Coroutine<@Nullable String> read() {
        return suspend(rest -> {
            var line = early.poll();
            if (line != null || !channel.isActive()) {
                rest.resume(line);
            } else {
                reader = rest;
                rest.onCancel(() -> reader = null);
                channel.read();
            }
        });
    }

    Coroutine<Void> write(String line) {
        return suspend(rest -> channel.writeAndFlush(line + "\n").addListener(write -> {
            if (write.isSuccess()) {
                rest.resume(null);
            } else {
                rest.fail(write.cause());
            }
        }));
    }

    void close() {
        channel.close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        if (reader == null) {
            early.add(line);
        } else {
            resume(reader, line);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (reader != null) {
            channel.read(); // the line is not complete yet
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (reader != null) {
            resume(reader, null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void resume(Continuation<@Nullable String> rest, @Nullable String line) {
        reader = null;
        rest.resume(line);
    }
}
