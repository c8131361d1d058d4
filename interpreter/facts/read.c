/* The read loop: one pass over the document, declared parts into slots, the others to skip.c.
 *
 * Open objects and lists are frames, not calls. A key is predicted to be the one that followed its predecessor in the
 * document before; the prediction saves the search and decides nothing: where it fails, keys.c finds the member and
 * corrects it. A value that is not as declared is refused and the reading goes on; only a syntax error ends it. */
#include "facts/reader.h"
#include "facts/scan.h"

const char *pv_read_key(pv_facts *facts, pv_frame *frame, const char *at, pv_member **member) {
    if (*at != '"') return pv_refusal_syntax(facts, at, frame->count > 0 ? "a key" : "a key or }");
    if (frame->count == PV_READER_KEYS_MOST) {
        facts->status = PROVISO_LIMIT_REACHED;
        return NULL;
    }
    frame->count++;
    at = pv_keys_read(facts, frame, at + 1, member);
    if (at == NULL) return NULL;
    at = pv_scan_blanks(at);
    if (*at != ':') return pv_refusal_syntax(facts, at, "a colon");
    return pv_scan_blanks(at + 1);
}

/* ---- Values ---------------------------------------------------------------------------------------------------- */

static const char *read_text(pv_facts *facts, const char *at, pv_json_value *value) {
    const char *end = pv_scan_text(at);
    value->type = PV_JSON_TEXT;
    if (*end == '"') {
        value->text = pv_text(at, (size_t)(end - at));
        return end + 1;
    }
    uint32_t unit;
    end = pv_json_text_read(facts, at, &value->text, &unit);
    if (end == NULL || unit == PV_TEXT_SOUND) return end;
    pv_refusal_unit(facts, unit);
    value->type = PV_JSON_REFUSED;
    return end;
}

static const char *read_number(pv_facts *facts, const char *at, pv_json_value *value) {
    if (!pv_json_number_read(&value->number, &at)) return pv_refusal_syntax(facts, at, "a digit");
    value->type = PV_JSON_NUMBER;
    value->text = value->number.text;
    return at;
}

static inline const char *read_word(pv_facts *facts, const char *at, const char *word, pv_json_type type,
                                    pv_json_value *value) {
    size_t length = strlen(word);
    if (memcmp(at, word, length) != 0) return pv_refusal_syntax(facts, at, "a value");
    value->type = type;
    value->text = pv_text(at, length);
    return at + length;
}

const char *pv_read_scalar(pv_facts *facts, const char *at, pv_json_value *value) {
    value->type = PV_JSON_REFUSED;
    switch (*at) {
    case '"': return read_text(facts, at + 1, value);
    case 't': return read_word(facts, at, "true", PV_JSON_TRUE, value);
    case 'f': return read_word(facts, at, "false", PV_JSON_FALSE, value);
    case 'n': return read_word(facts, at, "null", PV_JSON_NULL, value);
    case '{': value->type = PV_JSON_OBJECT; return at;
    case '[': value->type = PV_JSON_ARRAY; return at;
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9': return read_number(facts, at, value);
    default: return pv_refusal_syntax(facts, at, "a value");
    }
}

/* A value that no shortcut has read. */
static const char *read_value(pv_facts *facts, const char *at, const pv_member *member) {
    if (*at == '{' && member->opens != NULL) return pv_frames_open_member(facts, member) ? at + 1 : NULL;
    if (*at == '[' && member->list != NULL) return pv_lists_open(facts, member->list) ? at + 1 : NULL;
    pv_json_value value;
    const char *end = pv_read_scalar(facts, at, &value);
    if (end == NULL) return NULL;
    pv_convert_value(facts, member, &value);
    bool is_open = value.type == PV_JSON_ARRAY || value.type == PV_JSON_OBJECT;
    return is_open ? pv_skip_value(facts, at) : end;
}

/* ---- Objects and lists ----------------------------------------------------------------------------------------- */

/* The members of the innermost object, from `at` to its end or to an object or list that opens in it. */
static const char *read_members(pv_facts *facts, pv_frame *frame, const char *at) {
    const uint64_t serial = frame->serial;
    const char *end = facts->end;
    for (;;) {
        at = pv_scan_blanks(at);
        if (*at == '}') {
            pv_frames_close_object(facts, frame);
            return at + 1;
        }
        uint32_t count = frame->count;
        if (count > 0) {
            if (*at != ',') return pv_refusal_syntax(facts, at, "a comma or }");
            at = pv_scan_blanks(at + 1);
        }
        pv_member *member = *frame->expected;
        if (__builtin_expect(pv_keys_match(member, at, end) && member->seen != serial && count < PV_READER_KEYS_MOST,
                             1)) {
            member->seen = serial;
            frame->member = member;
            frame->expected = &member->next;
            frame->count = count + 1;
            at = pv_scan_blanks(at + member->length);
        } else {
            at = pv_read_key(facts, frame, at, &member);
            if (at != NULL && member == NULL) at = pv_skip_value(facts, at);
            if (at == NULL) return NULL;
            if (member == NULL) continue;
        }
        const char *next = member->shortcut(facts, member, at);
        if (__builtin_expect(next != NULL, 1)) {
            at = next;
            continue;
        }
        at = read_value(facts, at, member);
        if (at == NULL || frame != &facts->frames[facts->depth - 1]) return at;
    }
}

/* The elements of the innermost list, likewise. */
static const char *read_elements(pv_facts *facts, pv_frame *frame, const char *at) {
    pv_list *list = frame->list;
    const pv_member *element = &list->element;
    for (;;) {
        at = pv_scan_blanks(at);
        if (*at == ']') {
            pv_lists_close(facts, list);
            return at + 1;
        }
        if (frame->count > 0) {
            if (*at != ',') return pv_refusal_syntax(facts, at, "a comma or ]");
            at = pv_scan_blanks(at + 1);
        }
        frame->count++;
        if (!pv_lists_add(facts, list)) return NULL;
        const char *next = element->shortcut(facts, element, at);
        if (__builtin_expect(next != NULL, 1)) {
            at = next;
            continue;
        }
        at = read_value(facts, at, element);
        if (at == NULL || frame != &facts->frames[facts->depth - 1]) return at;
    }
}

/* All that is open, up to the end of the root. */
static const char *read_frames(pv_facts *facts, const char *at) {
    while (at != NULL && facts->depth > 0) {
        pv_frame *frame = &facts->frames[facts->depth - 1];
        at = frame->is_array ? read_elements(facts, frame, at) : read_members(facts, frame, at);
    }
    return at;
}

static const char *read_root(pv_facts *facts, const char *at) {
    if (*at == '{') return pv_frames_open(facts, &facts->groups[0], false) ? read_frames(facts, at + 1) : NULL;
    pv_json_value value;
    const char *end = pv_read_scalar(facts, at, &value);
    if (end == NULL) return NULL;
    pv_refusal_value(facts, "an object", &value);
    return value.type == PV_JSON_ARRAY ? pv_skip_value(facts, at) : end;
}

const char *pv_read_document(pv_facts *facts, const char *at) {
    at = read_root(facts, pv_scan_blanks(at));
    if (at == NULL) return NULL;
    at = pv_scan_blanks(at);
    return at == facts->end ? at : pv_refusal_syntax(facts, at, "the end of the document");
}
