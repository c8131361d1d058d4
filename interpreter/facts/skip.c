/* Undeclared parts: their syntax, keys and depth are checked, nothing is kept.
 *
 * Nesting is on the reader's frames, not on the stack of calls. */
#include "facts/reader.h"
#include "facts/scan.h"

/* A scalar, or the opening of an object or array. */
static const char *read_value(pv_facts *facts, const char *at) {
    pv_json_value value;
    const char *end = pv_read_scalar(facts, at, &value);
    if (end == NULL || (value.type != PV_JSON_ARRAY && value.type != PV_JSON_OBJECT)) return end;
    return pv_frames_open(facts, NULL, value.type == PV_JSON_ARRAY) ? at + 1 : NULL;
}

/* The next key or element of the innermost frame, or its end. */
static const char *read_on(pv_facts *facts, const char *at) {
    pv_frame *frame = &facts->frames[facts->depth - 1];
    at = pv_scan_blanks(at);
    if (*at == (frame->is_array ? ']' : '}')) {
        pv_frames_close(facts, frame);
        return at + 1;
    }
    if (frame->count > 0) {
        if (*at != ',') return pv_refusal_syntax(facts, at, frame->is_array ? "a comma or ]" : "a comma or }");
        at = pv_scan_blanks(at + 1);
    }
    if (frame->is_array) {
        frame->count++;
    } else {
        pv_member *member;
        at = pv_read_key(facts, frame, at, &member);
    }
    return at != NULL ? read_value(facts, at) : NULL;
}

const char *pv_skip_value(pv_facts *facts, const char *at) {
    unsigned depth = facts->depth;
    at = read_value(facts, at);
    while (at != NULL && facts->depth > depth) at = read_on(facts, at);
    return at;
}
