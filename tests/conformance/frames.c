/* Frames on standard input and output. See frames.h. The driver is trusted: a stream that is none ends the process. */
#include "frames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void frame_fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    exit(2);
}

static void make_room(struct frame *frame, size_t length) {
    if (length < frame->capacity) return;
    frame->capacity = length + length / 2 + 64;
    frame->data = realloc(frame->data, frame->capacity);
    if (frame->data == NULL) frame_fail("out of memory");
}

/* `KIND LENGTH` and a line end. */
static bool read_head(struct frame *frame) {
    char line[64];
    if (fgets(line, sizeof line, stdin) == NULL) return false;
    char *blank = strchr(line, ' '), *end = NULL;
    if (blank == NULL || blank - line >= (ptrdiff_t)sizeof frame->kind) frame_fail("a frame without its length");
    *blank = 0;
    memcpy(frame->kind, line, strlen(line) + 1);
    frame->length = strtoul(blank + 1, &end, 10);
    if (end == blank + 1 || *end != '\n') frame_fail("a frame without its length");
    return true;
}

bool frame_read(struct frame *frame) {
    if (!read_head(frame)) return false;
    make_room(frame, frame->length);
    if (fread(frame->data, 1, frame->length, stdin) != frame->length || getchar() != '\n')
        frame_fail("a frame that ends early");
    return true;
}

void frame_clear(struct frame *frame) {
    free(frame->data);
    *frame = (struct frame){.data = NULL};
}

void frame_write(const char *kind, const char *data, size_t length) {
    printf("%s %zu\n", kind, length);
    if (length > 0) fwrite(data, 1, length, stdout);
    putchar('\n');
}
