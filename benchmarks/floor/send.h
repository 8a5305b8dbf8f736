#pragma once

#include "options.h"

// Sends what is due for as long as the options say, and prints one JSON object with what was measured.
int send_all(const struct options *options);
