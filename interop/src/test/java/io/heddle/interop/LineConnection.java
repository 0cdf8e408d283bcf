package io.heddle.interop;

import static io.heddle.Coroutines.suspend;

import io.heddle.AsyncIterator;
import io.heddle.Continuation;
import io.heddle.Coroutine;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Netty as coroutines on the channel's own loop. The channel reads when somebody wants a line and there is
 * none, and no further; who writes waits until the line is out.
 */
final class LineConnection extends SimpleChannelInboundHandler<String> implements AsyncIterator<String> {
    private final Channel channel;
    private final Queue<String> lines = new ArrayDeque<>();
    private @Nullable Continuation<Boolean> reader;

    LineConnection(Channel channel) {
        this.channel = channel;
        channel.config().setAutoRead(false);
    }

    @Override
    public Coroutine<Boolean> hasNextAsync() {
        return suspend(rest -> {
            if (!lines.isEmpty() || !channel.isActive()) {
                rest.resume(!lines.isEmpty());
            } else {
                reader = rest;
                channel.read();
            }
        });
    }

    @Override
    public String next() {
        return lines.remove();
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return completion(channel.close());
    }

    Coroutine<Void> writeLine(String line) {
        return completion(channel.writeAndFlush(line + "\n"));
    }

    static <T> Coroutine<T> completion(Future<T> future) {
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
        lines.add(line);
        answer(true);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (reader != null) {
            channel.read(); // no whole line has come yet
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
