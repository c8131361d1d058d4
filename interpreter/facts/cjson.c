/* The cJSON reader: facts from a tree that the host has parsed with libcjson, or made by hand.
 *
 * Frames, keys, lists, conversion and refusals are those of the text reader, so that a document has the same slots and
 * refusals either way; here is only what differs. Nothing of libcjson is called, nor believed: a tree may be as deep as
 * it likes, hold invalid UTF-8, and items that are no JSON.
 *
 * Texts and keys are copied one behind the other into the block that else has the document, a quote and zero bytes
 * behind each, as the functions that look at them expect. Slots borrow from that block, so it cannot move while a tree
 * is read: where it proves too small, it grows, and the tree is read from its beginning. */
#include <cjson/cJSON.h>

#include "facts/cjson.h"
#include "facts/json_double.h"
#include "facts/reader.h"

enum {
    TYPE_MASK = 0xff, /* the other bits of a type say who owns what */
    BEHIND = 16       /* bytes that may be read behind a text */
};

typedef struct tree {
    pv_facts *facts;
    const cJSON *next[PV_READER_DEPTH_MOST]; /* by frame: the item that is to be read next */
    size_t used;                             /* of facts->text */
    size_t needed;                           /* more than facts->text has, or 0 */
    char number[PV_JSON_DOUBLE_MOST];
} tree;

/* ---- Texts ----------------------------------------------------------------------------------------------------- */

/* Behind the text, its quote, and in the end the padding, there must be room. */
static bool has_room(tree *t, size_t length) {
    pv_facts *facts = t->facts;
    if (length >= facts->bytes_most - t->used) {
        facts->status = PROVISO_LIMIT_REACHED;
        return false;
    }
    size_t needed = t->used + length + 1 + PV_READER_PADDING;
    if (needed > facts->capacity) t->needed = needed;
    return needed <= facts->capacity;
}

/* A byte at `offset` that no text in UTF-8 has there. It ends the reading, as in a document. */
static bool refuse_byte(tree *t, const char *text, size_t offset) {
    static const char hex[] = "0123456789abcdef";
    unsigned byte = (unsigned char)text[offset];
    pv_buffer *out = pv_refusal_begin_root(t->facts);
    pv_buffer_add_string(out, "UTF-8");
    pv_refusal_found(t->facts);
    pv_buffer_format(out, "byte 0x%c%c", hex[byte >> 4], hex[byte & 15]);
    if (t->facts->depth > 0) pv_buffer_add_string(out, " in ");
    pv_refusal_write_path(out, t->facts);
    pv_refusal_end(t->facts);
    return false;
}

/* false: the reading ends. */
static bool copy_text(tree *t, const char *zero_ended, proviso_text *copy) {
    size_t length = strlen(zero_ended);
    if (!has_room(t, length)) return false;
    char *to = t->facts->text + t->used;
    memcpy(to, zero_ended, length);
    to[length] = '"';
    memset(to + length + 1, 0, BEHIND);
    t->used += length + 1;
    *copy = pv_text(to, length);
    return true;
}

/* ---- Items ----------------------------------------------------------------------------------------------------- */

/* An item that is no JSON, which only a program can have put there. The reading goes on behind it. */
static void refuse_item(tree *t, const char *expected, const char *found) {
    pv_buffer *out = pv_refusal_begin(t->facts);
    pv_buffer_add_string(out, expected);
    pv_refusal_found(t->facts);
    pv_buffer_add_string(out, found);
    pv_refusal_end(t->facts);
}

static bool read_text(tree *t, const char *text, pv_json_value *value) {
    value->type = PV_JSON_TEXT;
    if (text == NULL) {
        refuse_item(t, "a value", "a text item without a text");
        value->type = PV_JSON_REFUSED;
        return true;
    }
    if (!copy_text(t, text, &value->text)) return false;
    size_t valid = pv_utf8_valid(value->text.data, value->text.length);
    return valid == value->text.length || refuse_byte(t, text, valid);
}

static void read_number(tree *t, const cJSON *item, pv_json_value *value) {
    uint64_t bits;
    _Static_assert(sizeof item->valuedouble == sizeof bits && __DBL_MANT_DIG__ == 53 && __DBL_MAX_EXP__ == 1024,
                   "binary64");
    memcpy(&bits, &item->valuedouble, sizeof bits);
    const char *at = t->number;
    value->type = PV_JSON_REFUSED;
    if (pv_json_double_write(t->number, bits).length == 0) {
        refuse_item(t, "a value", "not a number (NaN)");
        return;
    }
    pv_json_number_read(&value->number, &at);
    value->type = PV_JSON_NUMBER;
    value->text = value->number.text;
}

static void set_word(pv_json_value *value, pv_json_type type, proviso_text word) {
    value->type = type;
    value->text = word;
}

/* What pv_read_scalar is for a document. false: the reading ends. */
static bool read_scalar(tree *t, const cJSON *item, pv_json_value *value) {
    switch (item->type & TYPE_MASK) {
    case cJSON_String: return read_text(t, item->valuestring, value);
    case cJSON_Number: read_number(t, item, value); break;
    case cJSON_True: set_word(value, PV_JSON_TRUE, PROVISO_TEXT("true")); break;
    case cJSON_False: set_word(value, PV_JSON_FALSE, PROVISO_TEXT("false")); break;
    case cJSON_NULL: set_word(value, PV_JSON_NULL, PROVISO_TEXT("null")); break;
    case cJSON_Array: value->type = PV_JSON_ARRAY; break;
    case cJSON_Object: value->type = PV_JSON_OBJECT; break;
    case cJSON_Raw:
        refuse_item(t, "a value", "raw text");
        value->type = PV_JSON_REFUSED;
        break;
    default:
        refuse_item(t, "a value", "an item of no type");
        value->type = PV_JSON_REFUSED;
        break;
    }
    return true;
}

/* ---- The walk -------------------------------------------------------------------------------------------------- */

/* The item is an object or array, which has just been opened, or was too deep for it. */
static bool enter(tree *t, const cJSON *item, bool opened) {
    if (opened) t->next[t->facts->depth - 1] = item->child;
    return opened;
}

/* `member` NULL: it is not declared, or not to be taken. false: the reading ends. */
static bool read_item(tree *t, const cJSON *item, const pv_member *member) {
    pv_facts *facts = t->facts;
    pv_json_value value;
    if (!read_scalar(t, item, &value)) return false;
    bool is_object = value.type == PV_JSON_OBJECT, is_array = value.type == PV_JSON_ARRAY;
    if (member != NULL) {
        if (is_object && member->opens != NULL) return enter(t, item, pv_frames_open_member(facts, member));
        if (is_array && member->list != NULL) return enter(t, item, pv_lists_open(facts, member->list));
        pv_convert_value(facts, member, &value);
    }
    return is_object || is_array ? enter(t, item, pv_frames_open(facts, NULL, is_array)) : true;
}

static bool read_key(tree *t, pv_frame *frame, const char *key, pv_member **member) {
    proviso_text copy;
    *member = frame->member = NULL;
    frame->key = pv_text("", 0);
    if (frame->count == PV_READER_KEYS_MOST) {
        t->facts->status = PROVISO_LIMIT_REACHED;
        return false;
    }
    frame->count++;
    if (key == NULL) {
        refuse_item(t, "a key", "an item without a key");
        return true;
    }
    if (!copy_text(t, key, &copy)) return false;
    frame->key = pv_text(copy.data, pv_utf8_valid(copy.data, copy.length));
    if (frame->key.length < copy.length) return refuse_byte(t, key, frame->key.length);
    return pv_keys_take(t->facts, frame, copy, member);
}

static void close_frame(pv_facts *facts, pv_frame *frame) {
    if (frame->list != NULL)
        pv_lists_close(facts, frame->list);
    else if (frame->group != NULL)
        pv_frames_close_object(facts, frame);
    else
        pv_frames_close(facts, frame);
}

/* The next item of the innermost frame, or its end. */
static bool read_on(tree *t) {
    pv_facts *facts = t->facts;
    pv_frame *frame = &facts->frames[facts->depth - 1];
    const cJSON *item = t->next[facts->depth - 1];
    pv_member *member = NULL;
    if (item == NULL) {
        close_frame(facts, frame);
        return true;
    }
    t->next[facts->depth - 1] = item->next;
    if (!frame->is_array) return read_key(t, frame, item->string, &member) && read_item(t, item, member);
    frame->count++;
    if (frame->list == NULL) return read_item(t, item, NULL);
    return pv_lists_add(facts, frame->list) && read_item(t, item, &frame->list->element);
}

static bool read_root(tree *t, const cJSON *root) {
    pv_facts *facts = t->facts;
    pv_json_value value;
    if (!read_scalar(t, root, &value)) return false;
    if (value.type == PV_JSON_OBJECT) return enter(t, root, pv_frames_open(facts, &facts->groups[0], false));
    pv_refusal_value(facts, "an object", &value);
    return value.type == PV_JSON_ARRAY ? enter(t, root, pv_frames_open(facts, NULL, true)) : true;
}

static void read_tree(tree *t, const cJSON *root) {
    t->used = t->needed = 0;
    bool goes_on = read_root(t, root);
    while (goes_on && t->facts->depth > 0) goes_on = read_on(t);
}

proviso_status pv_facts_read_cjson(pv_facts *facts, const cJSON *root, bool strict) {
    tree t = {.facts = facts};
    do {
        pv_facts_begin(facts, strict);
        read_tree(&t, root);
    } while (t.needed > 0 && !facts->refusals.failed && pv_facts_make_room(facts, t.needed));
    return pv_facts_end(facts);
}
