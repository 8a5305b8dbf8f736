// Counts values in buckets that double, each in 1,024 steps: 0.1 % at worst. A value beyond the last bucket counts there.
#pragma once

#include <stdint.h>

enum { STEP_BITS = 10, STEPS = 1 << STEP_BITS, DOUBLINGS = 32 };

struct histogram {
    int64_t count;
    int64_t buckets[(DOUBLINGS + 1) * STEPS];
};

static inline void record(struct histogram *histogram, int64_t value) {
    value = value < 0 ? 0 : value;
    int shift = 63 - __builtin_clzll((uint64_t)value | STEPS) - STEP_BITS;
    int64_t at = ((int64_t)shift << STEP_BITS) + (value >> shift);
    int64_t last = (int64_t)(DOUBLINGS + 1) * STEPS - 1;
    histogram->buckets[at < last ? at : last]++;
    histogram->count++;
}

// The least value that this share (0 to 1) of all values does not exceed; 0 of none.
int64_t value_at(const struct histogram *histogram, double share);
