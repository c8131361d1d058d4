/* Corrupted compiled files: whatever is done to one, it is refused, or it decides and explains within bounds.
 *
 *   corrupt [--opcodes] [--every N] [--changes N] [--keep DIRECTORY] POLICY DOCUMENTS [POLICY DOCUMENTS]...
 *
 * Each policy is compiled; so is one with more constants than there are registers for. Every file is cut short at every
 * length, has each single bit turned (with --every N: one length and one bit of N), N changes of a few bytes, and N
 * changes that know its sections (both shared out among the files): with the checksum as it was, and with the one that
 * fits. What is accepted is disassembled, described, saved and decided with the documents, and explained. Built with
 * sanitizers, every read that is wrong ends the process; so each kind runs in one of its own, which is started again
 * behind the case that ended it. The cases follow from their numbers: a run is the same as the one before.
 *
 * Prints a table. Fails on any crash, any case of more than ten seconds, anything accepted whose checksum is wrong,
 * and, with --opcodes, any opcode that no policy uses. --keep writes the files of failed cases. */
#define _DEFAULT_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common.h"
#include "mutate.h"
#include "program/program.h"

enum { DOCUMENTS_MOST = 5, FILES_MOST = 32, SECONDS_MOST = 10, FAILURES_MOST = 10, WHOLE_MOST = 1 << 16 };

struct subject {
    const char *name;
    struct bytes file; /* compiled */
    struct bytes documents_file;
    proviso_text documents[DOCUMENTS_MOST];
    size_t document_count;
};

/* Shared with the process that runs the cases. */
struct progress {
    uint64_t at, tried, refused, accepted;
};

struct kind {
    const char *name;
    /* Makes case `number` from the image; false: it is the file itself. */
    bool (*make)(struct image *image, uint64_t number);
    bool sealed;
    uint64_t (*count)(const struct subject *subject, uint64_t share);
};

struct tally {
    uint64_t tried, refused, accepted, crashed, slow;
};

/* ---- Kinds ------------------------------------------------------------------------------------------------------ */

static uint64_t random_of(uint64_t number) {
    uint64_t state = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);
    next_random(&state);
    return state;
}

/* One place of so many is tried in files of which each could be. */
static uint64_t every = 1;

/* Of a file that is too long to try each place, about 2,000 places are tried, an odd number of them apart, and fewer
 * changes than of the others. */
static uint64_t stride(size_t file_length, uint64_t places) {
    return file_length <= WHOLE_MOST ? every : (places / 2000 | 1) * every;
}

static uint64_t count_lengths(const struct subject *subject, uint64_t share) {
    (void)share;
    size_t length = subject->file.length;
    return length / stride(length, length);
}

static uint64_t count_bits(const struct subject *subject, uint64_t share) {
    (void)share;
    size_t length = subject->file.length;
    return length * 8 / stride(length, length * 8);
}

static uint64_t count_share(const struct subject *subject, uint64_t share) {
    return subject->file.length <= WHOLE_MOST ? share : share / 10;
}

static bool cut(struct image *image, uint64_t number) {
    image->length = number * stride(image->length, image->length);
    return true;
}

static bool turn_bit(struct image *image, uint64_t number) {
    uint64_t bit = number * stride(image->length, image->length * 8);
    image->bytes[bit / 8] = (char)(unsigned char)(image->bytes[bit / 8] ^ 1 << bit % 8);
    return true;
}

static bool change_bytes(struct image *image, uint64_t number) {
    uint64_t random = random_of(number);
    mutate_bytes(image, &random);
    return true;
}

static bool change_structure(struct image *image, uint64_t number) {
    uint64_t random = random_of(number);
    mutate_structure(image, &random);
    return true;
}

static const struct kind kinds[] = {
    {"cut short", cut, false, count_lengths},
    {"cut short, sealed", cut, true, count_lengths},
    {"a bit turned", turn_bit, false, count_bits},
    {"a bit turned, sealed", turn_bit, true, count_bits},
    {"bytes changed", change_bytes, false, count_share},
    {"bytes changed, sealed", change_bytes, true, count_share},
    {"sections changed, sealed", change_structure, true, count_share},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- One kind, in a process of its own -------------------------------------------------------------------------- */

/* The bytes of a case have a block of their own size, so that the sanitizer sees the first read behind them. */
static struct image make_case(const struct kind *kind, const struct subject *subject, uint64_t number) {
    struct image image, exact;
    if (!image_create(&image, subject->file.data, subject->file.length, 1 << 16)) fail("out of memory");
    kind->make(&image, number);
    if (kind->sealed) image_seal(&image);
    if (!image_create(&exact, image.bytes, image.length, image.length == 0)) fail("out of memory");
    free(image.bytes);
    return exact;
}

static void run_cases(const struct kind *kind, const struct subject *subject, uint64_t count,
                      struct progress *progress) {
    proviso_engine *engine = new_engine();
    for (; progress->at < count; progress->at++) {
        struct image image = make_case(kind, subject, progress->at);
        bool same = image.length == subject->file.length && memcmp(image.bytes, subject->file.data, image.length) == 0;
        alarm(SECONDS_MOST);
        proviso_program *program = load_quietly(engine, (proviso_text){image.bytes, image.length});
        free(image.bytes);
        if (program == NULL) {
            progress->refused++;
        } else {
            progress->accepted++;
            if (!same && !kind->sealed) found("accepted in spite of its checksum");
            use_program(program, subject->documents, subject->document_count);
        }
        proviso_program_release(program);
        progress->tried++;
    }
    alarm(0);
    proviso_engine_destroy(engine);
}

static const char *keep_directory;

static void keep_case(const struct kind *kind, const struct subject *subject, uint64_t number) {
    char path[512];
    if (keep_directory == NULL) return;
    snprintf(path, sizeof path, "%s/case-%d-%llu.pvc", keep_directory, (int)(kind - kinds), (unsigned long long)number);
    struct image image = make_case(kind, subject, number);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(image.bytes, 1, image.length, file) != image.length) fail(path);
    fclose(file);
    free(image.bytes);
}

static void run_kind(const struct kind *kind, const struct subject *subject, uint64_t count, struct tally *tally) {
    struct progress *progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (progress == MAP_FAILED) fail("mmap");
    *progress = (struct progress){0};
    for (uint64_t failures = 0; progress->at < count && failures < FAILURES_MOST;) {
        fflush(stdout);
        pid_t child = fork();
        int status;
        if (child < 0) fail("fork");
        if (child == 0) {
            run_cases(kind, subject, count, progress);
            _exit(0);
        }
        if (waitpid(child, &status, 0) != child) fail("waitpid");
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
        bool slow = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
        printf("%s, %s: case %llu %s\n", subject->name, kind->name, (unsigned long long)progress->at,
               slow ? "takes too long" : "crashes");
        keep_case(kind, subject, progress->at);
        tally->slow += slow;
        tally->crashed += !slow;
        progress->tried++;
        progress->at++;
        failures++;
    }
    tally->tried += progress->tried;
    tally->refused += progress->refused;
    tally->accepted += progress->accepted;
    munmap(progress, sizeof *progress);
}

/* ---- The files -------------------------------------------------------------------------------------------------- */

/* A constant beyond those that have registers is read by an instruction of its own. */
static struct bytes many_constants(void) {
    struct bytes policy = {0};
    char term[32];
    const char *begin =
        "policy many facts { n: number } decide { outcomes yes > no otherwise no }\nrule r { yes when n in {";
    keep(&policy, begin, strlen(begin));
    for (int i = 0; i < 9000; i++) {
        snprintf(term, sizeof term, "%s%d", i == 0 ? "" : ", ", i);
        keep(&policy, term, strlen(term));
    }
    keep(&policy, "} }", 3);
    return policy;
}

static void mark_opcodes(bool *used, const struct bytes *file) {
    struct image image = {file->data, file->length, file->length};
    for (uint32_t i = 0; i < image_count(&image, PV_SECTION_CODE); i++)
        used[image_get(&image, PV_SECTION_CODE, i, 0, 1)] = true;
}

static void prepare(struct subject *subject, proviso_engine *engine, const char *name, const struct bytes *policy) {
    proviso_program *program = compile_quietly(engine, (proviso_text){policy->data, policy->length});
    if (program == NULL) fail(name);
    subject->name = name;
    subject->file = save(program);
    subject->document_count = documents_of(subject->documents, DOCUMENTS_MOST, &subject->documents_file);
    use_program(program, subject->documents, subject->document_count);
    proviso_program_release(program);
}

static bool every_opcode_is_used(const struct subject *subjects, size_t count) {
    bool used[256] = {false}, all = true;
    for (size_t i = 0; i < count; i++) mark_opcodes(used, &subjects[i].file);
    for (unsigned op = 0; op < PV_OPCODE_COUNT; op++) {
        if (used[op]) continue;
        printf("no policy uses %s\n", pv_opcode_get(op)->name);
        all = false;
    }
    return all;
}

static size_t prepare_all(struct subject *subjects, proviso_engine *engine, char **arguments, int count) {
    size_t made = 0;
    for (int i = 0; i + 1 < count && made < FILES_MOST - 1; i += 2, made++) {
        struct bytes policy = read_whole_file(arguments[i]);
        subjects[made].documents_file = read_whole_file(arguments[i + 1]);
        prepare(&subjects[made], engine, arguments[i], &policy);
        free(policy.data);
    }
    struct bytes policy = many_constants();
    keep(&subjects[made].documents_file, "{\"n\": 8999}\n{}\n", 15);
    prepare(&subjects[made], engine, "many constants", &policy);
    free(policy.data);
    return made + 1;
}

static bool run_all(const struct subject *subjects, size_t count, uint64_t changes) {
    bool ok = true;
    printf("%-28s %10s %10s %10s %8s %8s\n", "", "tried", "refused", "accepted", "crashed", "slow");
    for (size_t k = 0; k < KINDS; k++) {
        struct tally tally = {0};
        for (size_t i = 0; i < count; i++)
            run_kind(&kinds[k], &subjects[i], kinds[k].count(&subjects[i], changes / count + 1), &tally);
        printf("%-28s %10llu %10llu %10llu %8llu %8llu\n", kinds[k].name, (unsigned long long)tally.tried,
               (unsigned long long)tally.refused, (unsigned long long)tally.accepted, (unsigned long long)tally.crashed,
               (unsigned long long)tally.slow);
        ok = ok && tally.crashed == 0 && tally.slow == 0;
    }
    return ok;
}

int main(int argc, char **argv) {
    static struct subject subjects[FILES_MOST];
    uint64_t changes = 20000;
    bool opcodes = false;
    int at = 1;
    for (; at + 1 < argc && argv[at][0] == '-'; at++) {
        if (strcmp(argv[at], "--opcodes") == 0)
            opcodes = true;
        else if (strcmp(argv[at], "--changes") == 0)
            changes = strtoull(argv[++at], NULL, 10);
        else if (strcmp(argv[at], "--every") == 0)
            every = strtoull(argv[++at], NULL, 10) | 1;
        else if (strcmp(argv[at], "--keep") == 0)
            keep_directory = argv[++at];
        else
            fail("usage: corrupt [--opcodes] [--every N] [--changes N] [--keep DIRECTORY] POLICY DOCUMENTS ...");
    }
    proviso_engine *engine = new_engine();
    size_t count = prepare_all(subjects, engine, argv + at, argc - at);
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++) bytes += subjects[i].file.length;
    printf("%zu files of %zu bytes together\n", count, bytes);
    bool ok = (!opcodes || every_opcode_is_used(subjects, count)) && run_all(subjects, count, changes);
    for (size_t i = 0; i < count; i++) {
        free(subjects[i].file.data);
        free(subjects[i].documents_file.data);
    }
    proviso_engine_destroy(engine);
    return ok ? 0 : 1;
}
