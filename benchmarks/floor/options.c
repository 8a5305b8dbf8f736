#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire.h"

enum { USAGE = 2, RIG = 3 };

_Noreturn void fail(const char *sentence) {
    fprintf(stderr, errno ? "%s: %s\n" : "%s\n", sentence, strerror(errno));
    exit(RIG);
}

static int64_t number(const char *name, const char *text, int64_t lowest, int64_t highest) {
    char *end;
    errno = 0;
    int64_t value = strtoll(text, &end, 10);
    if (errno || *end || end == text || value < lowest || value > highest) {
        fprintf(stderr, "--%s is '%s'; allowed is %lld to %lld\n", name, text, (long long)lowest, (long long)highest);
        exit(USAGE);
    }
    return value;
}

struct options read_options(int count, char **words) {
    enum { PORT = 1, RATE, BYTES, REPLY_EVERY, REPLY_BYTES, CPU, WARM_UP, MEASURED, URING, ZEROCOPY, BUSY_POLL, QUICKACK, PAUSE, BLOCK, VECTORED };
    static const struct option known[] = {
        {"port", required_argument, 0, PORT}, {"rate", required_argument, 0, RATE}, {"bytes", required_argument, 0, BYTES},
        {"reply-every", required_argument, 0, REPLY_EVERY}, {"reply-bytes", required_argument, 0, REPLY_BYTES},
        {"cpu", required_argument, 0, CPU}, {"warm-up-ms", required_argument, 0, WARM_UP}, {"measured-ms", required_argument, 0, MEASURED},
        {"uring", no_argument, 0, URING}, {"zerocopy", no_argument, 0, ZEROCOPY}, {"busy-poll", no_argument, 0, BUSY_POLL},
        {"quickack", no_argument, 0, QUICKACK}, {"pause", no_argument, 0, PAUSE}, {"block", no_argument, 0, BLOCK},
        {"vectored", no_argument, 0, VECTORED}, {0},
    };
    struct options options = {.rate = 20000, .bytes = 4016, .reply_every = 32, .reply_bytes = HEADER_BYTES, .cpu = -1, .warm_up_ms = 500, .measured_ms = 4000};
    int at = 0;
    for (int option; (option = getopt_long(count, words, "", known, &at)) != -1;) {
        switch (option) {
        case PORT: options.port = number("port", optarg, 0, 65535); break;
        case RATE: options.rate = number("rate", optarg, 1, 1000000000); break;
        case BYTES: options.bytes = number("bytes", optarg, HEADER_BYTES, LONGEST_FRAME); break;
        case REPLY_EVERY: options.reply_every = number("reply-every", optarg, 1, 1000000); break;
        case REPLY_BYTES: options.reply_bytes = number("reply-bytes", optarg, HEADER_BYTES, LONGEST_FRAME); break;
        case CPU: options.cpu = number("cpu", optarg, -1, 1023); break;
        case WARM_UP: options.warm_up_ms = number("warm-up-ms", optarg, 0, 600000); break;
        case MEASURED: options.measured_ms = number("measured-ms", optarg, 1, 600000); break;
        case URING: options.uring = true; break;
        case ZEROCOPY: options.zerocopy = true; break;
        case BUSY_POLL: options.busy_poll = true; break;
        case QUICKACK: options.quickack = true; break;
        case PAUSE: options.pause = true; break;
        case BLOCK: options.block = true; break;
        case VECTORED: options.vectored = true; break;
        default: exit(USAGE);
        }
    }
    if (options.uring + options.zerocopy + options.vectored > 1) {
        fprintf(stderr, "--uring, --zerocopy and --vectored are ways to send; choose one\n");
        exit(USAGE);
    }
    return options;
}
