/* The machine's hot loop: runs the words of a region, one after the other, and follows skips.
 *
 * Included by machine.c, which has a slower one for replay. It trusts the verifier and checks no index. Dispatch is by
 * computed goto where the compiler has it and by `switch` elsewhere; both come from opcodes.def. */

/* A link whose test decides its chain gives its result to the chain's later links, as far as skips lead. One whose test
 * does not decide leaves the chain as it was before it. */
#define FOLLOW_SKIPS(deciding)                                                                                         \
    for (unsigned skip = pv_word_skip(word); skip != 0; skip = pv_word_skip(*at)) {                                    \
        pv_checked_write(m, region, (size_t)(at - code));                                                              \
        at += skip;                                                                                                    \
        out += skip;                                                                                                   \
        *out = (deciding);                                                                                             \
    }
#define RUN_LINK(function, deciding)                                                                                   \
    truth = pv_test_##function(m, r, word);                                                                            \
    if (truth == (deciding)) {                                                                                         \
        *out = (deciding);                                                                                             \
        FOLLOW_SKIPS(deciding)                                                                                         \
    } else {                                                                                                           \
        *out = truth != PV_UNKNOWN || PV_A(word) == (deciding) ? PV_A(word) : PV_SLOT_UNKNOWN;                         \
    }
#define RUN_AND(function) RUN_LINK(function, PV_FALSE)
#define RUN_OR(function) RUN_LINK(function, PV_TRUE)
#define RUN_VALUE(function) *out = pv_value_##function(m, r, word);
#define RUN_FRACTION(function) *out = pv_fraction_op_##function(m, r, word, &m->denominators[out - r]);

/* `first` is the register of its first word. */
static void run_hot(pv_machine *m, const pv_region *region, uint32_t first) {
    const pv_word *const code = m->program->code + region->first_word, *const end = code + region->word_count;
    const pv_word *at = code;
    pv_slot *const r = m->registers;
    pv_slot *out = r + first;
    pv_truth truth;
    if (at == end) return;
    pv_checked_region(m, region);
#if defined(__GNUC__)
    static const void *const labels[] = {
#define PV_OPCODE(name, family, function, result, a, b, c, formula) &&run_##name,
#include "program/opcodes.def"
#undef PV_OPCODE
    };
    pv_word word = *at;
    pv_checked_read(m, word, 0);
    goto *labels[pv_word_op(word)];
#define PV_OPCODE(name, family, function, result, a, b, c, formula)                                                    \
    run_##name : RUN_##family(function);                                                                               \
    pv_checked_write(m, region, (size_t)(at - code));                                                                  \
    if (++at == end) return;                                                                                           \
    out++;                                                                                                             \
    word = *at;                                                                                                        \
    pv_checked_read(m, word, 0);                                                                                       \
    goto *labels[pv_word_op(word)];
#include "program/opcodes.def"
#undef PV_OPCODE
#else
    for (; at < end; at++, out++) {
        pv_word word = *at;
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
        pv_checked_write(m, region, (size_t)(at - code));
    }
#endif
}

#undef FOLLOW_SKIPS
#undef RUN_LINK
#undef RUN_AND
#undef RUN_OR
#undef RUN_VALUE
#undef RUN_FRACTION
