// One connected TCP socket, used without waiting; by io_uring where that is tried.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include "options.h"

struct uring;

struct connection {
    int descriptor;
    struct uring *uring;
    bool quickack;
    // MSG_ZEROCOPY: sends that the kernel still reads from are those from `released` to `sent`.
    bool zerocopy;
    uint32_t sent;
    uint32_t released;
};

enum { CLOSED = -1 };

int listen_on_loopback(int port);
int bound_port(int listener);
struct connection accept_one(int listener, const struct options *options);
struct connection connect_to_loopback(const struct options *options);
void pin(int cpu);

// Bytes taken or brought; 0: not now; CLOSED.
int send_now(struct connection *connection, const void *bytes, int length);
int send_vectors_now(struct connection *connection, struct iovec *vectors, size_t count);
int receive_now(struct connection *connection, void *bytes, int length);

// Learns from the kernel which zero-copy sends it is done with.
void learn_released(struct connection *connection);

void wait_for(const struct connection *connection, int64_t ns, bool also_writable);
