#include "send.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "histogram.h"
#include "socket.h"
#include "wire.h"

enum { RECEIVE_BYTES = 64 * 1024, OUTSTANDING = 1 << 18 };
static const int64_t SECOND_NS = 1000000000, MS_NS = 1000000, LONGEST_SLEEP_NS = 1000000, REPLY_PATIENCE_NS = 2000000000;

// Message k is due at start + floor(k x 1 s / rate). The fraction of a nanosecond is carried, not rounded away.
struct schedule {
    int64_t due_ns, carried, step, remainder, rate;
};

static inline void advance(struct schedule *schedule) {
    schedule->due_ns += schedule->step;
    schedule->carried += schedule->remainder;
    if (schedule->carried >= schedule->rate) {
        schedule->carried -= schedule->rate;
        schedule->due_ns++;
    }
}

// Messages from first to end (exclusive) are the measured ones.
struct measured {
    int64_t first, end, first_ns, end_ns, late, replies, batches;
    struct histogram from_due, from_send, send_lag;
};

static struct measured measured;
static int64_t sent_ns[OUTSTANDING];

static int64_t replies_before(int64_t sequence, int reply_every) {
    return (sequence + reply_every - 1) / reply_every;
}

static void take_replies(const struct options *options, const char *buffer, int length, int64_t received_ns, int64_t *replies) {
    for (int at = 0; at < length; at += options->reply_bytes) {
        const struct header *reply = (const struct header *)(buffer + at);
        if (!is_well_formed(reply, REPLY, options->reply_bytes) || reply->sequence != *replies * options->reply_every) {
            fail("a reply was malformed or out of order");
        }
        int64_t sent = sent_ns[*replies & (OUTSTANDING - 1)];
        ++*replies;
        if (reply->sequence >= measured.first && reply->sequence < measured.end) {
            record(&measured.from_due, received_ns - reply->due_ns);
            record(&measured.from_send, received_ns - sent);
            record(&measured.send_lag, sent - reply->due_ns);
            measured.replies++;
        }
    }
}

static int tell(const struct options *options) {
    int64_t messages = measured.end - measured.first;
    int64_t expected = replies_before(measured.end, options->reply_every) - replies_before(measured.first, options->reply_every);
    int64_t sampled_within = 0;
    // Of a lag of 1 ms the histogram's steps are 512 ns wide.
    for (int64_t lag = 0; lag < (int64_t)(sizeof measured.send_lag.buckets / sizeof *measured.send_lag.buckets); lag++) {
        int64_t shift = lag < 2 * STEPS ? 0 : (lag >> STEP_BITS) - 1;
        sampled_within += (lag - (shift << STEP_BITS)) << shift <= MS_NS ? measured.send_lag.buckets[lag] : 0;
    }
    printf("{\"p50Ns\":%lld,\"p99Ns\":%lld,\"p999Ns\":%lld,\"fromSendP50Ns\":%lld,\"sendLagP50Ns\":%lld,\"within\":%.6f,\"sampledWithin\":%.6f,"
           "\"repliesExpected\":%lld,\"replies\":%lld,\"rate\":%.0f,\"messagesACall\":%.1f}\n",
        (long long)value_at(&measured.from_due, 0.5), (long long)value_at(&measured.from_due, 0.99), (long long)value_at(&measured.from_due, 0.999),
        (long long)value_at(&measured.from_send, 0.5), (long long)value_at(&measured.send_lag, 0.5), 1 - (double)measured.late / messages,
        measured.send_lag.count ? (double)sampled_within / measured.send_lag.count : 0, (long long)expected, (long long)measured.replies,
        messages * 1e9 / (measured.end_ns - measured.first_ns), (double)messages / measured.batches);
    return 0;
}

int send_all(const struct options *options) {
    struct connection connection = connect_to_loopback(options);
    struct batch batch = create_batch(options);
    const int capacity = RECEIVE_BYTES > 2 * options->reply_bytes ? RECEIVE_BYTES : 2 * options->reply_bytes;
    char *replies_buffer = aligned_alloc(4096, (capacity + 4095) & ~4095);
    if (options->cpu >= 0) {
        pin(options->cpu);
    }

    const int64_t start_ns = now_ns() + MS_NS, measure_ns = start_ns + options->warm_up_ms * MS_NS, end_ns = measure_ns + options->measured_ms * MS_NS;
    struct schedule schedule = {.due_ns = start_ns, .step = SECOND_NS / options->rate, .remainder = SECOND_NS % options->rate, .rate = options->rate};
    int64_t sequence = 0, next_reply_at = 0, replies_asked = 0, replies = 0;
    int received = 0;
    bool over = false;
    measured.first = measured.end = INT64_MAX;

    while (!over || ((replies < replies_asked || batch.tail_length > 0) && now_ns() < end_ns + REPLY_PATIENCE_NS)) {
        const int64_t now = now_ns();
        bool idle = true;
        if (measured.first == INT64_MAX && now >= measure_ns) {
            measured.first = sequence;
            measured.first_ns = now;
        }
        if (!over && now >= end_ns) {
            measured.end = sequence;
            measured.end_ns = now;
            over = true;
        }

        // 1. The rest of a message that the socket took in part goes before anything else.
        if (batch.tail_length > 0) {
            int taken = send_tail(&batch, &connection);
            if (taken < 0) {
                fail("the connection broke off");
            }
            idle = taken == 0;
        }

        // 2. All that is due by now, and fits, in one call. What the socket does not take is written again when it is sent.
        if (!over && batch.tail_length == 0 && schedule.due_ns <= now && is_ready(&batch, &connection)) {
            idle = false;
            struct schedule ahead = schedule;
            int count = 0;
            while (count < batch.slots && ahead.due_ns <= now) {
                write_header(&batch, count, sequence + count, ahead.due_ns);
                advance(&ahead);
                count++;
            }
            int begun = send_batch(&batch, &connection, count);
            if (begun < 0) {
                fail("the connection broke off");
            }
            measured.batches += begun > 0 && measured.first != INT64_MAX;
            for (int i = 0; i < begun; i++) {
                if (sequence == next_reply_at) {
                    sent_ns[replies_asked & (OUTSTANDING - 1)] = now;
                    replies_asked++;
                    next_reply_at += options->reply_every;
                    if (replies_asked - replies > OUTSTANDING) {
                        fail("more replies are outstanding than can be kept track of");
                    }
                }
                measured.late += now - schedule.due_ns > MS_NS && measured.first != INT64_MAX;
                sequence++;
                advance(&schedule);
            }
        }

        // 3. All replies that have come.
        int read = receive_now(&connection, replies_buffer + received, capacity - received);
        if (read < 0) {
            fail("the connection broke off");
        }
        if (read > 0) {
            idle = false;
            received += read;
            int whole = received - received % options->reply_bytes;
            take_replies(options, replies_buffer, whole, now_ns(), &replies);
            received -= whole;
            memmove(replies_buffer, replies_buffer + whole, received);
        }

        if (idle && options->block) {
            int64_t until_due = batch.tail_length > 0 || over ? LONGEST_SLEEP_NS : schedule.due_ns - now_ns();
            if (until_due > 0) {
                wait_for(&connection, until_due < LONGEST_SLEEP_NS ? until_due : LONGEST_SLEEP_NS, batch.tail_length > 0);
            }
        } else if (idle && options->pause) {
            __builtin_ia32_pause();
        }
    }
    return tell(options);
}
