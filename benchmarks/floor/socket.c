#define _GNU_SOURCE
#include "socket.h"

#include <errno.h>
#include <linux/errqueue.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <string.h>
#include <sys/socket.h>

#include "uring.h"

static struct sockaddr_in loopback(int port) {
    return (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void set(int descriptor, int level, int name, int value, const char *sentence) {
    if (setsockopt(descriptor, level, name, &value, sizeof value)) {
        fail(sentence);
    }
}

static struct connection prepare(int descriptor, const struct options *options) {
    enum { BUSY_POLL_US = 50 };
    set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1, "TCP_NODELAY is refused");
    if (options->busy_poll) {
        set(descriptor, SOL_SOCKET, SO_BUSY_POLL, BUSY_POLL_US, "SO_BUSY_POLL is refused");
    }
    if (options->zerocopy) {
        set(descriptor, SOL_SOCKET, SO_ZEROCOPY, 1, "SO_ZEROCOPY is refused");
    }
    return (struct connection){
        .descriptor = descriptor, .uring = options->uring ? open_uring() : NULL, .quickack = options->quickack, .zerocopy = options->zerocopy};
}

int listen_on_loopback(int port) {
    struct sockaddr_in address = loopback(port);
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    set(listener, SOL_SOCKET, SO_REUSEADDR, 1, "SO_REUSEADDR is refused");
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1)) {
        fail("cannot listen on 127.0.0.1");
    }
    return listener;
}

int bound_port(int listener) {
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    if (getsockname(listener, (struct sockaddr *)&address, &length)) {
        fail("cannot tell the port");
    }
    return ntohs(address.sin_port);
}

struct connection accept_one(int listener, const struct options *options) {
    enum { PATIENCE_MS = 20000 };
    struct pollfd one = {.fd = listener, .events = POLLIN};
    if (poll(&one, 1, PATIENCE_MS) != 1) {
        fail("no sender came within 20 s");
    }
    int descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (descriptor < 0) {
        fail("cannot accept the sender");
    }
    return prepare(descriptor, options);
}

struct connection connect_to_loopback(const struct options *options) {
    struct sockaddr_in address = loopback(options->port);
    int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address)) {
        fail("cannot connect to the responder");
    }
    return prepare(descriptor, options);
}

void pin(int cpu) {
    cpu_set_t mask;
    CPU_ZERO(&mask);
    CPU_SET(cpu, &mask);
    if (sched_setaffinity(0, sizeof mask, &mask)) {
        fail("cannot run on the CPU that --cpu names");
    }
}

static int result_of(ssize_t count, bool reading) {
    return count > 0 || (count == 0 && !reading) ? (int)count
        : count < 0 && (errno == EAGAIN || errno == EINTR || errno == ENOBUFS) ? 0 : CLOSED;
}

int send_now(struct connection *connection, const void *bytes, int length) {
    if (connection->uring) {
        return uring_send(connection->uring, connection->descriptor, bytes, length);
    }
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL | (connection->zerocopy ? MSG_ZEROCOPY : 0);
    int taken = result_of(send(connection->descriptor, bytes, length, flags), false);
    connection->sent += taken > 0;
    return taken;
}

int send_vectors_now(struct connection *connection, struct iovec *vectors, size_t count) {
    struct msghdr message = {.msg_iov = vectors, .msg_iovlen = count};
    return result_of(sendmsg(connection->descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL), false);
}

int receive_now(struct connection *connection, void *bytes, int length) {
    if (connection->quickack) {
        set(connection->descriptor, IPPROTO_TCP, TCP_QUICKACK, 1, "TCP_QUICKACK is refused");
    }
    return connection->uring ? uring_receive(connection->uring, connection->descriptor, bytes, length)
        : result_of(recv(connection->descriptor, bytes, length, MSG_DONTWAIT), true);
}

void learn_released(struct connection *connection) {
    char control[128];
    struct msghdr message = {.msg_control = control, .msg_controllen = sizeof control};
    if (recvmsg(connection->descriptor, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) {
        return;
    }
    for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        struct sock_extended_err released;
        memcpy(&released, CMSG_DATA(part), sizeof released);
        if (released.ee_origin == SO_EE_ORIGIN_ZEROCOPY) {
            connection->released = released.ee_data + 1;
        }
    }
}

void wait_for(const struct connection *connection, int64_t ns, bool also_writable) {
    struct pollfd one = {.fd = connection->descriptor, .events = POLLIN | (also_writable ? POLLOUT : 0)};
    struct timespec time = {.tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000};
    ppoll(&one, 1, &time, NULL);
}
