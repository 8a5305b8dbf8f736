// The least that one connection over loopback costs: a sender and a responder with as little around the system calls as can be, and the
// same load, clock and wire format as the agent. What the agent needs more than this is its own.
//   floor respond [OPTIONS]     says its port, answers one sender, ends with it
//   floor send --port PORT [OPTIONS]
#include <stdio.h>
#include <string.h>

#include "respond.h"
#include "send.h"

int main(int count, char **words) {
    if (count > 1 && !strcmp(words[1], "respond")) {
        struct options options = read_options(count - 1, words + 1);
        return respond(&options);
    }
    if (count > 1 && !strcmp(words[1], "send")) {
        struct options options = read_options(count - 1, words + 1);
        return send_all(&options);
    }
    fprintf(stderr, "usage: floor respond|send [OPTIONS]\n");
    return 2;
}
