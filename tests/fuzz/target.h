/* A fuzz target: takes any input, and stops the process where something is found. Linked with libFuzzer, or with
 * replay.c. */
#ifndef PV_TESTS_FUZZ_TARGET_H
#define PV_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
