/* The JSONTestSuite (github.com/nst/JSONTestSuite): y_ files are accepted, n_ files refused, i_ files as listed here.
 *
 *   unit_facts_suite DIRECTORY
 *
 * Accepted means: no refusal but that the document is no object. Where the directory is not there the program says so
 * and ends with 77, which ctest counts as skipped: the traps themselves are in facts_json.c too. */
#define _POSIX_C_SOURCE 200809L
#include <dirent.h>
#include <stdio.h>

#include <stdlib.h>
#include <string.h>

#include "facts/facts.h"
#include "schema_fixture.h"

enum { SKIPPED = 77, FILE_MOST = 1 << 20, FILES_AT_LEAST = 300 };

/* Files whose verdict their first letter does not tell: what the language refuses though it is JSON, and what the suite
 * leaves free. */
static const struct {
    const char *name;
    bool accepted;
} listed[] = {
    {"y_object_duplicated_key.json", false},           /* each key once */
    {"y_object_duplicated_key_and_value.json", false}, /* each key once */
    {"y_object_escaped_null_in_key.json", false},      /* U+0000 */
    {"y_string_null_escape.json", false},              /* U+0000 */

    {"i_number_double_huge_neg_exp.json", true}, /* numbers have bounds in declared parts alone */
    {"i_number_huge_exp.json", true},
    {"i_number_neg_int_huge_exp.json", true},
    {"i_number_pos_double_huge_exp.json", true},
    {"i_number_real_neg_overflow.json", true},
    {"i_number_real_pos_overflow.json", true},
    {"i_number_real_underflow.json", true},
    {"i_number_too_big_neg_int.json", true},
    {"i_number_too_big_pos_int.json", true},
    {"i_number_very_big_negative_int.json", true},
    {"i_object_key_lone_2nd_surrogate.json", false}, /* lone surrogates */
    {"i_string_1st_surrogate_but_2nd_missing.json", false},
    {"i_string_1st_valid_surrogate_2nd_invalid.json", false},
    {"i_string_incomplete_surrogate_and_escape_valid.json", false},
    {"i_string_incomplete_surrogate_pair.json", false},
    {"i_string_incomplete_surrogates_escape_valid.json", false},
    {"i_string_invalid_lonely_surrogate.json", false},
    {"i_string_invalid_surrogate.json", false},
    {"i_string_inverted_surrogates_U+1D11E.json", false},
    {"i_string_lone_second_surrogate.json", false},
    {"i_string_UTF-16LE_with_BOM.json", false}, /* not UTF-8 */
    {"i_string_UTF-8_invalid_sequence.json", false},
    {"i_string_UTF8_surrogate_U+D800.json", false},
    {"i_string_invalid_utf-8.json", false},
    {"i_string_iso_latin_1.json", false},
    {"i_string_lone_utf8_continuation_byte.json", false},
    {"i_string_not_in_unicode_range.json", false},
    {"i_string_overlong_sequence_2_bytes.json", false},
    {"i_string_overlong_sequence_6_bytes.json", false},
    {"i_string_overlong_sequence_6_bytes_null.json", false},
    {"i_string_truncated-utf-8.json", false},
    {"i_string_utf16BE_no_BOM.json", false},
    {"i_string_utf16LE_no_BOM.json", false},
    {"i_structure_500_nested_arrays.json", false},      /* 64 levels */
    {"i_structure_UTF-8_BOM_empty_object.json", false}, /* a byte order mark */
};

static bool find_verdict(bool *accepted, const char *name) {
    for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
        if (strcmp(listed[i].name, name) != 0) continue;
        *accepted = listed[i].accepted;
        return true;
    }
    *accepted = name[0] == 'y';
    return name[0] == 'y' || name[0] == 'n';
}

static size_t read_file(const char *directory, const char *name, char *bytes) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) return SIZE_MAX;
    size_t length = fread(bytes, 1, FILE_MOST, file);
    fclose(file);
    return length;
}

static bool accepts(pv_facts *facts, const char *bytes, size_t length) {
    size_t count, more;
    proviso_status status = pv_facts_read_json(facts, pv_text(bytes, length), false);
    const pv_refusal *refusals = pv_facts_refusals(facts, &count, &more);
    bool no_object = count == 1 && more == 0 && pv_text_is(refusals[0].expected, "an object");
    return status == PROVISO_OK || (status == PROVISO_FACTS_REFUSED && no_object);
}

static bool check_file(pv_facts *facts, const char *directory, const char *name, char *bytes) {
    bool expected;
    size_t length = read_file(directory, name, bytes);
    if (length == SIZE_MAX || !find_verdict(&expected, name)) {
        printf("%s: cannot be read, or has no verdict\n", name);
        return false;
    }
    if (accepts(facts, bytes, length) == expected) return true;
    printf("%s: %s\n", name, expected ? "refused" : "accepted");
    return false;
}

static int check_files(pv_facts *facts, DIR *directory, const char *name, char *bytes) {
    int files = 0, wrong = 0;
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        if (strstr(entry->d_name, ".json") == NULL) continue;
        files++;
        wrong += !check_file(facts, name, entry->d_name, bytes);
    }
    printf("%d files, %d with the wrong verdict\n", files, wrong);
    return wrong == 0 && files >= FILES_AT_LEAST ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int count, char **arguments) {
    DIR *directory = count == 2 ? opendir(arguments[1]) : NULL;
    if (directory == NULL) {
        printf("SKIPPED: the JSONTestSuite is not at %s\n", count == 2 ? arguments[1] : "(no directory given)");
        return SKIPPED;
    }
    schema_fixture schema;
    fixture_init(&schema, NULL, 0, NULL);
    pv_facts *facts = NULL;
    char *bytes = malloc(FILE_MOST);
    int status = EXIT_FAILURE;
    if (bytes != NULL &&
        pv_facts_create(&facts, &schema.schema, &schema.memory, schema.slots, FILE_MOST, 64) == PROVISO_OK)
        status = check_files(facts, directory, arguments[1], bytes);
    closedir(directory);
    free(bytes);
    pv_facts_destroy(facts);
    fixture_clear(&schema);
    return status;
}
