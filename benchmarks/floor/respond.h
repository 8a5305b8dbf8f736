#pragma once

#include "options.h"

// Says its port on standard output, answers one sender, and returns when that has gone.
int respond(const struct options *options);
