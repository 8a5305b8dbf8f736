// The messages that go out in one call, and what the socket has left of them.
#pragma once

#include <stdint.h>
#include <sys/uio.h>

#include "options.h"
#include "socket.h"

// Zero-copy sends go round among several buffers, because the kernel reads from them after the call.
enum { MOST_BUFFERS = 8 };

struct batch {
    const struct options *options;
    int slots;
    int buffers;
    char *bytes[MOST_BUFFERS];
    uint32_t last_send[MOST_BUFFERS];
    int current;
    // Of a message that the socket took in part.
    char *tail;
    int tail_length;
    // Vectored: all messages share one filler; a tail is put together here.
    struct iovec *vectors;
    char *together;
};

struct batch create_batch(const struct options *options);

// Whether there is a buffer that may be written to.
bool is_ready(struct batch *batch, struct connection *connection);

void write_header(struct batch *batch, int slot, int64_t sequence, int64_t due_ns);

// Sends the first so many messages. How many the socket has begun to take; CLOSED. What it has of the last in part becomes the tail.
int send_batch(struct batch *batch, struct connection *connection, int count);

// Sends the rest of the tail. As send_now.
int send_tail(struct batch *batch, struct connection *connection);
