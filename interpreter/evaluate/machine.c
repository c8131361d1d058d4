/* The machine: the order in which regions run, and their memos. Its loop over words is in loop.h, what goes through
 * lists in fold.c.
 *
 * Every instruction is total, a fault is an unknown. A region that other regions read (a define that is used more than
 * once) runs before them, once for each set of facts (in the body of a loop: for each element), and leaves its result
 * in a memo. The budget is charged a region at a time. */
#include "evaluate/machine.h"

#include "evaluate/checked.h"
#include "evaluate/operations.h"

static bool has_fractions(const proviso_program *program) {
    for (uint32_t i = 0; i < program->code_count; i++) {
        if (pv_opcode_get(pv_word_op(program->code[i]))->result == PV_CLASS_FRACTION) return true;
    }
    return false;
}

bool pv_machine_init(pv_machine *machine, const proviso_program *program, pv_arena *arena) {
    const size_t registers = pv_program_registers(program);
    *machine = (pv_machine){.program = program};
    pv_arena_init(&machine->texts, arena->memory);
    machine->registers = pv_arena_array(arena, registers, sizeof *machine->registers);
    machine->filled = pv_arena_array(arena, program->region_count, sizeof *machine->filled);
    machine->needs = pv_arena_array(arena, (size_t)program->memo_count + PV_LOOPS_NESTED + 1, sizeof *machine->needs);
    if (machine->registers == NULL || machine->filled == NULL || machine->needs == NULL) return false;
    if (has_fractions(program)) {
        machine->denominators = pv_arena_array(arena, registers, sizeof *machine->denominators);
        if (machine->denominators == NULL) return false;
    }
    if (program->register_constants > 0) {
        memcpy(machine->registers + program->schema.slot_count, program->constants,
               program->register_constants * sizeof *machine->registers);
    }
    return pv_checked_init(machine, arena);
}

void pv_machine_clear(pv_machine *machine) {
    if (machine->texts.memory != NULL) pv_arena_clear(&machine->texts);
}

void pv_machine_begin(pv_machine *machine, uint64_t budget, uint64_t elements) {
    machine->budget = budget;
    machine->elements_left = elements;
    machine->limit = PV_WITHIN_LIMITS;
    machine->rounds[0] = ++machine->last_round;
    machine->need_count = 0;
    pv_arena_reset(&machine->texts);
    pv_checked_begin(machine);
}

/* ---- Words ---- */

#include "evaluate/loop.h"

/* The same instructions by number, for replay, where their code need not be fast. */
typedef struct pv_operation {
    pv_truth (*test)(pv_machine *, const pv_slot *, pv_word);
    pv_slot (*value)(pv_machine *, const pv_slot *, pv_word);
    pv_slot (*fraction)(pv_machine *, const pv_slot *, pv_word, pv_slot *);
} pv_operation;

static const pv_operation operations[] = {
#define OPERATION_AND(function) {.test = pv_test_##function},
#define OPERATION_OR(function) {.test = pv_test_##function},
#define OPERATION_VALUE(function) {.value = pv_value_##function},
#define OPERATION_FRACTION(function) {.fraction = pv_fraction_op_##function},
#define PV_OPCODE(name, family, function, result, a, b, c, formula) OPERATION_##family(function)
#include "program/opcodes.def"
#undef PV_OPCODE
};

static pv_slot run_link(pv_machine *m, pv_word word) {
    const unsigned op = pv_word_op(word);
    pv_truth before = pv_truth_from(m->registers[pv_word_a(word)]);
    pv_truth own = operations[op].test(m, m->registers, word);
    bool is_and = pv_opcode_get(op)->family == PV_FAMILY_AND;
    return pv_slot_of_truth(is_and ? pv_truth_and(before, own) : pv_truth_or(before, own));
}

/* All words, skips ignored. */
static void run_all(pv_machine *m, const pv_region *region) {
    if (region->word_count == 0) return;
    const pv_word *code = m->program->code + region->first_word;
    const uint32_t first = pv_region_base(m->program, region);
    pv_checked_region(m, region);
    for (uint32_t i = 0; i < region->word_count; i++) {
        const pv_operation *operation = &operations[pv_word_op(code[i])];
        pv_slot *result = &m->registers[first + i];
        pv_checked_read(m, code[i], 0);
        if (operation->value != NULL)
            *result = operation->value(m, m->registers, code[i]);
        else if (operation->fraction != NULL)
            *result = operation->fraction(m, m->registers, code[i], &m->denominators[first + i]);
        else
            *result = run_link(m, code[i]);
        pv_checked_write(m, region, i);
    }
}

pv_truth pv_machine_operand(pv_machine *m, uint32_t region, uint32_t index) {
    const pv_region *row = &m->program->regions[region];
    pv_word word = m->program->code[row->first_word + index];
    const pv_operation *operation = &operations[pv_word_op(word)];
    pv_checked_read(m, word, 1);
    if (operation->test != NULL) return operation->test(m, m->registers, word);
    return pv_truth_from(m->registers[pv_region_base(m->program, row) + index]);
}

/* ---- Regions ---- */

/* What a region costs: its words, and looking at what it needs. */
static inline bool charge_region(pv_machine *m, const pv_region *region) {
    return pv_machine_charge(m, (uint64_t)region->word_count + region->need_count + 1);
}

static inline uint64_t round_of(const pv_machine *m, const pv_region *region) {
    return m->rounds[pv_region_depth(m->program, region)];
}

static void fill_memo(pv_machine *m, uint32_t index) {
    const pv_region *region = &m->program->regions[index];
    m->registers[region->memo] = m->registers[region->result];
    if (m->denominators != NULL) m->denominators[region->memo] = m->denominators[region->result];
    if (region->currency != PV_REGISTER_NONE) m->registers[region->memo + 1] = m->registers[region->currency];
    m->filled[index] = round_of(m, region);
    pv_checked_memo(m, region);
}

/* A limit was reached: what is not known stays unknown. */
static void forget_memo(pv_machine *m, uint32_t index) {
    const pv_region *region = &m->program->regions[index];
    m->registers[region->memo] = PV_SLOT_UNKNOWN;
    if (region->currency != PV_REGISTER_NONE) m->registers[region->memo + 1] = PV_SLOT_UNKNOWN;
    m->filled[index] = round_of(m, region);
}

/* Runs what a region needs, and what that needs, in order; with a stack of its own, as chains of defines may be long.
 * What runs may go through a list, whose body needs others in turn: theirs are above on the same stack. */
static void prepare(pv_machine *m, uint32_t index) {
    const proviso_program *p = m->program;
    const size_t bottom = m->need_count;
    m->needs[m->need_count++] = (pv_need){index, 0};
    for (;;) {
        pv_need *top = &m->needs[m->need_count - 1];
        const uint32_t at = top->region;
        const pv_region *region = &p->regions[at];
        if (top->next < region->need_count) {
            uint32_t need = p->needs[region->first_need + top->next++];
            if (m->filled[need] != round_of(m, &p->regions[need])) m->needs[m->need_count++] = (pv_need){need, 0};
            continue;
        }
        m->need_count--;
        if (m->need_count == bottom) return; /* the region itself is its caller's to run */
        if (charge_region(m, region)) {
            run_hot(m, region, pv_region_base(m->program, region));
            fill_memo(m, at);
        } else {
            forget_memo(m, at);
        }
    }
}

/* `first` is the register of its first word. */
static inline bool run_region(pv_machine *m, const pv_region *region, uint32_t first) {
    if (__builtin_expect(region->need_count > 0, 0)) prepare(m, (uint32_t)(region - m->program->regions));
    if (!charge_region(m, region)) return false;
    run_hot(m, region, first);
    return true;
}

pv_truth pv_machine_condition(pv_machine *m, uint32_t region) {
    if (region == PV_NONE) return PV_TRUE;
    const pv_region *row = &m->program->regions[region];
    if (!run_region(m, row, m->program->base_register)) return PV_UNKNOWN;
    return pv_truth_from(m->registers[row->result]);
}

pv_slot pv_machine_value(pv_machine *m, const pv_value *value, pv_currency *currency) {
    uint16_t slot = value->slot, currency_slot = value->currency;
    if (value->region != PV_NONE) {
        const pv_region *region = &m->program->regions[value->region];
        if (region->memo != PV_REGISTER_NONE) {
            slot = region->memo;
            if (currency_slot != PV_REGISTER_NONE) currency_slot = (uint16_t)(slot + 1);
        }
        if (region->memo == PV_REGISTER_NONE || m->filled[value->region] != m->rounds[0]) {
            if (!run_region(m, region, m->program->base_register)) return PV_SLOT_UNKNOWN;
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

bool pv_machine_body(pv_machine *m, uint32_t index, bool replay) {
    const pv_region *region = &m->program->regions[index];
    return replay ? pv_machine_replay(m, index) : run_region(m, region, pv_region_base(m->program, region));
}
