/* Self-checks of the machine, for builds with PROVISO_CHECKED (those with sanitizers): that what the verifier proved is
 * so while the program runs. Elsewhere they are nothing. What does not hold stops the process at once. */
#ifndef PV_EVALUATE_CHECKED_H
#define PV_EVALUATE_CHECKED_H

#include "evaluate/machine.h"

#if defined(PROVISO_CHECKED)

/* false: memory failed. */
bool pv_checked_init(pv_machine *machine, pv_arena *arena);
/* Memos hold nothing any more. */
void pv_checked_begin(const pv_machine *machine);
/* The region is about to run: words hold nothing any more. */
void pv_checked_region(const pv_machine *machine, const pv_region *region);
/* The word's operands from `first` on are registers that hold what its opcode reads. (From the second on: of a link,
 * whose own test is asked.) */
void pv_checked_read(const pv_machine *machine, pv_word word, int first);
/* The word of the region has its result, its own or, where a skip leads to it, that of its chain. */
void pv_checked_write(const pv_machine *machine, const pv_region *region, size_t at);
/* The region's result was put into its memo. */
void pv_checked_memo(const pv_machine *machine, const pv_region *region);
/* A list lies within the elements that were read. */
void pv_checked_list(const pv_machine *machine, const pv_loop *loop, pv_slot list);
/* A value of the policy is read from its register, and its currency (PV_REGISTER_NONE: it has none) from another. */
void pv_checked_value(const pv_machine *machine, uint32_t slot, uint32_t currency);

#else

static inline bool pv_checked_init(pv_machine *machine, pv_arena *arena) {
    (void)machine;
    (void)arena;
    return true;
}
static inline void pv_checked_begin(const pv_machine *machine) { (void)machine; }
static inline void pv_checked_region(const pv_machine *machine, const pv_region *region) {
    (void)machine;
    (void)region;
}
static inline void pv_checked_read(const pv_machine *machine, pv_word word, int first) {
    (void)machine;
    (void)word;
    (void)first;
}
static inline void pv_checked_write(const pv_machine *machine, const pv_region *region, size_t at) {
    (void)machine;
    (void)region;
    (void)at;
}
static inline void pv_checked_memo(const pv_machine *machine, const pv_region *region) {
    (void)machine;
    (void)region;
}
static inline void pv_checked_list(const pv_machine *machine, const pv_loop *loop, pv_slot list) {
    (void)machine;
    (void)loop;
    (void)list;
}
static inline void pv_checked_value(const pv_machine *machine, uint32_t slot, uint32_t currency) {
    (void)machine;
    (void)slot;
    (void)currency;
}

#endif
#endif
