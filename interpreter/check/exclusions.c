/* Exclusions: their targets, and for each rule the list of those that can stop it.
 *
 * A target is a rule, an outcome (each rule that gives it) or `all`: each rule of an outcome that is not `otherwise`'s,
 * for what such a rule would give is what is left without it. The rules of one outcome share one list unless an
 * exclusion names some of them, so that `from all` costs an outcome, not a rule. Lists are gathered in the order of the
 * exclusions' names, and merged from those three sources: they are sorted, and one that is named twice is listed once.
 */
#include "check/check_internal.h"

typedef struct pv_stop {
    pv_exclusion *exclusion;
    struct pv_stop *next;
} pv_stop;

/* A list that grows at its end. */
typedef struct pv_stops {
    pv_stop *first, *last;
    uint32_t count;
} pv_stops;

typedef struct pv_targets {
    pv_stops all;
    pv_stops *by_outcome, *by_rule; /* by rank; by pv_rule.index */
    pv_exclusion ***shared;         /* by rank: the list of the rules that are not named, once made */
    uint32_t *shared_count;
} pv_targets;

void pv_check_declare_exclusion(pv_checker *c, const pv_item *item) {
    pv_exclusion *exclusion = pv_check_new(c, 1, sizeof *exclusion);
    if (!exclusion) return;
    exclusion->name = item->name.text;
    c->exclusions[c->exclusion_count++] = (pv_exclusion_note){exclusion, item};
    pv_named *named = pv_check_declare(c, &c->clauses, item->name, PV_NAMED_EXCLUSION);
    if (named) named->is.exclusion = exclusion;
}

/* ---- Targets ---- */

static void add_stop(pv_checker *c, pv_stops *stops, pv_exclusion *exclusion) {
    if (stops->last && stops->last->exclusion == exclusion) return;
    pv_stop *stop = pv_check_scratch(c, 1, sizeof *stop);
    if (!stop) return;
    stop->exclusion = exclusion;
    if (stops->last)
        stops->last->next = stop;
    else
        stops->first = stop;
    stops->last = stop;
    stops->count++;
}

static void report_no_target(pv_checker *c, pv_name name, const pv_named *named) {
    if (named) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_NO_TARGET, name.range, PROVISO_TEXT("an exclusion stops rules"),
                    "`%t` is %s, which cannot be excluded from", name.text, pv_check_noun(named->kind));
        return;
    }
    if (pv_check_is_lost(c, name.text)) return;
    unsigned kinds = 1u << PV_NAMED_RULE | 1u << PV_NAMED_OUTCOME;
    pv_diagnose(c->source, PV_DIAGNOSTIC_NO_TARGET, name.range,
                pv_check_did_you_mean(c, pv_check_suggest(c, &c->clauses, name.text, kinds)),
                "no rule or outcome is called `%t`", name.text);
}

static bool gives_outcome(const pv_checker *c, uint32_t rank) {
    uint32_t low = 0, high = c->model->rule_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->model->rules[middle]->outcome < rank)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->model->rule_count && c->model->rules[low]->outcome == rank;
}

static void add_target(pv_checker *c, pv_targets *targets, const pv_exclusion_note *note, pv_name name) {
    const pv_named *named = pv_check_find(c, &c->clauses, name.text);
    if (!named || named->kind == PV_NAMED_EXCLUSION) {
        report_no_target(c, name, named);
        return;
    }
    if (pv_check_find(c, note, name.text)) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_TARGET_TWICE, name.range, PROVISO_TEXT("leave one of them out"),
                    "`%t` is named twice", name.text);
        return;
    }
    pv_check_add_name(c, note, name, PV_NAMED_REFERENCE);
    if (c->failed) return;
    if (named->kind == PV_NAMED_RULE) {
        add_stop(c, &targets->by_rule[named->is.rule->index], note->exclusion);
        return;
    }
    add_stop(c, &targets->by_outcome[named->is.outcome], note->exclusion);
    if (!gives_outcome(c, named->is.outcome) && !c->partial)
        pv_diagnose(c->source, PV_DIAGNOSTIC_EXCLUDES_NOTHING, name.range,
                    PROVISO_TEXT("`otherwise` is no rule, and nothing excludes it"),
                    "no rule gives `%t`, so nothing is excluded from it", name.text);
}

static void check_exclusion(pv_checker *c, pv_targets *targets, const pv_exclusion_note *note) {
    const pv_item *item = note->item;
    pv_exclusion *exclusion = note->exclusion;
    if (item->from_all) add_stop(c, &targets->all, exclusion);
    for (uint32_t i = 0; i < item->targets.count && !c->failed; i++)
        add_target(c, targets, note, item->targets.names[i]);
    pv_body body = pv_check_body(c, item->clauses, NULL);
    exclusion->when = body.when;
    exclusion->has_because = body.has_because;
    exclusion->because = body.because;
    exclusion->cite = body.cite;
}

/* ---- Lists ---- */

/* The next of three sorted lists by index, each of which steps over it. */
static pv_exclusion *take_least(const pv_stop *at[3]) {
    pv_exclusion *least = NULL;
    for (int i = 0; i < 3; i++)
        if (at[i] && (!least || at[i]->exclusion->index < least->index)) least = at[i]->exclusion;
    for (int i = 0; i < 3; i++)
        if (at[i] && at[i]->exclusion == least) at[i] = at[i]->next;
    return least;
}

static pv_exclusion **merge(pv_checker *c, uint32_t *count, const pv_stops *a, const pv_stops *b, const pv_stops *own) {
    const pv_stop *at[3] = {a->first, b->first, own->first};
    size_t most = (size_t)a->count + b->count + own->count;
    *count = 0;
    pv_exclusion **list = pv_check_new(c, most, sizeof(pv_exclusion *));
    for (pv_exclusion *next = list ? take_least(at) : NULL; next; next = take_least(at)) list[(*count)++] = next;
    return list;
}

static void list_exclusions(pv_checker *c, pv_targets *targets, pv_rule *rule) {
    static const pv_stops none = {NULL, NULL, 0};
    const uint32_t rank = rule->outcome;
    const pv_stops *own = &targets->by_rule[rule->index], *outcome = &targets->by_outcome[rank];
    const pv_stops *all = rank == c->model->otherwise_outcome ? &none : &targets->all;
    if (own->count > 0) {
        rule->exclusions = merge(c, &rule->exclusion_count, all, outcome, own);
        return;
    }
    if (!targets->shared[rank]) targets->shared[rank] = merge(c, &targets->shared_count[rank], all, outcome, &none);
    rule->exclusions = targets->shared[rank];
    rule->exclusion_count = targets->shared_count[rank];
}

/* Sorts the notes with their exclusions, so that the lists are gathered in order. */
static void sort_exclusions(pv_checker *c) {
    uint32_t count = c->exclusion_count;
    pv_sort_key *keys = pv_check_scratch(c, count, sizeof *keys);
    pv_exclusion_note *sorted = pv_check_scratch(c, count, sizeof *sorted);
    c->model->exclusions = pv_check_new(c, count, sizeof(pv_exclusion *));
    if (c->failed) return;
    for (uint32_t i = 0; i < count; i++)
        keys[i] = (pv_sort_key){0, c->exclusions[i].exclusion->name, &c->exclusions[i]};
    pv_check_sort(keys, count);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = *(const pv_exclusion_note *)keys[i].item;
        sorted[i].exclusion->index = i;
        c->model->exclusions[i] = sorted[i].exclusion;
    }
    c->exclusions = sorted;
    c->model->exclusion_count = count;
}

void pv_check_exclusions(pv_checker *c) {
    uint32_t outcomes = c->model->outcome_count + 1; /* a rule of no declared outcome has rank 0 */
    pv_targets targets = {.by_outcome = pv_check_scratch(c, outcomes, sizeof(pv_stops)),
                          .by_rule = pv_check_scratch(c, c->rule_count, sizeof(pv_stops)),
                          .shared = pv_check_scratch(c, outcomes, sizeof(pv_exclusion **)),
                          .shared_count = pv_check_scratch(c, outcomes, sizeof(uint32_t))};
    if (!c->failed) sort_exclusions(c);
    for (uint32_t i = 0; i < c->exclusion_count && !c->failed; i++) check_exclusion(c, &targets, &c->exclusions[i]);
    for (uint32_t i = 0; i < c->rule_count && !c->failed; i++) list_exclusions(c, &targets, c->model->rules[i]);
}
