/* Loops while the program grows: bodies, and what their frames are filled with.
 *
 * A body reads facts, constants and its own frame. What it needs of the region around, a word of it, a memo, a register
 * of its frame, is taken over: it gets a register in the frame of each loop between. A frame's registers are numbered
 * as they are asked for; which loop fills which is sorted out at the end. */
#include "compile/builder.h"

void pv_loop_open(pv_builder *b, pv_draft_loop *loop, pv_draft_region *body, const pv_element *element, uint32_t list) {
    pv_loop row = {.list = list, .where = PV_REGISTER_NONE};
    *loop = (pv_draft_loop){
        .element = element, .outer = b->region->loop, .around = b->region, .index = (uint32_t)b->loops.count};
    loop->depth = loop->outer == NULL ? 1 : loop->outer->depth + 1;
    row.depth = (uint16_t)loop->depth;
    pv_ref none = PV_REF_NONE;
    pv_vector_push(&b->loops, &row);
    pv_vector_push(&b->wheres, &none);
    pv_vector_init(&loop->copies, b->memory, sizeof(pv_draft_copy));
    pv_region_open(b, body);
    body->loop = loop;
}

pv_ref pv_loop_close(pv_builder *b, pv_draft_loop *loop, pv_operand result, pv_ref where) {
    uint32_t region = pv_region_close(b, result, PV_CLASS_NONE);
    for (size_t i = 0; i < loop->copies.count; i++)
        pv_vector_push(&b->copies, pv_vector_at(&loop->copies, pv_draft_copy, i));
    if (loop->copies.failed) b->failed = true;
    pv_vector_clear(&loop->copies);
    if (!pv_builder_failed(b)) {
        pv_vector_at(&b->loops, pv_loop, loop->index)->region = region;
        *pv_vector_at(&b->wheres, pv_ref, loop->index) = where;
    }
    return pv_ref_of(PV_SPACE_IMMEDIATE, loop->index);
}

pv_draft_loop *pv_loop_find(const pv_builder *b, const pv_element *element) {
    pv_draft_loop *loop = b->region->loop;
    while (loop != NULL && loop->element != element) loop = loop->outer;
    return loop;
}

pv_draft_region *pv_loop_region(const pv_builder *b, const pv_draft_loop *to) {
    pv_draft_region *region = b->region;
    while (region->loop != to) region = region->loop->around;
    return region;
}

/* The register of a frame for this source; the same source gets the same one. */
static pv_ref frame_for(pv_builder *b, pv_draft_loop *loop, bool captured, pv_ref source, pv_frame_register what) {
    for (size_t i = loop->copies.count; i > 0; i--) {
        const pv_draft_copy *copy = pv_vector_at(&loop->copies, pv_draft_copy, i - 1);
        if (copy->source == source && copy->captured == captured) return pv_ref_of(PV_SPACE_FRAME, copy->frame);
    }
    pv_draft_copy copy = {loop->index, captured, source, (uint32_t)b->frames.count};
    if (!pv_vector_push(&loop->copies, &copy)) b->failed = true;
    pv_vector_push(&b->frames, &what);
    return pv_ref_of(PV_SPACE_FRAME, copy.frame);
}

/* `loop` is the one that reads; recursion is as deep as loops nest. */
static pv_ref import_into(pv_builder *b, pv_draft_loop *loop, const pv_draft_loop *from, pv_ref ref,
                          pv_frame_register what) {
    if (loop == from) return ref;
    return frame_for(b, loop, true, import_into(b, loop->outer, from, ref, what), what);
}

pv_ref pv_loop_import(pv_builder *b, const pv_draft_loop *from, pv_ref ref, pv_frame_register what) {
    unsigned space = pv_ref_space(ref);
    bool everywhere = space == PV_SPACE_FACT || space == PV_SPACE_CONSTANT || space == PV_SPACE_NONE;
    return everywhere ? ref : import_into(b, b->region->loop, from, ref, what);
}

pv_ref pv_loop_slot(pv_builder *b, pv_draft_loop *loop, uint32_t slot, pv_frame_register what) {
    return pv_loop_import(b, loop, frame_for(b, loop, false, slot, what), what);
}
