/* Frames: how the conformance driver talks to its two C tools. A frame is `KIND LENGTH`, a line end, LENGTH bytes of
 * any kind, and a line end; a stream is frames until it ends. */
#ifndef CONFORMANCE_FRAMES_H
#define CONFORMANCE_FRAMES_H

#include <stdbool.h>
#include <stddef.h>

struct frame {
    char kind[16];
    char *data; /* kept from one frame to the next, and released by frame_clear */
    size_t length, capacity;
};

/* The next frame of standard input; false at its end. What is no frame ends the process. */
bool frame_read(struct frame *frame);
void frame_clear(struct frame *frame);
/* To standard output. */
void frame_write(const char *kind, const char *data, size_t length);

/* Ends the process: a tool of a test has nothing to go on with. */
_Noreturn void frame_fail(const char *what);

#endif
