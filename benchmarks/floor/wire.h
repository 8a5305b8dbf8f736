// What every frame on the wire begins with, as the agent has it: 24 bytes, little-endian, the length first, the header counted.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum { HEADER_BYTES = 24, VERSION = 1, MESSAGE = 3, REPLY = 4, LONGEST_FRAME = 1 << 20 };

struct header {
    int32_t length;
    uint8_t version;
    uint8_t kind;
    uint16_t reserved;
    int64_t sequence;
    int64_t due_ns;
} __attribute__((packed));

_Static_assert(sizeof(struct header) == HEADER_BYTES, "the header is 24 bytes");

static inline bool is_well_formed(const struct header *header, int kind, int length) {
    return header->length == length && header->version == VERSION && header->kind == kind && header->reserved == 0;
}

static inline int64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}
