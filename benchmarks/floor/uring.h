// The few calls of io_uring that the loops need, by system calls alone. No kernel thread polls the queue (SQPOLL): it would take a CPU
// of its own beside the two that the loops have.
#pragma once

struct uring *open_uring(void);

// Sends at once: submitted and waited for in one io_uring_enter. As send_now.
int uring_send(struct uring *uring, int descriptor, const void *bytes, int length);

// One receive is always submitted; while it is not complete, asking again takes no system call. The buffer must stay the same until
// bytes come. As receive_now.
int uring_receive(struct uring *uring, int descriptor, void *bytes, int length);
