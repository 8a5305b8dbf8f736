#define _GNU_SOURCE
#include "uring.h"

#include <errno.h>
#include <linux/io_uring.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "options.h"
#include "socket.h"

enum { ENTRIES = 8, SEND = 1, RECEIVE = 2, NOT_YET = INT32_MIN };

struct uring {
    int descriptor;
    struct io_uring_sqe *submissions;
    _Atomic unsigned *submission_tail;
    _Atomic unsigned *submission_flags;
    unsigned submission_mask;
    struct io_uring_cqe *completions;
    _Atomic unsigned *completion_head;
    _Atomic unsigned *completion_tail;
    unsigned completion_mask;
    bool receiving;
    int sent;
    int received;
};

struct uring *open_uring(void) {
    // Completions are only worked on when this thread enters the kernel for them, and a flag says when there is reason to.
    struct io_uring_params setup = {.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_TASKRUN_FLAG};
    struct uring *uring = calloc(1, sizeof *uring);
    uring->descriptor = syscall(SYS_io_uring_setup, ENTRIES, &setup);
    if (uring->descriptor < 0) {
        fail("io_uring is refused");
    }
    size_t length = setup.cq_off.cqes + setup.cq_entries * sizeof(struct io_uring_cqe);
    size_t array_end = setup.sq_off.array + setup.sq_entries * sizeof(unsigned);
    length = length > array_end ? length : array_end;
    char *rings = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, uring->descriptor, IORING_OFF_SQ_RING);
    uring->submissions = mmap(NULL, setup.sq_entries * sizeof(struct io_uring_sqe), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE,
        uring->descriptor, IORING_OFF_SQES);
    if (rings == MAP_FAILED || uring->submissions == MAP_FAILED) {
        fail("io_uring's rings cannot be mapped");
    }
    uring->submission_tail = (void *)(rings + setup.sq_off.tail);
    uring->submission_flags = (void *)(rings + setup.sq_off.flags);
    uring->submission_mask = *(unsigned *)(rings + setup.sq_off.ring_mask);
    for (unsigned i = 0; i < setup.sq_entries; i++) {
        ((unsigned *)(rings + setup.sq_off.array))[i] = i;
    }
    uring->completions = (void *)(rings + setup.cq_off.cqes);
    uring->completion_head = (void *)(rings + setup.cq_off.head);
    uring->completion_tail = (void *)(rings + setup.cq_off.tail);
    uring->completion_mask = *(unsigned *)(rings + setup.cq_off.ring_mask);
    return uring;
}

static void enter(const struct uring *uring, unsigned submitted, unsigned awaited) {
    while (syscall(SYS_io_uring_enter, uring->descriptor, submitted, awaited, IORING_ENTER_GETEVENTS, NULL, 0) < 0) {
        if (errno != EINTR) {
            fail("io_uring_enter failed");
        }
    }
}

static void submit(struct uring *uring, int operation, int descriptor, const void *bytes, int length, int flags, int what, unsigned awaited) {
    unsigned tail = atomic_load_explicit(uring->submission_tail, memory_order_relaxed);
    uring->submissions[tail & uring->submission_mask] = (struct io_uring_sqe){
        .opcode = operation, .fd = descriptor, .addr = (uintptr_t)bytes, .len = length, .msg_flags = flags, .user_data = what};
    atomic_store_explicit(uring->submission_tail, tail + 1, memory_order_release);
    enter(uring, 1, awaited);
}

static void reap(struct uring *uring) {
    unsigned head = atomic_load_explicit(uring->completion_head, memory_order_relaxed);
    while (head != atomic_load_explicit(uring->completion_tail, memory_order_acquire)) {
        const struct io_uring_cqe *completion = &uring->completions[head++ & uring->completion_mask];
        *(completion->user_data == SEND ? &uring->sent : &uring->received) = completion->res;
    }
    atomic_store_explicit(uring->completion_head, head, memory_order_release);
}

int uring_send(struct uring *uring, int descriptor, const void *bytes, int length) {
    uring->sent = NOT_YET;
    // Not to wait for room makes the kernel answer within this call.
    submit(uring, IORING_OP_SEND, descriptor, bytes, length, MSG_DONTWAIT | MSG_NOSIGNAL, SEND, 1);
    for (reap(uring); uring->sent == NOT_YET; reap(uring)) {
        // What has come may have been a receive's.
        enter(uring, 0, 1);
    }
    return uring->sent >= 0 ? uring->sent : uring->sent == -EAGAIN || uring->sent == -EINTR ? 0 : CLOSED;
}

int uring_receive(struct uring *uring, int descriptor, void *bytes, int length) {
    if (!uring->receiving) {
        uring->receiving = true;
        uring->received = NOT_YET;
        submit(uring, IORING_OP_RECV, descriptor, bytes, length, 0, RECEIVE, 0);
    } else if (uring->received == NOT_YET && atomic_load_explicit(uring->submission_flags, memory_order_relaxed) & IORING_SQ_TASKRUN) {
        enter(uring, 0, 0);
    }
    reap(uring);
    if (uring->received == NOT_YET) {
        return 0;
    }
    uring->receiving = false;
    return uring->received > 0 ? uring->received : uring->received == -EAGAIN || uring->received == -EINTR ? 0 : CLOSED;
}
