/* Session: its life, and reading facts into it.
 *
 * All memory that deciding needs is taken when the session is made; the facts reader's grows with the largest document
 * so far, that of explanations and of what is rendered with the largest of them. */
#include "decision/session.h"

static bool allocate(struct proviso_session *s) {
    const proviso_program *p = s->program;
    pv_arena *arena = &s->lasting;
    if (!pv_machine_init(&s->machine, p, arena)) return false;
    s->held = pv_arena_array(arena, p->rule_count, sizeof *s->held);
    s->unknown = pv_arena_array(arena, p->rule_count, sizeof *s->unknown);
    s->exclusions = pv_arena_array(arena, p->exclusion_count, sizeof *s->exclusions);
    s->outputs = pv_arena_array(arena, p->output_count, sizeof *s->outputs);
    return s->held != NULL && s->unknown != NULL && s->exclusions != NULL && s->outputs != NULL &&
           pv_origins_init(&s->origins, p, arena);
}

proviso_status pv_session_create(struct proviso_session **out, proviso_program *program) {
    pv_memory memory;
    pv_memory_init(&memory, &program->memory.allocator, program->limits.memory_bytes);
    struct proviso_session *s = pv_memory_array(&memory, 1, sizeof *s);
    if (s == NULL) return PROVISO_OUT_OF_MEMORY;
    s->memory = memory;
    s->program = pv_program_retain(program);
    s->decision.session = s;
    pv_arena_init(&s->lasting, &s->memory);
    pv_arena_init(&s->arena, &s->memory);
    pv_buffer_init(&s->text, &s->memory);
    proviso_status status = PROVISO_OUT_OF_MEMORY;
    if (allocate(s)) {
        status = pv_facts_create(&s->facts, &program->schema, &s->memory, s->machine.registers,
                                 program->limits.facts_bytes, (unsigned)program->limits.nesting);
    }
    if (status == PROVISO_OK) {
        pv_facts_reset(s->facts);
        s->machine.elements = pv_facts_elements(s->facts);
        *out = s;
    } else {
        pv_session_destroy(s);
    }
    return status;
}

void pv_session_destroy(struct proviso_session *s) {
    if (s == NULL) return;
    pv_buffer_clear(&s->text);
    pv_facts_destroy(s->facts);
    pv_machine_clear(&s->machine);
    pv_arena_clear(&s->arena);
    pv_arena_clear(&s->lasting);
    pv_program_release(s->program);
    pv_memory memory = s->memory;
    pv_memory_release(&memory, s, sizeof *s);
}

proviso_status pv_session_read_json(struct proviso_session *s, proviso_text json, bool strict) {
    pv_arena_reset(&s->arena);
    s->decision.explanation = NULL;
    proviso_status status = pv_facts_read_json(s->facts, json, strict);
    s->refused = status == PROVISO_FACTS_REFUSED;
    if (status != PROVISO_OK) {
        if (!s->refused) pv_facts_reset(s->facts);
    }
    return status;
}

bool pv_session_take_text(proviso_text *out, struct proviso_session *s) {
    if (s->text.failed) return false;
    *out = pv_arena_copy(&s->arena, pv_buffer_text(&s->text));
    return out->data != NULL;
}
