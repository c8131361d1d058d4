/* Texts: the instructions that read or make one.
 *
 * Texts of facts may be long and are read as often as a program likes, so each pays by the bytes. A text that is made
 * lives in the machine's arena until new facts come, and one that stays as it is is not made anew. */
#include "evaluate/texts.h"

enum { BYTES_A_STEP = 64 };

static bool charge(pv_machine *m, size_t bytes) {
    return bytes < BYTES_A_STEP || pv_machine_charge(m, bytes / BYTES_A_STEP);
}

static bool has_capital(proviso_text text) {
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] >= 'A' && text.data[i] <= 'Z') return true;
    }
    return false;
}

pv_slot pv_value_lower(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_slot a = r[pv_word_a(w)];
    if (!pv_slot_is_value(a)) return PV_SLOT_UNKNOWN;
    proviso_text text = pv_slot_text(a);
    if (!charge(m, text.length)) return PV_SLOT_UNKNOWN;
    if (!has_capital(text)) return a;
    char *made = pv_arena_allocate(&m->texts, text.length);
    if (made == NULL) {
        m->limit = PV_LIMIT_MEMORY;
        return PV_SLOT_UNKNOWN;
    }
    pv_text_lower(made, text);
    text.data = made;
    return pv_slot_of_text(text, pv_schema_symbol(&m->program->schema, text));
}

pv_slot pv_value_length(pv_machine *m, const pv_slot *r, pv_word w) {
    pv_slot a = r[pv_word_a(w)];
    if (!pv_slot_is_value(a)) return PV_SLOT_UNKNOWN;
    proviso_text text = pv_slot_text(a);
    if (!charge(m, text.length)) return PV_SLOT_UNKNOWN;
    return pv_number_from_int((int64_t)pv_utf8_count(text.data, text.length));
}

static pv_slot test(pv_machine *m, const pv_slot *r, pv_word w, bool (*holds)(proviso_text, proviso_text)) {
    pv_slot a = r[pv_word_a(w)], b = r[pv_word_b(w)];
    if (!pv_slot_is_value(a) || !pv_slot_is_value(b)) return PV_SLOT_UNKNOWN;
    proviso_text text = pv_slot_text(a), part = pv_slot_text(b);
    if (!charge(m, text.length + part.length)) return PV_SLOT_UNKNOWN;
    return holds(text, part);
}

pv_slot pv_value_starts_with(pv_machine *m, const pv_slot *r, pv_word w) { return test(m, r, w, pv_text_starts_with); }
pv_slot pv_value_ends_with(pv_machine *m, const pv_slot *r, pv_word w) { return test(m, r, w, pv_text_ends_with); }
pv_slot pv_value_contains(pv_machine *m, const pv_slot *r, pv_word w) { return test(m, r, w, pv_text_contains); }
