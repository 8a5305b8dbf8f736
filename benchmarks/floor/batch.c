#include "batch.h"

#include <stdlib.h>
#include <string.h>

#include "wire.h"

enum { BATCH_BYTES = 256 * 1024, MOST_VECTORS = 1024 };

struct batch create_batch(const struct options *options) {
    const int bytes = options->bytes;
    struct batch batch = {.options = options, .slots = BATCH_BYTES / bytes > 1 ? BATCH_BYTES / bytes : 1, .buffers = options->zerocopy ? MOST_BUFFERS : 1};
    if (options->vectored) {
        // Two for each message, its header and the filler.
        batch.slots = least(batch.slots, MOST_VECTORS / 2);
        batch.vectors = calloc(2 * batch.slots, sizeof *batch.vectors);
        batch.together = calloc(1, bytes);
    }
    for (int i = 0; i < batch.buffers; i++) {
        // Not zeros, so that nothing on the way finds it worth compressing.
        batch.bytes[i] = aligned_alloc(4096, ((size_t)batch.slots * bytes + 4095) & ~(size_t)4095);
        for (int at = 0; at < batch.slots * bytes; at++) {
            batch.bytes[i][at] = (char)rand();
        }
    }
    for (int slot = 0; options->vectored && slot < batch.slots; slot++) {
        batch.vectors[2 * slot] = (struct iovec){.iov_base = batch.bytes[0] + slot * HEADER_BYTES, .iov_len = HEADER_BYTES};
        batch.vectors[2 * slot + 1] = (struct iovec){.iov_base = batch.bytes[0] + (size_t)batch.slots * HEADER_BYTES, .iov_len = bytes - HEADER_BYTES};
    }
    return batch;
}

bool is_ready(struct batch *batch, struct connection *connection) {
    if (batch->buffers == 1) {
        return true;
    }
    if ((int32_t)(connection->released - batch->last_send[batch->current]) < 0) {
        learn_released(connection);
    }
    return (int32_t)(connection->released - batch->last_send[batch->current]) >= 0;
}

void write_header(struct batch *batch, int slot, int64_t sequence, int64_t due_ns) {
    size_t at = (size_t)slot * (batch->vectors ? HEADER_BYTES : batch->options->bytes);
    *(struct header *)(batch->bytes[batch->current] + at) = (struct header){
        .length = batch->options->bytes, .version = VERSION, .kind = MESSAGE, .sequence = sequence, .due_ns = due_ns};
}

// The rest of a message whose parts lie apart.
static char *put_together(struct batch *batch, int slot, int taken) {
    const struct iovec *parts = &batch->vectors[2 * slot];
    memcpy(batch->together, parts[0].iov_base, HEADER_BYTES);
    memcpy(batch->together + HEADER_BYTES, parts[1].iov_base, parts[1].iov_len);
    return batch->together + taken;
}

int send_batch(struct batch *batch, struct connection *connection, int count) {
    const int bytes = batch->options->bytes;
    char *from = batch->bytes[batch->current];
    int taken = batch->vectors ? send_vectors_now(connection, batch->vectors, 2 * (size_t)count) : send_now(connection, from, count * bytes);
    if (taken <= 0) {
        return taken;
    }
    int begun = (taken + bytes - 1) / bytes;
    batch->tail_length = begun * bytes - taken;
    batch->tail = batch->tail_length == 0 ? NULL
        : batch->vectors ? put_together(batch, begun - 1, bytes - batch->tail_length) : from + taken;
    if (batch->buffers > 1 && batch->tail_length == 0) {
        batch->last_send[batch->current] = connection->sent;
        batch->current = (batch->current + 1) % batch->buffers;
    }
    return begun;
}

int send_tail(struct batch *batch, struct connection *connection) {
    int taken = send_now(connection, batch->tail, batch->tail_length);
    if (taken > 0) {
        batch->tail += taken;
        batch->tail_length -= taken;
        if (batch->buffers > 1 && batch->tail_length == 0) {
            batch->last_send[batch->current] = connection->sent;
            batch->current = (batch->current + 1) % batch->buffers;
        }
    }
    return taken;
}
