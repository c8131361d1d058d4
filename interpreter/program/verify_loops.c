/* The verifier's part for loops: a body reads what its loop puts into its frame, and nothing of the region around it.
 *
 * Each register of frames is filled by one loop; what an element's slot gives it is known from the schema, what it
 * takes from the region around is asked where the word stands that goes through the list. A loop has such a word in one
 * place, and its body comes before the region of that word, so that bodies nest as far as depths say and end. */
#include "program/verify_internal.h"

static uint32_t first_frame(const proviso_program *p) {
    return p->schema.slot_count + p->register_constants + p->memo_count;
}

static const char *verify_copies(pv_verifier *v, uint32_t index) {
    const proviso_program *p = v->program;
    const pv_loop *loop = &p->loops[index];
    const uint32_t root = loop->list + 1, slots = p->schema.groups[root].slot_count;
    for (uint32_t i = 0; i < loop->slot_count + loop->capture_count; i++) {
        const pv_copy *copy = &p->copies[loop->first_copy + i];
        if (copy->target < first_frame(p) || copy->target >= p->base_register) return "a copy lies outside of frames";
        uint32_t frame = copy->target - first_frame(p);
        if (v->frame_loops[frame] != 0) return "two copies go to one register";
        v->frame_loops[frame] = (uint16_t)(index + 1);
        if (i >= loop->slot_count) continue;
        if (copy->source >= slots) return "a copy reads no slot of the element";
        const pv_frame_register *slot = &v->slots[v->first_slots[root] + copy->source];
        if (slot->class != p->frames[frame].class || slot->list != p->frames[frame].list)
            return "a register of a frame is of another class";
    }
    return NULL;
}

static const char *verify_loop(pv_verifier *v, uint32_t index) {
    const proviso_program *p = v->program;
    const pv_loop *loop = &p->loops[index];
    if (loop->list >= p->schema.list_count || loop->region >= p->region_count ||
        p->regions[loop->region].loop != index + 1)
        return "a loop has no list, or no body";
    if (loop->slot_count > p->copy_count || loop->capture_count > p->copy_count ||
        !pv_verify_list(&v->ends.copies, loop->first_copy, loop->slot_count + loop->capture_count, p->copy_count))
        return "a loop's copies are out of range";
    return verify_copies(v, index);
}

const char *pv_verify_frames(pv_verifier *v) {
    const proviso_program *p = v->program;
    const char *problem = p->loop_count > PV_LOOPS_MOST ? "there are too many loops" : NULL;
    for (uint32_t i = 0; i < p->loop_count && problem == NULL; i++) problem = verify_loop(v, i);
    for (uint32_t i = 0; i < p->frame_count && problem == NULL; i++) {
        if (v->frame_loops[i] == 0) problem = "a register of a frame is never filled";
    }
    return problem;
}

/* The list that a register holds as it was read, + 1; 0: it holds none. */
static uint32_t list_of(const pv_verifier *v, uint32_t reg) {
    const proviso_program *p = v->program;
    if (reg < p->schema.slot_count) return v->slots[reg].class == PV_CLASS_LIST ? v->slots[reg].list + 1 : 0;
    if (reg < first_frame(p) || reg >= p->base_register) return 0;
    const pv_frame_register *frame = &p->frames[reg - first_frame(p)];
    return frame->class == PV_CLASS_LIST ? frame->list + 1 : 0;
}

static const char *verify_captures(const pv_verifier *v, const pv_loop *loop, uint32_t at) {
    const proviso_program *p = v->program;
    for (uint32_t i = 0; i < loop->capture_count; i++) {
        const pv_copy *copy = &p->copies[loop->first_copy + loop->slot_count + i];
        const pv_frame_register *frame = &p->frames[copy->target - first_frame(p)];
        pv_class class = pv_verify_readable(v, copy->source, at);
        if (class == PV_CLASS_NONE || frame->class != (uint32_t) class) return "a loop takes what is not there";
        if (class == PV_CLASS_LIST && list_of(v, copy->source) != frame->list + 1) return "a loop takes another list";
    }
    return NULL;
}

const char *pv_verify_loop(pv_verifier *v, pv_word word, uint32_t at) {
    enum { VALUE_USE = 1, CURRENCY_USE = 2 };
    const proviso_program *p = v->program;
    const pv_region *region = &p->regions[v->region];
    const pv_loop *loop = &p->loops[pv_word_b(word)];
    bool asks_currency = pv_opcode_get(pv_word_op(word))->operand[1] == PV_CLASS_LOOP_MONEY;
    uint8_t use = asks_currency ? CURRENCY_USE : VALUE_USE, *uses = &v->loop_uses[pv_word_b(word)];
    if (loop->depth != pv_region_depth(p, region) + 1) return "a loop is of another depth";
    if (list_of(v, pv_word_a(word)) != loop->list + 1) return "a loop goes through another list";
    if (asks_currency && p->regions[loop->region].currency == PV_REGISTER_NONE) return "a loop has no currency";
    if ((*uses & use) != 0) return "a loop is used twice";
    *uses |= use;
    return verify_captures(v, loop, at);
}
