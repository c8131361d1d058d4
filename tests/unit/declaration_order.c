/* Moving declarations around never changes a byte: the refund policy with its items in many orders decides every case
 * as the policy does. */
#include <stdio.h>

#include "policy_fixture.h"

enum { ITEMS_MOST = 64, CASES_MOST = 400, ROUNDS = 24 };

typedef struct texts {
    proviso_text list[CASES_MOST];
    size_t count;
} texts;

static const char *const starts[] = {"policy ", "version ", "timezone ", "facts ",  "decide ",
                                     "param ",  "define ",  "rule ",     "exclude "};

static bool begins_item(const char *line) {
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (strncmp(line, starts[i], strlen(starts[i])) == 0) return true;
    }
    return false;
}

/* Items begin at the left margin in this policy. */
static texts split_items(const char *policy) {
    texts items = {.count = 0};
    for (const char *line = policy; *line != 0;) {
        const char *end = strchr(line, '\n');
        end = end == NULL ? line + strlen(line) : end + 1;
        if (begins_item(line)) items.list[items.count++] = (proviso_text){line, 0};
        if (items.count > 0) items.list[items.count - 1].length += (size_t)(end - line);
        line = end;
    }
    return items;
}

static texts split_lines(const char *text) {
    texts lines = {.count = 0};
    for (const char *line = text; *line != 0 && lines.count < CASES_MOST;) {
        size_t length = strcspn(line, "\n");
        lines.list[lines.count++] = (proviso_text){line, length};
        line += length + (line[length] != 0);
    }
    return lines;
}

static proviso_program *shuffled(const texts *items, uint64_t *random) {
    proviso_text order[ITEMS_MOST];
    char policy[65536];
    size_t length = 0;
    memcpy(order, items->list, items->count * sizeof *order);
    for (size_t i = items->count; i > 1; i--) {
        size_t k = next_random(random) % i;
        proviso_text held = order[i - 1];
        order[i - 1] = order[k];
        order[k] = held;
    }
    for (size_t i = 0; i < items->count; i++) {
        ck_assert_uint_lt(length + order[i].length + 1, sizeof policy);
        memcpy(policy + length, order[i].data, order[i].length);
        length += order[i].length;
        policy[length++] = '\n';
    }
    return compile_text((proviso_text){policy, length});
}

static size_t differences(proviso_program *a, proviso_program *b, const texts *cases) {
    size_t wrong = 0;
    for (size_t i = 0; i < cases->count; i++) {
        char facts[8192], first[65536];
        proviso_text value;
        ck_assert_int_eq(proviso_json_member(&value, cases->list[i], PROVISO_TEXT("facts")), PROVISO_OK);
        ck_assert_uint_lt(value.length, sizeof facts);
        memcpy(facts, value.data, value.length);
        facts[value.length] = 0;
        snprintf(first, sizeof first, "%s", decide_json(a, facts));
        wrong += strcmp(first, decide_json(b, facts)) != 0;
    }
    return wrong;
}

START_TEST(no_order_of_the_declarations_changes_a_decision) {
    size_t length;
    uint64_t random = 20250314;
    char *policy = read_file(PROVISO_SOURCE_DIR "/policies/trtc/refund.proviso", &length);
    char *lines = read_file(PROVISO_SOURCE_DIR "/policies/trtc/refund.cases/missing.ndjson", &length);
    texts items = split_items(policy), cases = split_lines(lines);
    ck_assert_uint_ge(items.count, 10);
    ck_assert_uint_ge(cases.count, 30);
    proviso_program *written = compile(policy);
    for (int round = 0; round < ROUNDS; round++) {
        proviso_program *other = shuffled(&items, &random);
        ck_assert_uint_eq(differences(written, other, &cases), 0);
        proviso_program_release(other);
    }
    proviso_program_release(written);
    free(policy);
    free(lines);
}
END_TEST

int main(void) { return RUN_SUITE("declaration_order", no_order_of_the_declarations_changes_a_decision); }
