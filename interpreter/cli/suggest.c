/* Suggestions for misspelt commands, options and params: optimal string alignment distance (insertions, deletions,
 * substitutions, and neighbours swapped), near being at most a third of the longer word.
 *
 * The library has the same for the names of a policy; it is not part of its interface, which is all that the command
 * may use. */
#include "cli/suggest.h"

#include <stdio.h>
#include <string.h>

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Three rows of the table are enough, since a swap looks back by two. */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length) {
    size_t rows[3][PV_CLI_SUGGEST_MOST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_length; j++) above[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b_length];
}

pv_cli_suggestion pv_cli_suggest(const char *written, size_t length) {
    return (pv_cli_suggestion){.written = written, .length = length, .distance = PV_CLI_SUGGEST_MOST};
}

void pv_cli_suggest_one(pv_cli_suggestion *suggestion, const char *prefix, proviso_text name) {
    char word[PV_CLI_SUGGEST_MOST];
    size_t prefix_length = strlen(prefix), length = prefix_length + name.length;
    if (length > sizeof word || suggestion->length > PV_CLI_SUGGEST_MOST) return;
    memcpy(word, prefix, prefix_length);
    memcpy(word + prefix_length, name.data, name.length);
    size_t longer = length > suggestion->length ? length : suggestion->length;
    size_t apart = distance(suggestion->written, suggestion->length, word, length);
    if (apart > longer / 3 || apart >= suggestion->distance) return;
    suggestion->distance = apart;
    snprintf(suggestion->text, sizeof suggestion->text, "; did you mean `%.*s`?", (int)length, word);
}

const char *pv_cli_suggestion_text(const pv_cli_suggestion *suggestion) { return suggestion->text; }
