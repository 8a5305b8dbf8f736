#include "histogram.h"

int64_t value_at(const struct histogram *histogram, double share) {
    int64_t wanted = (int64_t)(share * histogram->count + 0.5), seen = 0;
    for (int64_t at = 0; histogram->count && at < (int64_t)(DOUBLINGS + 1) * STEPS; at++) {
        seen += histogram->buckets[at];
        if (seen >= wanted && seen) {
            // From the second bucket on, what is left of an index after its bucket lies between STEPS and 2 x STEPS.
            int64_t shift = at < 2 * STEPS ? 0 : (at >> STEP_BITS) - 1;
            return (at - (shift << STEP_BITS)) << shift;
        }
    }
    return 0;
}
