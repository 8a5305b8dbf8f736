#include "respond.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "socket.h"
#include "wire.h"

enum { RECEIVE_BYTES = 256 * 1024, LONGEST_SLEEP_NS = 10000000 };

static bool answer(struct connection *connection, const struct header *message, char *reply, int length) {
    struct header *header = (struct header *)reply;
    *header = *message;
    header->length = length;
    header->kind = REPLY;
    for (int sent = 0; sent < length;) {
        int taken = send_now(connection, reply + sent, length - sent);
        if (taken < 0) {
            return false;
        }
        sent += taken;
    }
    return true;
}

int respond(const struct options *options) {
    int listener = listen_on_loopback(options->port);
    printf("%d\n", bound_port(listener));
    fflush(stdout);
    struct connection connection = accept_one(listener, options);
    // Replies are few and written anew each time: nothing for the kernel to read later.
    connection.zerocopy = false;
    if (options->cpu >= 0) {
        pin(options->cpu);
    }

    const int bytes = options->bytes, capacity = RECEIVE_BYTES > 2 * bytes ? RECEIVE_BYTES : 2 * bytes;
    char *buffer = aligned_alloc(4096, (capacity + 4095) & ~4095), *reply = calloc(1, options->reply_bytes);
    int held = 0, until_reply = 0;
    for (int64_t sequence = 0;;) {
        int read = receive_now(&connection, buffer + held, capacity - held);
        if (read < 0) {
            return 0;
        }
        if (read == 0) {
            if (options->block) {
                wait_for(&connection, LONGEST_SLEEP_NS, false);
            } else if (options->pause) {
                __builtin_ia32_pause();
            }
            continue;
        }

        held += read;
        int at = 0;
        while (held - at >= HEADER_BYTES) {
            const struct header *message = (const struct header *)(buffer + at);
            if (!is_well_formed(message, MESSAGE, bytes) || message->sequence != sequence) {
                fail("the sender sent a malformed message");
            }
            if (held - at < bytes) {
                break;
            }
            if (until_reply == 0) {
                if (!answer(&connection, message, reply, options->reply_bytes)) {
                    return 0;
                }
                until_reply = options->reply_every;
            }
            until_reply--;
            sequence++;
            at += bytes;
        }
        held -= at;
        if (held > 0 && at > 0) {
            memmove(buffer, buffer + at, held);
        }
    }
}
