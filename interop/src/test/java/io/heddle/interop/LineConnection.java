package io.heddle.interop;

import static io.heddle.Coroutines.suspend;

import io.heddle.Continuation;
import io.heddle.Coroutine;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Netty as coroutines on the channel's own loop. The channel reads when somebody wants a line and there is
 * none, and no further; who writes waits until the line is out.
 */
final class LineConnection extends SimpleChannelInboundHandler<String> {
    private final Channel channel;
    private final Queue<String> lines = new ArrayDeque<>();
    private @Nullable Continuation<@Nullable String> reader;

    LineConnection(Channel channel) {
        this.channel = channel;
        channel.config().setAutoRead(false);
    }

    /** The next line; null at the end. */
    Coroutine<@Nullable String> readLine() {
        return suspend(rest -> {
            var line = lines.poll();
            if (line != null || !channel.isActive()) {
                rest.resume(line);
            } else {
                reader = rest;
                channel.read();
            }
        });
    }

    Coroutine<@Nullable Void> writeLine(String line) {
        return completion(channel.writeAndFlush(line + "\n"));
    }

    static <T extends @Nullable Object> Coroutine<T> completion(Future<T> future) {
        return suspend(rest -> {
            rest.onCancel(() -> future.cancel(false));
            future.addListener(done -> {
                if (future.isSuccess()) {
                    rest.resume(future.getNow());
                } else {
                    rest.fail(future.cause());
                }
            });
        });
    }

    Channel channel() {
        return channel;
    }

    /** How many lines have been read that nobody wanted yet. */
    int waitingLines() {
        return lines.size();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        if (reader == null) {
            lines.add(line);
        } else {
            resumeReader(line);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (reader != null) {
            channel.read(); // no whole line has come yet
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (reader != null) {
            resumeReader(null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void resumeReader(@Nullable String line) {
        var rest = Objects.requireNonNull(reader);
        reader = null;
        rest.resume(line);
    }
}
