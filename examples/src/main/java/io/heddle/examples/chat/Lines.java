package io.heddle.examples.chat;

import static io.heddle.Coroutines.suspend;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.AsyncIterator;
import io.heddle.Continuation;
import io.heddle.Coroutine;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose lines are awaited, on the loop of its channel. Back-pressure in both directions: it reads from the
 * network when somebody waits for a line, and a write is over when the line is on its way.
 */
final class Lines extends SimpleChannelInboundHandler<String> implements AsyncIterator<String> {
    private static final int LONGEST = 1024;

    private final Channel channel;
    /** What has been read and not been taken: the rest of a packet at most. */
    private final Queue<String> early = new ArrayDeque<>();

    private @Nullable Continuation<Boolean> reader;

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

    @Override
    public Coroutine<Boolean> hasNextAsync() {
        return suspend(rest -> {
            if (!early.isEmpty() || !channel.isActive()) {
                rest.resume(!early.isEmpty());
            } else {
                reader = rest;
                rest.onCancel(() -> reader = null);
                channel.read();
            }
        });
    }

    @Override
    public String next() {
        return early.remove();
    }

    Coroutine<Void> write(String line) {
        return completion(channel.writeAndFlush(line + "\n"));
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return completion(channel.close());
    }

    /** Ends the connection from outside: who reads from it finds its end. */
    void hangUp() {
        channel.close();
    }

    /** A future of Netty as something to await. */
    private static <T> Coroutine<T> completion(Future<T> future) {
        return suspend(rest -> future.addListener(ended -> {
            if (future.isSuccess()) {
                rest.resume(future.getNow());
            } else {
                rest.fail(future.cause());
            }
        }));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        early.add(line);
        answer(true);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (reader != null) {
            channel.read(); // the line is not complete yet
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void answer(boolean hasNext) {
        if (reader != null) {
            var rest = reader;
            reader = null;
            rest.resume(hasNext);
        }
    }
}
