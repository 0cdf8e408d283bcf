package io.heddle.examples.channels;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.run;
import static io.heddle.Coroutines.suspend;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.heddle.Async;
import io.heddle.Continuation;
import io.heddle.Coroutine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sends a file over a socket. The channels call back when an operation has ended; {@code suspend} turns each of them into
 * something to await, in one line.
 */
public final class Transfer {
    private static final int BUFFER = 8192;

    private Transfer() {}

    /** A handler that lets the task go on with what the operation has given, or with its failure. */
    private static <T> CompletionHandler<T, Continuation<T>> resuming() {
        return new CompletionHandler<>() {
            @Override
            public void completed(T result, Continuation<T> rest) {
                rest.resume(result);
            }

            @Override
            public void failed(Throwable failure, Continuation<T> rest) {
                rest.fail(failure);
            }
        };
    }

    private static Coroutine<AsynchronousSocketChannel> accept(AsynchronousServerSocketChannel server) {
        return suspend(rest -> server.accept(rest, resuming()));
    }

    private static Coroutine<Void> connect(AsynchronousSocketChannel socket, SocketAddress address) {
        return suspend(rest -> socket.connect(address, rest, resuming()));
    }

    private static Coroutine<Integer> read(AsynchronousSocketChannel socket, ByteBuffer buffer) {
        return suspend(rest -> socket.read(buffer, rest, resuming()));
    }

    private static Coroutine<Integer> write(AsynchronousSocketChannel socket, ByteBuffer buffer) {
        return suspend(rest -> socket.write(buffer, rest, resuming()));
    }

    private static Coroutine<Integer> read(AsynchronousFileChannel file, ByteBuffer buffer, long position) {
        return suspend(rest -> file.read(buffer, position, rest, resuming()));
    }

    private static Coroutine<Integer> write(AsynchronousFileChannel file, ByteBuffer buffer, long position) {
        return suspend(rest -> file.write(buffer, position, rest, resuming()));
    }

    /** Sends a file to the first who connects. */
    @Async
    static Coroutine<Void> send(Path source, AsynchronousServerSocketChannel server) throws IOException {
        try (var socket = await(accept(server));
                var file = AsynchronousFileChannel.open(source, READ)) {
            var buffer = ByteBuffer.allocate(BUFFER);
            var position = 0L;
            for (var read = await(read(file, buffer, position));
                    read >= 0;
                    read = await(read(file, buffer, position))) {
                position += read;
                buffer.flip();
                while (buffer.hasRemaining()) {
                    await(write(socket, buffer));
                }
                buffer.clear();
            }
        }
        return done();
    }

    /** Writes what the server sends to a file; how many bytes that were. */
    @Async
    static Coroutine<Long> receive(Path target, SocketAddress server) throws IOException {
        var position = 0L;
        try (var socket = AsynchronousSocketChannel.open();
                var file = AsynchronousFileChannel.open(target, CREATE, WRITE)) {
            await(connect(socket, server));
            var buffer = ByteBuffer.allocate(BUFFER);
            while (await(read(socket, buffer)) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    position += await(write(file, buffer, position));
                }
                buffer.clear();
            }
        }
        return done(position);
    }

    /** Sends and receives at the same time, on one thread; how many bytes. */
    @Async
    static Coroutine<Long> transfer(Path source, Path target) throws IOException {
        try (var server = AsynchronousServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var sent = await(gather(send(source, server), receive(target, server.getLocalAddress())));
            return done((Long) sent.get(1));
        }
    }

    /** Transfers a file of its own; takes no arguments. */
    public static void main(String[] args) throws IOException {
        var folder = Files.createTempDirectory("transfer");
        var source = Files.writeString(folder.resolve("source"), "All work and no play. ".repeat(100_000), UTF_8);
        var target = folder.resolve("target");
        System.out.println(run(transfer(source, target)) + " bytes, "
                + (Files.mismatch(source, target) < 0 ? "all of them right" : "not the same"));
        Files.delete(source);
        Files.delete(target);
        Files.delete(folder);
    }
}
