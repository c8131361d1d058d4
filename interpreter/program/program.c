/* Program: life and lookups of a compiled policy.
 *
 * A program is written by the compiler (or the loader), verified, and never changed again, so that any number of
 * threads may read it; only its reference count moves, atomically. All tables live in the program's arena. A program
 * with replaced params (params.c) shares the tables of the one it came from and holds a reference to it. */
#include "program/program.h"

const pv_opcode_info *pv_opcode_get(unsigned op) {
    static const pv_opcode_info table[] = {
#define PV_OPCODE(name, family, function, result, a, b, c, formula)                                                    \
    {#name, formula, PV_FAMILY_##family, PV_CLASS_##result, {PV_CLASS_##a, PV_CLASS_##b, PV_CLASS_##c}},
#include "program/opcodes.def"
#undef PV_OPCODE
    };
    return &table[op];
}

pv_class pv_class_of(pv_type_kind kind) {
    switch (kind) {
    case PV_TYPE_BOOL: return PV_CLASS_BOOL;
    case PV_TYPE_NUMBER:
    case PV_TYPE_MONEY: return PV_CLASS_NUMBER;
    case PV_TYPE_TEXT:
    case PV_TYPE_ONE_OF: return PV_CLASS_TEXT;
    case PV_TYPE_DATE: return PV_CLASS_DATE;
    case PV_TYPE_TIME: return PV_CLASS_TIME;
    case PV_TYPE_SPAN: return PV_CLASS_SPAN;
    case PV_TYPE_NONE:
    case PV_TYPE_LIST: break;
    }
    return PV_CLASS_NONE;
}

proviso_status pv_program_create(proviso_program **out, const proviso_allocator *allocator,
                                 const proviso_limits *limits) {
    pv_memory memory;
    pv_memory_init(&memory, allocator, limits->memory_bytes);
    proviso_program *program = pv_memory_array(&memory, 1, sizeof *program);
    if (program == NULL) return PROVISO_OUT_OF_MEMORY;
    program->memory = memory;
    program->limits = *limits;
    atomic_init(&program->references, 1);
    pv_arena_init(&program->arena, &program->memory);
    *out = program;
    return PROVISO_OK;
}

proviso_program *pv_program_retain(proviso_program *program) {
    atomic_fetch_add_explicit(&program->references, 1, memory_order_relaxed);
    return program;
}

void pv_program_release(proviso_program *program) {
    while (program != NULL && atomic_fetch_sub_explicit(&program->references, 1, memory_order_acq_rel) == 1) {
        proviso_program *base = program->base;
        pv_arena_clear(&program->arena);
        pv_memory memory = program->memory;
        pv_memory_release(&memory, program, sizeof *program);
        program = base;
    }
}

const pv_zone *pv_program_zone(const proviso_program *program) { return program->has_zone ? &program->zone : NULL; }

const pv_program_param *pv_program_param_find(const proviso_program *program, proviso_text name) {
    for (uint32_t i = 0; i < program->param_count; i++) {
        if (pv_text_equal(pv_program_text(program, program->params[i].name), name)) return &program->params[i];
    }
    return NULL;
}
