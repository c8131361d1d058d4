/* The documents of tests/json: what each reads as, from its text and from the tree that libcjson makes of it.
 *
 * NAME.json is read; NAME.golden has what it reads as: each refusal, or "ok" and all facts. Where the tree says
 * something else, because libcjson lets the fault pass or has dropped what the text said, NAME.tree has that; "no tree"
 * where libcjson refuses the text. */
#define _POSIX_C_SOURCE 200809L
#include <cjson/cJSON.h>
#include <dirent.h>

#include "facts/cjson.h"
#include "facts_fixture.h"

enum { FILE_MOST = 1 << 16, FILES_AT_LEAST = 60 };

static const fixture_row rows[] = {
    {.path = "used", .kind = PV_TYPE_BOOL},
    {.path = "count", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
    {.path = "amount", .kind = PV_TYPE_NUMBER},
    {.path = "name", .kind = PV_TYPE_TEXT, .flags = PV_FIELD_OPTIONAL},
    {.path = "kind", .kind = PV_TYPE_ONE_OF, .values = "call,live"},
    {.path = "price", .kind = PV_TYPE_MONEY},
    {.path = "tags", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "tags[]", .kind = PV_TYPE_TEXT},
    {.path = "items", .kind = PV_TYPE_LIST},
    {.path = "items[].price", .kind = PV_TYPE_MONEY},
    {.path = "items[].parts", .kind = PV_TYPE_LIST, .flags = PV_FIELD_OPTIONAL},
    {.path = "items[].parts[]", .kind = PV_TYPE_NUMBER, .flags = PV_FIELD_WHOLE},
    {.path = "coupon", .flags = PV_FIELD_OPTIONAL | PV_FIELD_PRESENCE},
    {.path = "coupon.code", .kind = PV_TYPE_TEXT},
};

static facts_reader facts;

static void setup(void) { reader_init(&facts, rows, sizeof rows / sizeof *rows, NULL); }
static void teardown(void) { reader_clear(&facts); }

typedef struct file {
    char bytes[FILE_MOST];
    size_t length;
} file;

static bool read_file(file *out, const char *name, int length, const char *ending) {
    char path[1024];
    snprintf(path, sizeof path, PROVISO_TEST_DATA "/json/%.*s%s", length, name, ending);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) return false;
    out->length = fread(out->bytes, 1, FILE_MOST, stream);
    fclose(stream);
    return out->length < FILE_MOST;
}

/* The refusals, or "ok", a line end and the facts; a line end. */
static proviso_text said(proviso_status status) {
    static char copy[FILE_MOST];
    int length = snprintf(copy, sizeof copy, "%s\n", outcome_of(&facts, status));
    if (status == PROVISO_OK) length += snprintf(copy + length, sizeof copy - (size_t)length, "%s\n", facts_of(&facts));
    return pv_text(copy, (size_t)length);
}

static proviso_text said_of_tree(const file *document) {
    cJSON *root = cJSON_ParseWithLength(document->bytes, document->length);
    if (root == NULL) return PROVISO_TEXT("no tree\n");
    proviso_status status = pv_facts_read_cjson(facts.facts, root, false);
    cJSON_Delete(root);
    return said(status);
}

static bool is_as_expected(const char *name, const char *what, proviso_text actual, const file *expected) {
    if (pv_text_equal(actual, pv_text(expected->bytes, expected->length))) return true;
    fprintf(stderr, "%s: the %s says\n%.*s", name, what, (int)actual.length, actual.data);
    return false;
}

static bool check_document(const char *name) {
    static file document, golden, tree;
    int length = (int)(strlen(name) - strlen(".json"));
    if (!read_file(&document, name, length, ".json") || !read_file(&golden, name, length, ".golden")) {
        fprintf(stderr, "%s: it or its golden cannot be read\n", name);
        return false;
    }
    bool differs = read_file(&tree, name, length, ".tree");
    proviso_status status = pv_facts_read_json(facts.facts, pv_text(document.bytes, document.length), false);
    bool right = is_as_expected(name, "text", said(status), &golden);
    return is_as_expected(name, "tree", said_of_tree(&document), differs ? &tree : &golden) && right;
}

START_TEST(every_document_reads_as_its_golden_says) {
    DIR *directory = opendir(PROVISO_TEST_DATA "/json");
    int files = 0, wrong = 0;
    ck_assert_ptr_nonnull(directory);
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory)) {
        if (strstr(entry->d_name, ".json") == NULL) continue;
        files++;
        wrong += !check_document(entry->d_name);
    }
    closedir(directory);
    ck_assert_int_eq(wrong, 0);
    ck_assert_int_ge(files, FILES_AT_LEAST);
}
END_TEST

int main(void) { return RUN_FACTS_SUITE("facts documents", setup, teardown, every_document_reads_as_its_golden_says); }
