package io.heddle.examples.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChatServerTest {
    private final ChatServer server = new ChatServer(0);

    @AfterEach
    void close() {
        server.close();
    }

    /** A person at a terminal. */
    private final class Client implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port);
        private final BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

        Client(String name) throws IOException {
            assertThat(reader.readLine()).isEqualTo("What's your name?");
            say(name);
        }

        void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }

        void hears(String line) throws IOException {
            assertThat(reader.readLine()).isEqualTo(line);
        }

        void hearsNothingMore() throws IOException {
            assertThat(reader.readLine()).isNull();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void whatOneSaysTheOthersHear() throws Exception {
        try (var ada = new Client("Ada")) {
            ada.hears("Here are: Ada");
            try (var bob = new Client("Bob")) {
                bob.hears("Here are: Ada, Bob");
                ada.hears("* Bob has come");
                ada.say("hello");
                bob.hears("Ada: hello");
                bob.say("hi\nthere");
                ada.hears("Bob: hi");
                ada.hears("Bob: there");
            }
            ada.hears("* Bob has gone");
        }
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        try (var ada = new Client("Ada")) {
            ada.hears("Here are: Ada");
            try (var other = new Client("Ada")) {
                other.hears("\"Ada\" is not free. What's your name?");
                other.say("Eve");
                other.hears("Here are: Ada, Eve");
            }
        }
    }

    @Test
    void aServerThatClosesSaysGoodbyeToAll() throws Exception {
        try (var ada = new Client("Ada")) {
            ada.hears("Here are: Ada");
            server.close();
            ada.hearsNothingMore();
        }
    }
}
