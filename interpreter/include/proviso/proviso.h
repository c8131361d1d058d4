/* Proviso: policies written clause by clause, decided against JSON facts.
 *
 *   proviso_engine    options and limits; compiles policies
 *   proviso_program   one compiled policy: immutable, reference-counted, shared by any number of threads
 *   proviso_session   what one thread needs to decide: facts, working memory, the last decision
 *   proviso_report    problems found in a policy, owned by the caller
 *
 * Conventions, true of every function unless its comment says otherwise:
 *   - What can fail returns a proviso_status. Out parameters come first and are untouched on failure.
 *   - A NULL handle or a NULL out parameter gives PROVISO_INVALID_ARGUMENT; `destroy` and `release` accept NULL.
 *   - A proviso_text is a pointer and a length in bytes, UTF-8, not ended by a zero byte. What is passed in is not
 *     kept after the call; what is handed out is borrowed, and its comment says until when.
 *   - Nothing prints, exits, reads the environment, the locale or the clock, or keeps state outside of its handles.
 *   - A host that only loads compiled policies can link the runtime library instead: all of this header but
 *     proviso_program_compile, proviso_program_disassemble, proviso_program_describe, proviso_system_zones and
 *     proviso_system_zone_version.
 *   - A program may be used by any number of threads at once. An engine, a session or a report is used by one thread at
 * a time; different ones never interfere.
 */
#ifndef PROVISO_PROVISO_H
#define PROVISO_PROVISO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define PROVISO_API
#else
#define PROVISO_API __attribute__((visibility("default")))
#endif

#define PROVISO_VERSION_MAJOR 0
#define PROVISO_VERSION_MINOR 1
#define PROVISO_VERSION_PATCH 0

/* The version of the library that runs, "MAJOR.MINOR.PATCH"; a constant. */
PROVISO_API const char *proviso_version(void);

/* ---- Vocabulary ------------------------------------------------------------------------------------------------ */

typedef struct proviso_text {
    const char *data; /* may be NULL where length is 0 */
    size_t length;    /* bytes */
} proviso_text;

/* A proviso_text of a string literal, or of a zero-ended string. */
#define PROVISO_TEXT(literal) ((proviso_text){"" literal, sizeof(literal) - 1})
PROVISO_API proviso_text proviso_text_of(const char *zero_ended);

typedef enum proviso_status {
    PROVISO_OK = 0,
    PROVISO_INVALID_ARGUMENT = 1, /* the call itself is wrong: a NULL, an unknown flag, a value out of its range */
    PROVISO_OUT_OF_MEMORY = 2,    /* the allocator refused, or the memory limit was reached; handles stay usable */
    PROVISO_POLICY_ERRORS = 3,    /* the policy has errors; the report lists them all */
    PROVISO_FACTS_REFUSED = 4,    /* the facts are not what the policy declares; the decision lists every fault */
    PROVISO_LIMIT_REACHED = 5,    /* a limit of proviso_limits was reached */
    PROVISO_NOT_FOUND = 6,        /* no such name, or no value under it */
    PROVISO_WRONG_TYPE = 7,       /* the value is of another type */
    PROVISO_WRITE_FAILED = 8      /* the caller's write function returned false */
} proviso_status;

/* A short lower-case description of a status; a constant; never NULL. */
PROVISO_API const char *proviso_status_text(proviso_status status);

/* Where output goes: called with consecutive pieces. Returns false to stop; the caller then gets PROVISO_WRITE_FAILED.
 */
typedef bool (*proviso_write_fn)(void *context, const char *data, size_t length);

/* All memory comes through one callback, like realloc with the old size: `block` NULL allocates, `new_size` 0 releases
 * (and the result is ignored). Blocks are aligned to 16 bytes. It returns NULL when it cannot. It is called by the
 * thread that made the call, and by whichever thread releases the last reference to a program. */
typedef struct proviso_allocator {
    void *(*reallocate)(void *context, void *block, size_t old_size, size_t new_size);
    void *context;
} proviso_allocator;

/* Upper bounds. 0 stands for the default, which is also the most that may be asked for (but for memory, which has no
 * upper end). */
typedef struct proviso_limits {
    size_t size;         /* sizeof(proviso_limits) */
    size_t memory_bytes; /* of one program or one session; default 1 GiB */
    size_t source_bytes; /* of one policy text; default and maximum 16 MiB */
    size_t facts_bytes;  /* of one facts document; default and maximum 16 MiB */
    size_t nesting;      /* of a policy's expressions and of a document's objects and arrays; default and maximum 64 */
    uint64_t
        budget; /* instructions of one decision; default 100 million; straight code of a program is bounded anyway */
    uint64_t elements; /* elements that one decision looks at, in all; default and maximum 10 million */
} proviso_limits;

/* Supplies the zone rules of an IANA zone name ("Asia/Shanghai") as a TZif file (RFC 8536): calls `write` with its
 * bytes and returns true, or returns false where there is no such zone. `name` was checked: letters, digits, `_ + - /`,
 * no `..`. */
typedef bool (*proviso_zone_fn)(void *context, proviso_text name, proviso_write_fn write, void *write_context);

/* Names the version of the time zone database that load_zone reads ("2025b"; TZif files do not say it): calls `write`
 * with its bytes and returns true, or returns false where it is not known. Compiling asks once, on its thread, after
 * load_zone has supplied a zone, and the program keeps the answer; it changes no decision. What is empty, longer than
 * 64 bytes or not printable ASCII counts as not known. */
typedef bool (*proviso_zone_version_fn)(void *context, proviso_write_fn write, void *write_context);

typedef struct proviso_engine_options {
    size_t size;                          /* sizeof(proviso_engine_options) */
    proviso_allocator allocator;          /* reallocate NULL: the C library's */
    proviso_limits limits;                /* size 0: the defaults */
    proviso_zone_fn load_zone;            /* NULL: only "UTC" is known; proviso_system_zones reads the system's */
    proviso_zone_version_fn zone_version; /* NULL: not known; proviso_system_zone_version names the system's */
    void *zone_context;                   /* of both */
} proviso_engine_options;

/* A proviso_zone_fn that reads the system's time zone database (/usr/share/zoneinfo), and a proviso_zone_version_fn
 * that reads that database's version. They need no context. Any thread. */
PROVISO_API bool proviso_system_zones(void *context, proviso_text name, proviso_write_fn write, void *write_context);
PROVISO_API bool proviso_system_zone_version(void *context, proviso_write_fn write, void *write_context);

/* ---- Report: what is wrong with a policy ----------------------------------------------------------------------- */

typedef struct proviso_report proviso_report;

typedef enum proviso_severity { PROVISO_ERROR = 0, PROVISO_WARNING = 1 } proviso_severity;

/* One problem. Texts are borrowed from the report until it is cleared or destroyed. */
typedef struct proviso_problem {
    proviso_severity severity;
    proviso_text code;    /* stable, never reused: "E0104" */
    proviso_text message; /* lower case, no full stop; what was written stands in backquotes */
    proviso_text hint;    /* what to write instead; may be empty */
    proviso_text file;    /* the name that was given to compile */
    proviso_text excerpt; /* the line of source, without its line end; empty where there is none */
    size_t line;          /* 1 is the first; 0: the problem is of the whole file */
    size_t column;        /* in characters, 1 is the first */
    size_t width;         /* characters that are meant, on this line; at least 1 */
    size_t offset;        /* in bytes from the beginning of the file */
    size_t length;        /* in bytes; may span lines */
} proviso_problem;

PROVISO_API proviso_status proviso_report_create(proviso_report **out, const proviso_allocator *allocator);
PROVISO_API void proviso_report_destroy(proviso_report *report);
PROVISO_API void proviso_report_clear(proviso_report *report);
/* Problems in the order of the file; at most 1,000 are kept. */
PROVISO_API size_t proviso_report_count(const proviso_report *report);
PROVISO_API size_t proviso_report_errors(const proviso_report *report);
PROVISO_API proviso_status proviso_report_get(proviso_problem *out, const proviso_report *report, size_t index);
/* Writes all problems for people: file:line:column, the line, a caret line, the hint. */
PROVISO_API proviso_status proviso_report_render(const proviso_report *report, bool colour, proviso_write_fn write,
                                                 void *context);

/* ---- Engine and program ---------------------------------------------------------------------------------------- */

typedef struct proviso_engine proviso_engine;
typedef struct proviso_program proviso_program;

/* `options` NULL: all defaults. The allocator must outlive the engine and all that is made with it; the engine itself
 * may be destroyed before its programs. */
PROVISO_API proviso_status proviso_engine_create(proviso_engine **out, const proviso_engine_options *options);
PROVISO_API void proviso_engine_destroy(proviso_engine *engine);

/* Compiles the text of a policy. `name` stands in problems. `report` (may be NULL) receives errors and warnings; it is
 * not cleared first. PROVISO_POLICY_ERRORS: it has at least one error. The program belongs to the caller: release it.
 */
PROVISO_API proviso_status proviso_program_compile(proviso_program **out, proviso_engine *engine, proviso_text name,
                                                   proviso_text source, proviso_report *report);

typedef struct proviso_param {
    proviso_text name;
    proviso_text value; /* as written in the policy; text without quotes: `5 days`, `12.50 CNY`, `true` */
} proviso_param;

/* A new program in which the named params have other values. PROVISO_NOT_FOUND: no param of that name;
 * PROVISO_WRONG_TYPE: the value is not of the param's type or not in its range. `problem` (may be NULL) then receives
 * the index of the param that is meant. Any thread. */
PROVISO_API proviso_status proviso_program_with_params(proviso_program **out, const proviso_program *program,
                                                       const proviso_param *params, size_t count, size_t *problem);
/* The name of a param, in the order of names; empty where there are no more. Borrowed from the program. */
PROVISO_API proviso_text proviso_program_param_name(const proviso_program *program, size_t index);
/* What a value of the param's type looks like ("a span of days, as `5 days`"); a constant, empty where there is no such
 * param. */
PROVISO_API proviso_text proviso_program_param_expects(const proviso_program *program, proviso_text name);

/* A compiled policy as bytes, the content of a `.pvc` file; the same program gives the same bytes.
 * PROVISO_INVALID_ARGUMENT for a program with replaced params. Any thread. */
PROVISO_API proviso_status proviso_program_save(const proviso_program *program, proviso_write_fn write, void *context);
/* Reads such bytes, from wherever they come: they are not trusted, and always verified. Nothing of them is kept.
 * PROVISO_POLICY_ERRORS: they are not a compiled policy of this version, or damaged; the report (may be NULL) says why.
 */
PROVISO_API proviso_status proviso_program_load(proviso_program **out, proviso_engine *engine, proviso_text name,
                                                proviso_text bytes, proviso_report *report);
/* Whether the bytes are to be given to proviso_program_load, and not to proviso_program_compile. Any thread. */
PROVISO_API bool proviso_is_compiled(proviso_text bytes);

/* The SHA-256 of the program as bytes (see FORMAT.md): two programs with one id decide alike. It is computed by
 * compiling, and taken from the file by loading; a file from a stranger may claim another's. Borrowed, 32 bytes. */
PROVISO_API proviso_text proviso_program_id(const proviso_program *program);

/* Writes what the program consists of, for readers of interpreter/README.md: registers, regions with their words,
 * constants, schema, conditions. The text is for people and may change between versions. Any thread. */
PROVISO_API proviso_status proviso_program_disassemble(const proviso_program *program, proviso_write_fn write,
                                                       void *context);
/* Writes what a user of the program has to know: name, version, facts, params, outcomes, outputs, zone and the version
 * of its rules, sizes, id. For people, likewise. */
PROVISO_API proviso_status proviso_program_describe(const proviso_program *program, proviso_write_fn write,
                                                    void *context);

/* Reference counting, any thread. `retain` returns its argument. */
PROVISO_API proviso_program *proviso_program_retain(proviso_program *program);
PROVISO_API void proviso_program_release(proviso_program *program);

/* Borrowed from the program. A policy without a version has an empty one. */
PROVISO_API proviso_text proviso_program_name(const proviso_program *program);
PROVISO_API proviso_text proviso_program_policy_version(const proviso_program *program);
/* Bytes that the program holds. */
PROVISO_API size_t proviso_program_memory(const proviso_program *program);

/* ---- Session: facts in, decision out --------------------------------------------------------------------------- */

typedef struct proviso_session proviso_session;
typedef struct proviso_decision proviso_decision;

/* Retains the program. Deciding a second document that is no larger than an earlier one allocates nothing. */
PROVISO_API proviso_status proviso_session_create(proviso_session **out, proviso_program *program);
PROVISO_API void proviso_session_destroy(proviso_session *session);

enum { PROVISO_STRICT = 1u /* fields that the policy does not declare are refused */ };

/* Replaces the session's facts by those of a JSON document (RFC 8259, strict). The text is copied.
 * PROVISO_FACTS_REFUSED: something is not as declared; proviso_decide then gives a decision in the state
 * PROVISO_REFUSED that lists every fault, up to 100. PROVISO_LIMIT_REACHED: the document is larger than the limit,
 * an object has more than 65,536 keys, or the lists have more than 10 million elements; there are no facts then. */
PROVISO_API proviso_status proviso_facts_read_json(proviso_session *session, proviso_text json, unsigned flags);

/* Finds a member of the object that `json` is, and borrows the text of its value (for envelopes such as {"case": …,
 * "facts": …}, one a line in a file, whose facts are then read by proviso_facts_read_json). `key` is compared after
 * unescaping; where it comes twice, or the text is no object with a member of that name, or what stands around the
 * value is not JSON: PROVISO_NOT_FOUND. The value itself is only delimited, not validated. Any thread. */
PROVISO_API proviso_status proviso_json_member(proviso_text *out, proviso_text json, proviso_text key);

typedef enum proviso_state {
    PROVISO_DECIDED = 0,
    PROVISO_UNDECIDED = 1, /* facts are missing, or at fault, or rules conflict */
    PROVISO_REFUSED = 2,   /* the facts were refused */
    PROVISO_LIMITED = 3    /* a limit was reached: of instructions, or of elements of lists */
} proviso_state;

/* Decides by the facts that were read last (without any: an empty document). The decision is borrowed from the session
 * until the session's next facts, decision or end. PROVISO_OK whatever is decided, and where a limit is reached;
 * PROVISO_OUT_OF_MEMORY where a text that the policy makes of the facts has no room. */
PROVISO_API proviso_status proviso_decide(const proviso_decision **out, proviso_session *session);

PROVISO_API proviso_state proviso_decision_state(const proviso_decision *decision);
/* Empty where it is not settled. Borrowed from the program. */
PROVISO_API proviso_text proviso_decision_outcome(const proviso_decision *decision);

/* An output's value in canonical form ("12.50 CNY", "true", a text without quotes), borrowed until the session's next
 * facts, decision or end. PROVISO_NOT_FOUND: there is no such output, or nothing set it, or nothing is decided. */
PROVISO_API proviso_status proviso_decision_get_output(proviso_text *out, const proviso_decision *decision,
                                                       proviso_text name);

typedef enum proviso_format {
    PROVISO_FORMAT_TEXT = 0, /* lines for people */
    PROVISO_FORMAT_JSON = 1  /* one line of JSON, without a line end */
} proviso_format;

/* Writes the whole decision with its reasons. The same program and facts give the same bytes on every machine. The
 * reasons are worked out when first asked for. PROVISO_LIMIT_REACHED: that takes more than eight times the budget of a
 * decision, which no policy does that a person wrote, but a compiled file from a stranger may. */
PROVISO_API proviso_status proviso_decision_render(const proviso_decision *decision, proviso_format format,
                                                   proviso_write_fn write, void *context);

#ifdef __cplusplus
}
#endif
#endif
