#pragma once

#include <stdbool.h>
#include <stdint.h>

struct options {
    int port;
    int64_t rate;
    int bytes;
    int reply_every;
    int reply_bytes;
    int cpu;
    int64_t warm_up_ms;
    int64_t measured_ms;

    // What is tried against the loop without it.
    bool uring;
    bool zerocopy;
    bool busy_poll;
    bool quickack;
    bool pause;
    bool block;
    bool vectored;
};

// Says what is wrong and ends the process where something is.
struct options read_options(int count, char **words);

// Prints a sentence on standard error, errno's words after it where there are any, and ends the process with 3.
_Noreturn void fail(const char *sentence);

static inline int least(int one, int other) { return one < other ? one : other; }
