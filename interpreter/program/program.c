/* Program: life and lookups of a compiled policy.
 *
 * A program is written by the compiler (or the loader), verified, and never changed again, so that any number of
 * threads may read it; only its reference count moves, atomically. All tables live in the program's arena. A program
 * with replaced params (params.c) shares the tables of the one it came from and holds a reference to it. */
#include "program/file.h"

#include <string.h>

const pv_opcode_info *pv_opcode_get(unsigned op) {
    static const pv_opcode_info table[] = {
#define PV_OPCODE(name, family, function, result, a, b, c, formula)                                                    \
    {#name, PV_FAMILY_##family, PV_CLASS_##result, {PV_CLASS_##a, PV_CLASS_##b, PV_CLASS_##c}},
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
    case PV_TYPE_LIST: return PV_CLASS_LIST;
    case PV_TYPE_NONE: break;
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
    program->format_minor = PV_FILE_MINOR;
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

typedef struct pv_registers {
    uint32_t base, words;
    uint16_t word_bases[PV_LOOPS_NESTED + 1];
} pv_registers;

static bool find_most_words(uint32_t most[PV_LOOPS_NESTED + 1], const proviso_program *p) {
    for (uint32_t i = 0; i < p->loop_count; i++) {
        if (p->loops[i].depth == 0 || p->loops[i].depth > PV_LOOPS_NESTED) return false;
    }
    for (uint32_t i = 0; i < p->region_count; i++) {
        const pv_region *region = &p->regions[i];
        if (region->loop > p->loop_count) return false;
        uint32_t *words = &most[pv_region_depth(p, region)];
        if (region->word_count > *words) *words = region->word_count;
    }
    return true;
}

static bool find_registers(pv_registers *out, const proviso_program *p) {
    uint32_t most[PV_LOOPS_NESTED + 1] = {0};
    if (!find_most_words(most, p)) return false;
    const uint64_t base =
        (uint64_t)p->schema.slot_count + p->register_constants + (uint64_t)p->memo_count + (uint64_t)p->frame_count;
    uint64_t at = base;
    for (uint32_t depth = 0; depth <= PV_LOOPS_NESTED; depth++) {
        if (at > PV_REGISTERS_MOST) return false;
        out->word_bases[depth] = (uint16_t)at;
        at += most[depth];
    }
    if (at > PV_REGISTERS_MOST) return false;
    out->base = (uint32_t)base;
    out->words = (uint32_t)(at - base);
    return true;
}

bool pv_program_lay_out(proviso_program *p) {
    pv_registers found;
    if (!find_registers(&found, p)) return false;
    p->base_register = found.base;
    p->region_words = found.words;
    memcpy(p->word_bases, found.word_bases, sizeof p->word_bases);
    return true;
}

bool pv_program_is_laid_out(const proviso_program *p) {
    pv_registers found;
    return find_registers(&found, p) && p->base_register == found.base && p->region_words == found.words &&
           memcmp(p->word_bases, found.word_bases, sizeof p->word_bases) == 0;
}

const pv_zone *pv_program_zone(const proviso_program *program) { return program->has_zone ? &program->zone : NULL; }

const pv_program_param *pv_program_param_find(const proviso_program *program, proviso_text name) {
    for (uint32_t i = 0; i < program->param_count; i++) {
        if (pv_text_equal(pv_program_text(program, program->params[i].name), name)) return &program->params[i];
    }
    return NULL;
}
