/* Names: one hash map of all that has a name, keyed by scope and text, and the suggestions for what is misspelt.
 *
 * A scope is an address: the three namespaces of a policy, the fields of a group, the values of an enumeration. The
 * names of functions, units and rounding modes are in the first namespace from the start, so that nothing else can
 * take them. Names are kept in the order of their declaration, which is what suggestions walk; how many names they may
 * look at in all is bounded, or a policy of nothing but misspelt names would take minutes. */
#include "check/check_internal.h"

#include <string.h>

#include "base/sort.h"

typedef struct pv_word {
    const char *name;
    pv_named_kind kind;
    pv_function function;
} pv_word;

#define PV_CHECK_FUNCTION(NAME, name, ...) {name, PV_NAMED_FUNCTION, PV_FUNCTION_##NAME},
#define UNIT(name)                                                                                                     \
    { name, PV_NAMED_UNIT, PV_FUNCTION_NONE }
#define MODE(name)                                                                                                     \
    { name, PV_NAMED_MODE, PV_FUNCTION_NONE }

/* `day`, `month` and `year` are functions, and units too. */
static const pv_word words[] = {
#include "check/functions.def"
    UNIT("days"),   UNIT("hour"),   UNIT("hours"),     UNIT("minute"),  UNIT("minutes"),
    UNIT("months"), UNIT("second"), UNIT("seconds"),   UNIT("week"),    UNIT("weeks"),
    UNIT("years"),  MODE("down"),   MODE("half_even"), MODE("half_up"), MODE("up"),
};
#undef PV_CHECK_FUNCTION

static uint32_t hash_of(const void *scope, proviso_text name) {
    uintptr_t address = (uintptr_t)scope;
    return pv_text_hash(name) ^ (uint32_t)((address >> 4) * 0x9e3779b1u);
}

/* At most one name a bucket on average; the old buckets stay in the scratch arena, as large as the new ones in all. */
static bool grow(pv_checker *c) {
    pv_name_map *names = &c->names;
    if (names->count < names->bucket_count) return true;
    uint32_t count = names->bucket_count == 0 ? 256 : names->bucket_count * 2;
    pv_named **buckets = pv_check_scratch(c, count, sizeof(pv_named *));
    if (!buckets) return false;
    for (pv_named *named = names->first; named; named = named->next) {
        pv_named **bucket = &buckets[named->hash & (count - 1)];
        named->next_in_bucket = *bucket;
        *bucket = named;
    }
    names->buckets = buckets;
    names->bucket_count = count;
    return true;
}

pv_named *pv_check_add_name(pv_checker *c, const void *scope, pv_name name, pv_named_kind kind) {
    pv_name_map *names = &c->names;
    pv_named *named = grow(c) ? pv_check_scratch(c, 1, sizeof *named) : NULL;
    if (!named) return NULL;
    *named = (pv_named){.scope = scope, .name = name.text, .kind = kind, .range = name.range};
    named->hash = hash_of(scope, name.text);
    pv_named **bucket = &names->buckets[named->hash & (names->bucket_count - 1)];
    named->next_in_bucket = *bucket;
    *bucket = named;
    if (names->last)
        names->last->next = named;
    else
        names->first = named;
    names->last = named;
    names->count++;
    return named;
}

pv_named *pv_check_find(const pv_checker *c, const void *scope, proviso_text name) {
    uint32_t hash = hash_of(scope, name);
    pv_named *named = c->names.buckets[hash & (c->names.bucket_count - 1)];
    while (named && (named->hash != hash || named->scope != scope || !pv_text_equal(named->name, name)))
        named = named->next_in_bucket;
    return named;
}

void pv_check_names_init(pv_checker *c) {
    c->effort_left = PV_CHECK_EFFORT;
    c->widening_left = PV_CHECK_WIDENED_MOST;
    for (size_t i = 0; i < sizeof words / sizeof *words && !c->failed; i++) {
        pv_name name = {pv_text(words[i].name, strlen(words[i].name)), {0, 0}};
        pv_named *named = pv_check_add_name(c, &c->values, name, words[i].kind);
        if (named) named->is.function = words[i].function;
    }
}

const char *pv_check_noun(pv_named_kind kind) {
    static const char *const nouns[] = {
        [PV_NAMED_FACT] = "a fact",
        [PV_NAMED_GROUP] = "a group of facts",
        [PV_NAMED_PARAM] = "a param",
        [PV_NAMED_DEFINE] = "a define",
        [PV_NAMED_FUNCTION] = "a function",
        [PV_NAMED_UNIT] = "a unit of time",
        [PV_NAMED_MODE] = "a rounding mode",
        [PV_NAMED_RULE] = "a rule",
        [PV_NAMED_EXCLUSION] = "an exclusion",
        [PV_NAMED_OUTCOME] = "an outcome",
        [PV_NAMED_OUTPUT] = "an output",
    };
    return nouns[kind];
}

static bool is_word_of_the_language(pv_named_kind kind) {
    return kind == PV_NAMED_FUNCTION || kind == PV_NAMED_UNIT || kind == PV_NAMED_MODE;
}

void pv_check_report_clash(pv_checker *c, pv_name name, const pv_named *earlier) {
    if (is_word_of_the_language(earlier->kind)) {
        pv_diagnose(c->source, PV_DIAGNOSTIC_NAME_TAKEN, name.range, PROVISO_TEXT("choose another name"),
                    "`%t` is %s of the language", name.text, pv_check_noun(earlier->kind));
        return;
    }
    size_t line, column;
    pv_source_position(c->source, earlier->range.begin, &line, &column);
    proviso_text hint =
        PV_CHECK_FORMAT(c, "it is %s already, declared on line %zu", pv_check_noun(earlier->kind), line);
    pv_diagnose(c->source, PV_DIAGNOSTIC_NAME_TWICE, name.range, hint, "the name `%t` is used twice", name.text);
}

pv_named *pv_check_declare(pv_checker *c, const void *scope, pv_name name, pv_named_kind kind) {
    const pv_named *earlier = pv_check_find(c, scope, name.text);
    if (!earlier) return pv_check_add_name(c, scope, name, kind);
    pv_check_report_clash(c, name, earlier);
    return NULL;
}

static bool spend(pv_checker *c, uint32_t effort) {
    if (c->effort_left < effort) return false;
    c->effort_left -= effort;
    return true;
}

bool pv_check_may_look(pv_checker *c) { return spend(c, 1); }

void pv_check_consider(pv_checker *c, proviso_text *best, proviso_text written, proviso_text candidate) {
    enum { DISTANCE_EFFORT = 60 };
    size_t longer = written.length > candidate.length ? written.length : candidate.length;
    size_t shorter = written.length + candidate.length - longer;
    size_t most = longer / 3 > 1 ? longer / 3 : 1;
    if (shorter > 1 && longer - shorter <= most && spend(c, DISTANCE_EFFORT)) pv_text_suggest(best, written, candidate);
}

proviso_text pv_check_suggest(pv_checker *c, const void *scope, proviso_text written, unsigned kinds) {
    proviso_text best = {NULL, 0};
    for (const pv_named *named = c->names.first; named && pv_check_may_look(c); named = named->next)
        if (named->scope == scope && (kinds >> named->kind & 1) != 0) pv_check_consider(c, &best, written, named->name);
    return best;
}

proviso_text pv_check_did_you_mean(pv_checker *c, proviso_text best) {
    return best.length == 0 ? best : PV_CHECK_FORMAT(c, "did you mean `%t`?", best);
}

bool pv_check_is_lost(const pv_checker *c, proviso_text name) { return pv_check_find(c, &c->lost, name) != NULL; }

static int compare_keys(const void *context, const void *a, const void *b) {
    const pv_sort_key *first = a, *second = b;
    (void)context;
    if (first->rank != second->rank) return first->rank < second->rank ? -1 : 1;
    return pv_text_compare(first->name, second->name);
}

void pv_check_sort(pv_sort_key *keys, size_t count) { pv_sort(keys, count, sizeof *keys, compare_keys, NULL); }
