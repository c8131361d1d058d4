/* The read loop: one pass over the document, declared parts into slots, the others to skip.c.
 *
 * Open objects are frames, not calls. A key is predicted to be the one that followed its predecessor in the document
 * before; the prediction saves the search and decides nothing: where it fails, keys.c finds the member and corrects it.
 * A value that is not as declared is refused and the reading goes on; only a syntax error ends it. */
#include "facts/reader.h"
#include "facts/scan.h"

const char *pv_read_open(pv_facts *facts, const char *at, pv_group *group) {
    if (facts->depth == facts->depth_most) return pv_refusal_depth(facts);
    pv_frame *frame = &facts->frames[facts->depth++];
    frame->group = group;
    frame->member = NULL;
    frame->expected = group != NULL ? &group->first : &facts->predicts_nothing;
    frame->serial = ++facts->serial;
    frame->first_signature = facts->signature_count;
    frame->count = 0;
    frame->is_array = *at == '[';
    return at + 1;
}

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

/* The slots of a group that is not there, as the one that it should be in has them. */
static void empty_group(pv_facts *facts, const pv_group *group, const pv_group *inner) {
    const pv_schema_group *outer = group->schema, *empty = inner->schema;
    const pv_slot *template =
        facts->schema->templates + outer->first_template + (empty->first_slot - outer->first_slot);
    if (empty->slot_count > 0) memcpy(facts->slots + empty->first_slot, template, empty->slot_count * sizeof(pv_slot));
}

static const char *read_group(pv_facts *facts, const char *at, const pv_frame *frame, const pv_member *member) {
    if (*at == '{') return pv_read_open(facts, at, member->opens);
    pv_json_value value;
    const char *end = pv_read_scalar(facts, at, &value);
    if (end == NULL) return NULL;
    if (value.type == PV_JSON_NULL) {
        empty_group(facts, frame->group, member->opens);
        return end;
    }
    pv_refusal_value(facts, "an object", &value);
    return value.type == PV_JSON_ARRAY ? pv_skip_value(facts, at) : end;
}

/* A field, or a part of an amount. */
static const char *read_field(pv_facts *facts, const char *at, const pv_member *member) {
    const pv_schema_field *field = member->field;
    if (*at == '{' && member->role == PV_MEMBER_FIELD && field->kind == PV_TYPE_MONEY) {
        facts->money = (pv_open_money){.field = field};
        return pv_read_open(facts, at, facts->money_group);
    }
    pv_json_value value;
    const char *end = pv_read_scalar(facts, at, &value);
    if (end == NULL) return NULL;
    switch (member->role) {
    case PV_MEMBER_AMOUNT: pv_convert_amount(facts, &value); break;
    case PV_MEMBER_CURRENCY: pv_convert_currency(facts, &value); break;
    default: pv_convert_field(facts, field, &value); break;
    }
    bool is_open = value.type == PV_JSON_ARRAY || value.type == PV_JSON_OBJECT;
    return is_open ? pv_skip_value(facts, at) : end;
}

/* A value that no shortcut has read. */
static const char *read_value(pv_facts *facts, const char *at, const pv_frame *frame, const pv_member *member) {
    return member->role == PV_MEMBER_GROUP ? read_group(facts, at, frame, member) : read_field(facts, at, member);
}

/* ---- Objects --------------------------------------------------------------------------------------------------- */

/* A declared object ends at the brace. */
static const char *close_object(pv_facts *facts, pv_frame *frame, const char *at) {
    const pv_group *group = frame->group;
    if (facts->signature_count > frame->first_signature) pv_keys_close(facts, frame);
    for (size_t i = group->field_count; i < group->member_count; i++) {
        if (group->members[i].seen != frame->serial) empty_group(facts, group, group->members[i].opens);
    }
    if (group == facts->money_group) pv_convert_money(facts, frame);
    facts->depth--;
    return at + 1;
}

/* The members of the innermost object, from `at` to its end or to an object that opens in it. */
static const char *read_members(pv_facts *facts, pv_frame *frame, const char *at) {
    const uint64_t serial = frame->serial;
    const char *end = facts->end;
    for (;;) {
        at = pv_scan_blanks(at);
        if (*at == '}') return close_object(facts, frame, at);
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
        at = read_value(facts, at, frame, member);
        if (at == NULL || frame != &facts->frames[facts->depth - 1]) return at;
    }
}

/* The members of all objects from the root on, up to its end. */
static const char *read_objects(pv_facts *facts, const char *at) {
    while (at != NULL && facts->depth > 0) at = read_members(facts, &facts->frames[facts->depth - 1], at);
    return at;
}

static const char *read_root(pv_facts *facts, const char *at) {
    if (*at == '{') {
        at = pv_read_open(facts, at, &facts->groups[0]);
        return at != NULL ? read_objects(facts, at) : NULL;
    }
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
