package io.heddle.examples.chat;

import static io.heddle.Coroutines.*;
import static java.time.Duration.*;

import io.heddle.*;
import io.heddle.EventLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.*;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.*;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.*;
import java.util.concurrent.TimeUnit;

/**
 * A chat server: who connects says a name, and then each line goes to all others. One thread serves everybody, so the
 * room is a plain map. Who speaks waits until the others have been told, which slows a flood down; who can't be told for
 * too long is sent away.
 */
public final class ChatServer implements AutoCloseable {
    private final EventLoopGroup thread = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<String, Lines> room = new LinkedHashMap<>();
    final int port;

    /** Opens a server; port 0 is a free one. */
    ChatServer(int port) {
        var listener = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        var lines = new Lines(channel);
                        EventLoop.on(channel.eventLoop()).spawn(() -> serve(lines));
                    }
                })
                .bind(port)
                .syncUninterruptibly()
                .channel();
        connections.add(listener);
        this.port = ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** One connection, from its first line to its last. */
    @Async
    private Coroutine<Void> serve(Lines lines) {
        try (lines) {
            var name = await(withTimeout(ofMinutes(1), askForName(lines)));
            await(chat(name, lines));
        } catch (AsyncTimeoutException | IOException e) {
            // gone, or has nothing to say
        }
        return done();
    }

    /** A name that nobody else has. */
    @Async
    private Coroutine<String> askForName(Lines lines) throws IOException {
        await(lines.write("What's your name?"));
        for (var line : lines.read()) {
            var name = line.strip();
            if (!name.isEmpty() && !room.containsKey(name)) {
                return done(name);
            }
            await(lines.write("\"" + name + "\" is not free. What's your name?"));
        }
        throw new IOException("gone without a name");
    }

    @Async
    private Coroutine<Void> chat(String name, Lines lines) throws IOException {
        room.put(name, lines);
        try {
            await(lines.write("Here are: " + String.join(", ", room.keySet())));
            await(tellOthers(name, "* " + name + " has come"));
            for (var line : lines.read()) {
                await(tellOthers(name, name + ": " + line));
            }
        } finally {
            room.remove(name);
            await(tellOthers(name, "* " + name + " has gone"));
        }
        return done();
    }

    @Async
    private Coroutine<Void> tellOthers(String speaker, String text) {
        var others = new LinkedHashMap<>(room);
        others.remove(speaker);
        await(gather(others.values(), other -> tell(other, text)));
        return done();
    }

    /** A failure here is that of the listener, not of the speaker. */
    @Async
    private static Coroutine<Void> tell(Lines listener, String text) {
        try {
            await(withTimeout(ofSeconds(5), listener.write(text)));
        } catch (AsyncTimeoutException | IOException e) {
            await(listener.closeAsync()); // its own task reads the end, and leaves
        }
        return done();
    }

    /** Closes all connections, and waits until their tasks have ended. */
    @Override
    public void close() {
        connections.close().syncUninterruptibly();
        thread.shutdownGracefully(100, 5_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }

    /** Serves a port, 7000 unless another is given. */
    public static void main(String[] args) {
        var server = new ChatServer(args.length == 0 ? 7000 : Integer.parseInt(args[0]));
        System.out.println("nc localhost " + server.port);
    }
}
