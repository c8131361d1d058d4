#include "regions.h"

#include "decision/session.h"

/* Whether the register has a text that a word may have made: there is one for each time that it ran. */
static bool may_be_new_text(const proviso_program *p, const pv_region *region, uint32_t reg) {
    const uint32_t memos = p->schema.slot_count + p->register_constants;
    if (reg < memos) return false;
    if (reg - memos < p->memo_count) return p->memo_classes[reg - memos] == PV_CLASS_TEXT;
    if (reg < p->base_register) return false;
    const pv_word word = p->code[region->first_word + reg - p->base_register];
    if (pv_word_op(word) != PV_OP_OTHERWISE) return pv_opcode_get(pv_word_op(word))->result == PV_CLASS_TEXT;
    return may_be_new_text(p, region, pv_word_a(word)) || may_be_new_text(p, region, pv_word_b(word));
}

static bool agrees(pv_machine *m, uint32_t index) {
    const pv_region *region = &m->program->regions[index];
    const pv_value value = {.region = index, .slot = region->result, .currency = region->currency};
    pv_currency currency = 0;
    pv_machine_begin(m, UINT64_MAX, UINT64_MAX);
    const pv_slot hot = pv_machine_value(m, &value, &currency);
    const pv_slot denominator = m->denominators == NULL ? 1 : m->denominators[region->result];
    if (!pv_machine_replay(m, index)) return false;
    const pv_slot cold = m->registers[region->result];
    if (!pv_slot_is_value(hot) || !pv_slot_is_value(cold)) return hot == cold;
    if (m->denominators != NULL && m->denominators[region->result] != denominator) return false;
    if (may_be_new_text(m->program, region, region->result))
        return pv_text_equal(pv_slot_text(hot), pv_slot_text(cold));
    return hot == cold &&
           (region->currency == PV_REGISTER_NONE || currency == (pv_currency)m->registers[region->currency]);
}

bool regions_agree(proviso_session *session) {
    for (uint32_t i = 0; i < session->program->region_count; i++) {
        if (session->program->regions[i].loop == 0 && !agrees(&session->machine, i)) return false;
    }
    return true;
}
