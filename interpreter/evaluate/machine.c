/* The machine: the order in which regions run, and their memos. Its loop is in loop.h.
 *
 * Every instruction is total, a fault is an unknown. A region that other regions read (a define that is used more than
 * once) runs before them, once for each set of facts, and leaves its result in a memo. The budget is charged a region
 * at a time. */
#include "evaluate/machine.h"

#include "evaluate/checked.h"
#include "evaluate/operations.h"

bool pv_machine_init(pv_machine *machine, const proviso_program *program, pv_arena *arena) {
    *machine = (pv_machine){.program = program, .round = 0};
    machine->registers = pv_arena_array(arena, pv_program_registers(program), sizeof *machine->registers);
    machine->filled = pv_arena_array(arena, program->region_count, sizeof *machine->filled);
    machine->needs = pv_arena_array(arena, program->memo_count + 1, sizeof *machine->needs);
    if (machine->registers == NULL || machine->filled == NULL || machine->needs == NULL) return false;
    if (program->register_constants > 0) {
        memcpy(machine->registers + program->schema.slot_count, program->constants,
               program->register_constants * sizeof *machine->registers);
    }
    return pv_checked_init(machine, arena);
}

void pv_machine_begin(pv_machine *machine, uint64_t budget) {
    machine->budget = budget;
    machine->exhausted = false;
    machine->round++;
    pv_checked_begin(machine);
}

/* ---- The loop ---- */

#define PV_LOOP run_hot
#define PV_LOOP_SKIPS 1
#include "evaluate/loop.h"
#undef PV_LOOP
#undef PV_LOOP_SKIPS

#define PV_LOOP run_all
#define PV_LOOP_SKIPS 0
#include "evaluate/loop.h"
#undef PV_LOOP
#undef PV_LOOP_SKIPS

pv_truth pv_machine_operand(pv_machine *m, uint32_t region, uint32_t index) {
    const pv_slot *r = m->registers;
    pv_word word = m->program->code[m->program->regions[region].first_word + index];
    pv_checked_read(m, word, 1);
    switch ((pv_opcode)pv_word_op(word)) {
#define TEST_AND(function) return pv_test_##function(m, r, word);
#define TEST_OR(function) return pv_test_##function(m, r, word);
#define TEST_VALUE(function) break;
#define PV_OPCODE(name, family, function, result, a, b, c, formula)                                                    \
    case PV_OP_##name:                                                                                                 \
        TEST_##family(function)
#include "program/opcodes.def"
#undef PV_OPCODE
    case PV_OPCODE_COUNT: break;
    }
    return pv_truth_from(r[m->program->base_register + index]);
}

/* ---- Regions ---- */

/* What a region costs: its words, and looking at what it needs. */
static inline bool charge_region(pv_machine *m, const pv_region *region) {
    return pv_machine_charge(m, (uint64_t)region->word_count + region->need_count + 1);
}

static void fill_memo(pv_machine *m, uint32_t index) {
    const pv_region *region = &m->program->regions[index];
    m->registers[region->memo] = m->registers[region->result];
    if (region->currency != PV_REGISTER_NONE) m->registers[region->memo + 1] = m->registers[region->currency];
    m->filled[index] = m->round;
    pv_checked_memo(m, region);
}

/* The budget is used up: what is not known stays unknown. */
static void forget_memo(pv_machine *m, uint32_t index) {
    const pv_region *region = &m->program->regions[index];
    m->registers[region->memo] = PV_SLOT_UNKNOWN;
    if (region->currency != PV_REGISTER_NONE) m->registers[region->memo + 1] = PV_SLOT_UNKNOWN;
    m->filled[index] = m->round;
}

/* Runs what a region needs, and what that needs, in order; with a stack of its own, as chains of defines may be long.
 */
static void prepare(pv_machine *m, uint32_t index) {
    const proviso_program *p = m->program;
    size_t depth = 0;
    m->needs[depth++] = (pv_need){index, 0};
    while (depth > 0) {
        pv_need *top = &m->needs[depth - 1];
        const pv_region *region = &p->regions[top->region];
        if (top->next < region->need_count) {
            uint32_t need = p->needs[region->first_need + top->next++];
            if (m->filled[need] != m->round) m->needs[depth++] = (pv_need){need, 0};
            continue;
        }
        depth--;
        if (depth == 0) return; /* the region itself is its caller's to run */
        if (charge_region(m, region)) {
            run_hot(m, region);
            fill_memo(m, top->region);
        } else {
            forget_memo(m, top->region);
        }
    }
}

static inline bool run_region(pv_machine *m, uint32_t index) {
    const pv_region *region = &m->program->regions[index];
    if (__builtin_expect(region->need_count > 0, 0)) prepare(m, index);
    if (!charge_region(m, region)) return false;
    run_hot(m, region);
    return true;
}

pv_truth pv_machine_condition(pv_machine *m, uint32_t region) {
    if (region == PV_NONE) return PV_TRUE;
    if (!run_region(m, region)) return PV_UNKNOWN;
    return pv_truth_from(m->registers[m->program->regions[region].result]);
}

pv_slot pv_machine_value(pv_machine *m, const pv_value *value, pv_currency *currency) {
    uint16_t slot = value->slot, currency_slot = value->currency;
    if (value->region != PV_NONE) {
        const pv_region *region = &m->program->regions[value->region];
        if (region->memo != PV_REGISTER_NONE) {
            slot = region->memo;
            if (currency_slot != PV_REGISTER_NONE) currency_slot = (uint16_t)(slot + 1);
        }
        if (region->memo == PV_REGISTER_NONE || m->filled[value->region] != m->round) {
            if (!run_region(m, value->region)) return PV_SLOT_UNKNOWN;
            if (region->memo != PV_REGISTER_NONE) fill_memo(m, value->region);
        }
    }
    pv_checked_value(m, slot, currency_slot);
    if (pv_slot_is_value(m->registers[slot])) {
        *currency =
            currency_slot == PV_REGISTER_NONE ? value->fixed_currency : (pv_currency)m->registers[currency_slot];
    }
    return m->registers[slot];
}

bool pv_machine_replay(pv_machine *m, uint32_t index) {
    const pv_region *region = &m->program->regions[index];
    if (region->need_count > 0) prepare(m, index);
    if (!charge_region(m, region)) return false;
    run_all(m, region);
    return true;
}
