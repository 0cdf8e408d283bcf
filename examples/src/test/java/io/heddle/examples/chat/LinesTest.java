package io.heddle.examples.chat;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Async;
import io.heddle.Coroutine;
import io.heddle.EventLoop;
import io.heddle.Promise;
import io.heddle.Task;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A line-based TCP server whose handlers are coroutines on the channel's own event loop. */
@Timeout(60)
class LinesTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final List<Task<Void>> handlers = new CopyOnWriteArrayList<>();

    private interface Handler {
        Coroutine<Void> serve(Lines lines, Channel channel) throws IOException;
    }

    @AfterEach
    void shutDown() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Serves each connection by a task of its channel's loop. */
    private InetSocketAddress serve(Handler handler) {
        var server = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var lines = new Lines(channel);
                        handlers.add(EventLoop.on(channel.eventLoop()).spawn(() -> handler.serve(lines, channel)));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
        return (InetSocketAddress) server.localAddress();
    }

    @Async
    private static Coroutine<Void> echo(Lines lines, Channel channel) throws IOException {
        for (var line : lines.read()) {
            await(sleep(ofMillis(1)));
            await(lines.write("echo " + line));
        }
        return done();
    }

    private static String ask(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }

    @Test
    void aHandlerReadsAndWritesOnTheLoopOfItsChannel() throws Exception {
        var threads = new CopyOnWriteArrayList<Boolean>();
        var address = serve((lines, channel) -> {
            for (var line : lines.read()) {
                threads.add(channel.eventLoop().inEventLoop());
                await(sleep(ofMillis(1)));
                threads.add(EventLoop.current() == EventLoop.on(channel.eventLoop()));
                await(lines.write("you said " + line));
                threads.add(channel.eventLoop().inEventLoop());
                break;
            }
            return done();
        });
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            assertThat(ask(socket, "hello")).isEqualTo("you said hello");
        }
        handlers.get(0).get();

        assertThat(threads).containsExactly(true, true, true);
    }

    @Test
    void manyConnectionsShareTheLoops() throws Exception {
        var address = serve(LinesTest::echo);
        var sockets = new CopyOnWriteArrayList<Socket>();
        for (var i = 0; i < 20; i++) {
            sockets.add(new Socket(address.getAddress(), address.getPort()));
        }
        for (var i = 0; i < 20; i++) {
            assertThat(ask(sockets.get(i), "line " + i)).isEqualTo("echo line " + i);
        }
        for (var socket : sockets) {
            socket.close();
        }
        for (var handler : handlers) {
            handler.get();
        }

        assertThat(handlers).hasSize(20).allMatch(Task::isDone);
    }

    /** Otherwise the sender would go on sending for ever. */
    @Test
    void aHandlerThatDoesNotReadHoldsTheSenderBack() throws Exception {
        var gate = new Promise<String>();
        var counted = new Promise<Integer>();
        var address = serve((lines, channel) -> {
            await(gate);
            var count = 0;
            for (var unused : lines.read()) {
                count++;
            }
            counted.complete(count);
            return done();
        });
        try (var socket = java.nio.channels.SocketChannel.open(address)) {
            var line = "x".repeat(99) + "\n";
            socket.configureBlocking(false);
            var sent =
                    sendUntilRefused(socket, ByteBuffer.wrap(line.repeat(1_000).getBytes(UTF_8)));
            gate.complete("open");
            socket.configureBlocking(true);
            socket.shutdownOutput();

            assertThat(counted.toCompletableFuture().get()).isEqualTo((int) (sent / 100));
        }
    }

    /** How many bytes go into the buffers of the two sockets. */
    private static long sendUntilRefused(java.nio.channels.SocketChannel socket, ByteBuffer lines) throws IOException {
        var sent = 0L;
        for (var refusals = 0; refusals < 100; ) {
            var written = socket.write(lines);
            sent += written;
            refusals = written == 0 ? refusals + 1 : 0;
            if (!lines.hasRemaining()) {
                lines.rewind();
            }
        }
        return sent;
    }

    @Test
    void aGroupThatShutsDownUnderLoadLeavesNoHandlerBehind() throws Exception {
        var address = serve(LinesTest::echo);
        var sockets = new CopyOnWriteArrayList<Socket>();
        for (var i = 0; i < 20; i++) {
            var socket = new Socket(address.getAddress(), address.getPort());
            sockets.add(socket);
            ask(socket, "first");
            socket.getOutputStream().write("another\n".repeat(100).getBytes(UTF_8));
        }
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        for (var handler : handlers) {
            awaitEnd(handler);
        }
        for (var socket : sockets) {
            socket.close();
        }

        assertThat(handlers).hasSize(20).allMatch(Task::isDone);
    }

    /** Netty drops its timers, and tells nobody. */
    @Test
    void aSleeperHearsOfAGroupThatHasShutDown() throws Exception {
        var asleep = new CountDownLatch(1);
        var heard = new CompletableFuture<Boolean>();
        EventLoop.on(group.next()).spawn(() -> {
            EventLoop.current().execute(asleep::countDown);
            try {
                await(sleep(ofSeconds(1)));
                heard.complete(false);
            } catch (RejectedExecutionException e) {
                heard.complete(true);
            }
            return done();
        });
        asleep.await();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();

        assertThat(heard.get()).isTrue();
    }

    /** It has read the end of its connection, or its channel or loop refused what it asked for. */
    private static void awaitEnd(Task<Void> handler) throws InterruptedException {
        try {
            handler.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOfAny(IOException.class, RejectedExecutionException.class);
        }
    }
}
