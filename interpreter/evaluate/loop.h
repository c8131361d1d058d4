/* The machine's hot loop: runs the words of a region, one after the other, and follows skips.
 *
 * Included by machine.c, which has a slower one for replay. It trusts the verifier and checks no index. Dispatch is by
 * computed goto where the compiler has it and by `switch` elsewhere; both come from opcodes.def. */

/* A link whose test decides its chain gives its result to the chain's later links, as far as skips lead. One whose test
 * does not decide leaves the chain as it was before it. */
#define FOLLOW_SKIPS(deciding)                                                                                         \
    for (unsigned skip = pv_word_skip(word); skip != 0; skip = pv_word_skip(code[i])) {                                \
        pv_checked_write(m, region, i);                                                                                \
        words[i += skip] = (deciding);                                                                                 \
    }
#define RUN_LINK(function, deciding)                                                                                   \
    truth = pv_test_##function(m, r, word);                                                                            \
    if (truth == (deciding)) {                                                                                         \
        words[i] = (deciding);                                                                                         \
        FOLLOW_SKIPS(deciding)                                                                                         \
    } else {                                                                                                           \
        words[i] = truth != PV_UNKNOWN || PV_A(word) == (deciding) ? PV_A(word) : PV_SLOT_UNKNOWN;                     \
    }
#define RUN_AND(function) RUN_LINK(function, PV_FALSE)
#define RUN_OR(function) RUN_LINK(function, PV_TRUE)
#define RUN_VALUE(function) words[i] = pv_value_##function(m, r, word);
#define RUN_FRACTION(function) words[i] = pv_fraction_op_##function(m, r, word, &m->denominators[first + i]);

static void run_hot(pv_machine *m, const pv_region *region) {
    const pv_word *code = m->program->code + region->first_word;
    pv_slot *r = m->registers;
    const size_t first = pv_region_base(m->program, region), count = region->word_count;
    pv_slot *words = r + first;
    size_t i = 0;
    pv_truth truth;
    if (count == 0) return;
    pv_checked_region(m, region);
#if defined(__GNUC__)
    static const void *const labels[] = {
#define PV_OPCODE(name, family, function, result, a, b, c, formula) &&run_##name,
#include "program/opcodes.def"
#undef PV_OPCODE
    };
    pv_word word = code[0];
    pv_checked_read(m, word, 0);
    goto *labels[pv_word_op(word)];
#define PV_OPCODE(name, family, function, result, a, b, c, formula)                                                    \
    run_##name : RUN_##family(function);                                                                               \
    pv_checked_write(m, region, i);                                                                                    \
    if (++i >= count) return;                                                                                          \
    word = code[i];                                                                                                    \
    pv_checked_read(m, word, 0);                                                                                       \
    goto *labels[pv_word_op(word)];
#include "program/opcodes.def"
#undef PV_OPCODE
#else
    for (; i < count; i++) {
        pv_word word = code[i];
        pv_checked_read(m, word, 0);
        switch ((pv_opcode)pv_word_op(word)) {
#define PV_OPCODE(name, family, function, result, a, b, c, formula)                                                    \
    case PV_OP_##name:                                                                                                 \
        RUN_##family(function);                                                                                        \
        break;
#include "program/opcodes.def"
#undef PV_OPCODE
        case PV_OPCODE_COUNT: break;
        }
        pv_checked_write(m, region, i);
    }
#endif
}

#undef FOLLOW_SKIPS
#undef RUN_LINK
#undef RUN_AND
#undef RUN_OR
#undef RUN_VALUE
#undef RUN_FRACTION
