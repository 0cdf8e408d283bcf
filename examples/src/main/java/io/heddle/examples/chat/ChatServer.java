package io.heddle.examples.chat;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.mayThrow;
import static io.heddle.Coroutines.withTimeout;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.heddle.Async;
import io.heddle.AsyncTimeoutException;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A chat server: who connects says a name, and then each line goes to all others. One thread serves everybody, so the
 * room is a plain map. Who speaks waits until the others have been told, which slows a flood down; who can't be told for
 * too long is sent away.
 */
public final class ChatServer implements AutoCloseable {
    private static final Duration FOR_A_NAME = ofMinutes(1);
    private static final Duration FOR_A_LINE = ofSeconds(5);

    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, Lines> room = new LinkedHashMap<>();
    private final Channel listener;

    private ChatServer(int port) {
        listener = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var lines = Lines.on(channel);
                        EventLoop.on(channel.eventLoop()).spawn(() -> serve(lines));
                    }
                })
                .bind(port)
                .syncUninterruptibly()
                .channel();
    }

    /** Opens a server; port 0 is a free one. */
    static ChatServer open(int port) {
        return new ChatServer(port);
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** One connection, from its first line to its last. */
    @Async
    private Coroutine<Void> serve(Lines lines) {
        try (lines) {
            var name = await(askForName(lines));
            if (!name.isEmpty()) {
                await(chat(name, lines));
            }
            mayThrow(IOException.class);
        } catch (AsyncTimeoutException | IOException e) {
            // gone, or has nothing to say
        }
        return done();
    }

    /** A name that nobody else has; empty where the connection ends instead. */
    @Async
    private Coroutine<String> askForName(Lines lines) {
        await(lines.write("What's your name?"));
        while (await(withTimeout(FOR_A_NAME, lines.hasNextAsync()))) {
            var name = lines.next().strip();
            if (!name.isEmpty() && !room.containsKey(name)) {
                return done(name);
            }
            await(lines.write("\"" + name + "\" is not free. What's your name?"));
        }
        return done("");
    }

    @Async
    private Coroutine<Void> chat(String name, Lines lines) {
        room.put(name, lines);
        try {
            await(lines.write("Here are: " + String.join(", ", room.keySet())));
            await(tellOthers(name, "* " + name + " has come"));
            while (await(lines.hasNextAsync())) {
                await(tellOthers(name, name + ": " + lines.next()));
            }
        } finally {
            room.remove(name);
            await(tellOthers(name, "* " + name + " has gone"));
        }
        return done();
    }

    @Async
    private Coroutine<Void> tellOthers(String speaker, String text) {
        var others = room.entrySet().stream()
                .filter(member -> !member.getKey().equals(speaker))
                .map(Map.Entry::getValue)
                .toList();
        await(gather(others, other -> tell(other, text)));
        return done();
    }

    /** A failure here is that of the listener, not of the speaker. */
    @Async
    private static Coroutine<Void> tell(Lines listener, String text) {
        try {
            await(withTimeout(FOR_A_LINE, listener.write(text)));
            mayThrow(IOException.class);
        } catch (AsyncTimeoutException | IOException e) {
            listener.hangUp(); // its own task reads the end, and leaves
        }
        return done();
    }

    /** Closes all connections, and waits until their tasks have taken leave. */
    @Override
    public void close() {
        if (thread.isShuttingDown()) {
            return;
        }
        listener.close().syncUninterruptibly();
        EventLoop.on(listener.eventLoop())
                .execute(() -> List.copyOf(room.values()).forEach(Lines::hangUp));
        thread.shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    /** Serves a port, 7000 unless another is given. */
    public static void main(String[] args) {
        try (var server = open(args.length == 0 ? 7000 : Integer.parseInt(args[0]))) {
            System.out.println("nc localhost " + server.port());
            server.listener.closeFuture().syncUninterruptibly();
        }
    }
}
