/* The version of the time zone database: from the host into the program, its file and its description, and what a file
 * may say of it. */
#include "hostile.h"

/* What a host answers, and how often it was asked. */
typedef struct zones {
    const char *version; /* NULL: it does not know */
    unsigned asked_for_rules, asked_for_version;
} zones;

static bool load_zone(void *context, proviso_text name, proviso_write_fn write, void *write_context) {
    zones *z = context;
    z->asked_for_rules++;
    return pinned_zones(NULL, name, write, write_context);
}

/* A byte at a time: hosts write in pieces. */
static bool name_version(void *context, proviso_write_fn write, void *write_context) {
    zones *z = context;
    ck_assert_uint_gt(z->asked_for_rules, z->asked_for_version);
    z->asked_for_version++;
    if (z->version == NULL) return false;
    for (const char *at = z->version; *at != 0; at++) {
        if (!write(write_context, at, 1)) return false;
    }
    return true;
}

static const char *const policy =
    "policy p timezone \"Asia/Shanghai\" facts { t: time d: date } param window = 5 days\n"
    "decide { outcomes yes > no otherwise no } rule r { yes when t within window after d }";
static const char *const facts = "{\"t\": \"2025-03-14T16:11:42Z\", \"d\": \"2025-03-10\"}";

static proviso_program *compile_with(zones *z, const char *text) {
    proviso_engine_options options = {
        .size = sizeof options, .load_zone = load_zone, .zone_version = name_version, .zone_context = z};
    proviso_engine *engine = NULL;
    proviso_program *program = NULL;
    ck_assert_int_eq(proviso_engine_create(&engine, &options), PROVISO_OK);
    ck_assert_int_eq(proviso_program_compile(&program, engine, PROVISO_TEXT("p"), proviso_text_of(text), NULL),
                     PROVISO_OK);
    proviso_engine_destroy(engine);
    return program;
}

static proviso_program *compile_of_version(const char *version) {
    zones z = {.version = version};
    proviso_program *program = compile_with(&z, policy);
    ck_assert_uint_eq(z.asked_for_rules, 1);
    ck_assert_uint_eq(z.asked_for_version, 1);
    return program;
}

/* ---- Bytes ---- */

typedef struct bytes {
    char data[1 << 14];
    size_t length;
} bytes;

static bool keep(void *context, const char *data, size_t length) {
    bytes *out = context;
    if (length >= sizeof out->data - out->length) return false;
    memcpy(out->data + out->length, data, length);
    out->length += length;
    out->data[out->length] = 0;
    return true;
}

static bytes save(const proviso_program *program) {
    bytes out = {.length = 0};
    ck_assert_int_eq(proviso_program_save(program, keep, &out), PROVISO_OK);
    return out;
}

static struct image image_of_version(const char *version) {
    proviso_program *program = compile_of_version(version);
    bytes file = save(program);
    struct image image;
    ck_assert(image_create(&image, file.data, file.length, 1 << 10));
    proviso_program_release(program);
    return image;
}

/* The line of `describe` that names the zone ends so. */
static void expect_described(const proviso_program *program, const char *end) {
    bytes out = {.length = 0};
    char line[256];
    ck_assert_int_eq(proviso_program_describe(program, keep, &out), PROVISO_OK);
    snprintf(line, sizeof line, "\nZone: Asia/Shanghai (29 transitions, then UTC+08:00), rules of %s\n", end);
    ck_assert_msg(strstr(out.data, line) != NULL, "no `%s` in\n%s", line, out.data);
}

/* ---- From the host ---- */

START_TEST(a_program_and_its_file_name_the_version) {
    proviso_program *program = compile_of_version("2025b"), *loaded;
    expect_described(program, "tzdata 2025b");
    struct image image = image_of_version("2025b");
    bytes file = save(program), again;
    loaded = accepted(&image, 1 << 20);
    expect_described(loaded, "tzdata 2025b");
    again = save(loaded);
    ck_assert_uint_eq(again.length, file.length);
    ck_assert_mem_eq(again.data, file.data, file.length);
    proviso_program_release(loaded);
    proviso_program_release(program);
}
END_TEST

START_TEST(a_program_with_replaced_params_names_it_too) {
    const proviso_param param = {PROVISO_TEXT("window"), PROVISO_TEXT("7 days")};
    proviso_program *program = compile_of_version("2025b"), *replaced = NULL;
    ck_assert_int_eq(proviso_program_with_params(&replaced, program, &param, 1, NULL), PROVISO_OK);
    proviso_program_release(program);
    expect_described(replaced, "tzdata 2025b");
    proviso_program_release(replaced);
}
END_TEST

START_TEST(one_version_gives_one_file_and_another_gives_another_id) {
    proviso_program *one = compile_of_version("2025b"), *same = compile_of_version("2025b"),
                    *other = compile_of_version("2025c");
    bytes file = save(one), same_file = save(same);
    char decision[4096];
    ck_assert_uint_eq(same_file.length, file.length);
    ck_assert_mem_eq(same_file.data, file.data, file.length);
    ck_assert(!pv_text_equal(proviso_program_id(one), proviso_program_id(other)));
    snprintf(decision, sizeof decision, "%s", decide_json(one, facts));
    ck_assert_str_eq(decide_json(other, facts), decision);
    proviso_program_release(one);
    proviso_program_release(same);
    proviso_program_release(other);
}
END_TEST

#define SIXTY_FOUR "0123456789012345678901234567890123456789012345678901234567890123"

START_TEST(a_version_of_64_bytes_is_kept) {
    proviso_program *program = compile_of_version(SIXTY_FOUR);
    expect_described(program, "tzdata " SIXTY_FOUR);
    proviso_program_release(program);
}
END_TEST

START_TEST(what_cannot_be_a_version_counts_as_not_known) {
    static const char sixty_five[] = SIXTY_FOUR "4";
    const char *const versions[] = {NULL, "", sixty_five, "2025b\n", "2025\x7f", "2025\xc3\xa9"};
    proviso_program *unversioned = compile(policy); /* by an engine that names no version */
    bytes expected = save(unversioned);
    expect_described(unversioned, "an unknown version");
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        proviso_program *program = compile_of_version(versions[i]);
        bytes file = save(program);
        expect_described(program, "an unknown version");
        ck_assert_uint_eq(file.length, expected.length);
        ck_assert_mem_eq(file.data, expected.data, expected.length);
        proviso_program_release(program);
    }
    proviso_program_release(unversioned);
}
END_TEST

START_TEST(a_policy_whose_rules_come_from_no_database_has_no_version) {
    const char *const policies[] = {
        "policy p facts { a: bool } decide { outcomes yes > no otherwise no } rule r { yes when a }",
        "policy p timezone \"UTC\" facts { a: bool } decide { outcomes yes > no otherwise no } rule r { yes when a }"};
    for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
        zones z = {.version = "2025b"};
        proviso_program *program = compile_with(&z, policies[i]);
        bytes out = {.length = 0};
        ck_assert_uint_eq(z.asked_for_version, 0);
        ck_assert_int_eq(proviso_program_describe(program, keep, &out), PROVISO_OK);
        ck_assert_ptr_null(strstr(out.data, "rules of"));
        proviso_program_release(program);
    }
}
END_TEST

START_TEST(each_allocation_fails_once) {
    proviso_status status = PROVISO_OUT_OF_MEMORY;
    size_t n = 1;
    for (; status == PROVISO_OUT_OF_MEMORY; n++) {
        counting_allocator counter = {.fail_once = n};
        zones z = {.version = "2025b"};
        proviso_engine_options options = {.size = sizeof options,
                                          .allocator = allocator_of(&counter),
                                          .load_zone = load_zone,
                                          .zone_version = name_version,
                                          .zone_context = &z};
        proviso_engine *engine = NULL;
        proviso_program *program = NULL;
        status = proviso_engine_create(&engine, &options);
        if (status == PROVISO_OK)
            status = proviso_program_compile(&program, engine, PROVISO_TEXT("p"), proviso_text_of(policy), NULL);
        counter.fail_once = 0;
        if (status == PROVISO_OK) expect_described(program, "tzdata 2025b");
        proviso_program_release(program);
        proviso_engine_destroy(engine);
        ck_assert_uint_eq(counter.live, 0);
    }
    ck_assert_int_eq(status, PROVISO_OK);
    ck_assert_uint_gt(n, 20);
}
END_TEST

/* ---- In files ---- */

/* With nothing but FORMAT.md in hand: the last of 28 entries of 24 bytes behind a header of 64. */
START_TEST(the_section_is_as_described) {
    struct image image = image_of_version("2025b");
    const char *entry = image.bytes + 64 + (size_t)27 * 24;
    ck_assert_uint_eq(pv_get(image.bytes + 10, 2), 1);
    ck_assert_uint_eq(pv_get(image.bytes + 12, 4), 28);
    ck_assert_uint_eq(pv_get(entry, 4), 28);
    ck_assert_uint_eq(pv_get(entry + 4, 4), 0); /* not required */
    ck_assert_uint_eq(pv_get(entry + 8, 4), 1);
    ck_assert_uint_eq(pv_get(entry + 12, 4), 8);
    const char *row = image.bytes + pv_get(entry + 16, 8);
    const char *texts = image.bytes + pv_get(image.bytes + 64 + 16, 8);
    ck_assert_uint_eq(pv_get(row + 4, 4), 5);
    ck_assert_mem_eq(texts + pv_get(row, 4), "2025b", 5);
    free(image.bytes);
}
END_TEST

START_TEST(a_file_of_format_1_0_has_none) {
    size_t length;
    char *file = read_file(PROVISO_SOURCE_DIR "/tests/golden/format/1.0/trtc.pvc", &length);
    struct image image;
    ck_assert(image_create(&image, file, length, 1));
    proviso_program *program = accepted(&image, 1 << 20);
    bytes out = {.length = 0};
    expect_described(program, "an unknown version");
    ck_assert_int_eq(proviso_program_describe(program, keep, &out), PROVISO_OK);
    ck_assert_ptr_nonnull(strstr(out.data, "\nFormat: 1.0\n"));
    proviso_program_release(program);
    free(file);
}
END_TEST

START_TEST(a_version_beyond_the_texts_is_refused) {
    struct image image = image_of_version("2025b");
    image_put(&image, PV_SECTION_ZONE_VERSION, 0, 0, 4, image_count(&image, PV_SECTION_TEXTS) - 4);
    refused(&image, "a text lies outside the texts");
}
END_TEST

START_TEST(a_long_version_is_refused) {
    struct image image = image_of_version("2025b");
    image_put(&image, PV_SECTION_ZONE_VERSION, 0, 0, 4, 0);
    image_put(&image, PV_SECTION_ZONE_VERSION, 0, 4, 4, 65);
    refused(&image, "the version of the time zone database is too long");
}
END_TEST

START_TEST(two_versions_are_refused_and_so_is_a_section_without_any) {
    struct image image = image_of_version("2025b");
    ck_assert(image_resize(&image, PV_SECTION_ZONE_VERSION, 2));
    refused(&image, "there is not one version of the time zone database");
    image = image_of_version("2025b");
    ck_assert(image_resize(&image, PV_SECTION_ZONE_VERSION, 0));
    refused(&image, "there is not one version of the time zone database");
}
END_TEST

START_TEST(a_version_from_a_hostile_file_cannot_steer_a_terminal) {
    struct image image = image_of_version("2025b");
    uint64_t offset = image_get(&image, PV_SECTION_ZONE_VERSION, 0, 0, 4);
    memcpy(image_row(&image, PV_SECTION_TEXTS, (uint32_t)offset), "\033[31m", 5);
    proviso_program *program = accepted(&image, 1 << 20);
    expect_described(program, "tzdata \\x1b[31m");
    proviso_program_release(program);
}
END_TEST

int main(void) {
    return RUN_SUITE("zone_version", a_program_and_its_file_name_the_version,
                     a_program_with_replaced_params_names_it_too,
                     one_version_gives_one_file_and_another_gives_another_id, a_version_of_64_bytes_is_kept,
                     what_cannot_be_a_version_counts_as_not_known,
                     a_policy_whose_rules_come_from_no_database_has_no_version, each_allocation_fails_once,
                     the_section_is_as_described, a_file_of_format_1_0_has_none, a_version_beyond_the_texts_is_refused,
                     a_long_version_is_refused, two_versions_are_refused_and_so_is_a_section_without_any,
                     a_version_from_a_hostile_file_cannot_steer_a_terminal);
}
