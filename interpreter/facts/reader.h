/* Reader: what the files of the facts reader share.
 *
 * A function that reads takes the place where it begins and returns the place behind what it read, or NULL where the
 * reading stops: at a syntax error, which it has listed, or for facts->status. No end checks anywhere: behind the
 * document stand zero bytes, and a zero byte ends or fails every token. */
#ifndef PV_FACTS_READER_H
#define PV_FACTS_READER_H

#include <string.h>

#include "base/arena.h"
#include "facts/facts.h"
#include "facts/json_number.h"

enum {
    PV_READER_PADDING = 64,            /* zero bytes behind the document */
    PV_READER_DEPTH_MOST = 64,         /* open objects and arrays */
    PV_READER_KEYS_MOST = 65536,       /* of one object */
    PV_READER_TEXT_MOST = 65536,       /* bytes of a text in a slot */
    PV_READER_ELEMENTS_MOST = 10000000 /* of all lists of a document */
};

/* ---- Keys ------------------------------------------------------------------------------------------------------ */

typedef enum pv_member_role { PV_MEMBER_FIELD, PV_MEMBER_GROUP, PV_MEMBER_AMOUNT, PV_MEMBER_CURRENCY } pv_member_role;

/* How a key is compared with a document's bytes. */
typedef enum pv_member_reach {
    PV_REACH_SHORT, /* the pattern has all of it */
    PV_REACH_LONG,
    PV_REACH_NEVER /* has characters that a document must escape, or stands for no key at all */
} pv_member_reach;

enum { PV_PATTERN_WORDS = 3 };

typedef struct pv_member pv_member;
typedef struct pv_group pv_group;
typedef struct pv_list pv_list;
typedef struct pv_spelling pv_spelling; /* shortcut.c */

/* Reads a value that is spelt in the usual way of its type, into its slot. NULL: it is spelt otherwise, or something
 * else; nothing has been changed then. */
typedef const char *pv_shortcut_fn(pv_facts *facts, const pv_member *member, const char *at);

/* A declared key of an object; or, without a key, what the elements of a list are. */
struct pv_member {
    /* the key with its quotes and its colon, as they stand in memory, and which bytes of that count */
    uint64_t pattern[PV_PATTERN_WORDS], mask[PV_PATTERN_WORDS];
    size_t length; /* of the pattern */
    proviso_text key;
    uint64_t words[2]; /* the first bytes of the key, zero where it is shorter */
    proviso_text name; /* the policy's */
    uint64_t seen;     /* the serial of the object it last stood in */
    pv_member *next;   /* prediction: what followed it last time */
    pv_shortcut_fn *shortcut;
    const pv_schema_field *field; /* of a FIELD */
    pv_group *opens;              /* what an object is here: of a GROUP, and of a FIELD that is money */
    pv_list *list;                /* what an array is here: of a FIELD that is a list */
    pv_spelling *spellings;       /* of a FIELD that is one of a few values */
    uint32_t spelling_count;
    uint32_t slot;  /* of a FIELD */
    uint32_t group; /* the index of the group that it belongs to */
    uint8_t role, reach;
};

/* What an object can hold: a group of the schema, or an amount with its currency. */
struct pv_group {
    pv_member *members;                          /* fields, then the groups within it: those that have slots first */
    size_t member_count, field_count, slots_end; /* slots_end: behind the groups that have slots */
    pv_member *first;                            /* prediction: the key an object begins with */
    const pv_schema_group *schema;               /* NULL: an amount with its currency */
    pv_slot *opened; /* all slots of the group's root as they are when every group is there and nothing in it */
    uint32_t index;
};

/* A list of the schema. One of its kind never stands in another of its kind, so what is open of it stands here too. */
struct pv_list {
    pv_member element; /* its slot is that of a row */
    pv_group *root;    /* of the elements */
    pv_elements *rows;
    size_t stride; /* slots of a row, with its header */
    uint32_t slot; /* of the list itself */
    /* where it stands, and its first row */
    pv_slot *outer_slots;
    uint64_t outer_row, first;
};

/* An undeclared key of an open object. */
typedef struct pv_signature {
    uint64_t hash;
    uint32_t offset, length; /* in the document */
} pv_signature;

/* ---- The reader ------------------------------------------------------------------------------------------------ */

/* An open object or array. */
typedef struct pv_frame {
    pv_group *group;        /* NULL: not declared, or an array */
    pv_list *list;          /* NULL: not declared, or an object */
    pv_member *member;      /* the declared member that is being read; NULL: the one of `key` */
    pv_member **expected;   /* where the prediction of the next key stands, and is corrected */
    proviso_text key;       /* decoded */
    uint64_t serial;        /* of this object; declared keys that were seen in it carry it */
    size_t first_signature; /* of its undeclared keys */
    uint32_t count;         /* members or elements begun */
    bool is_array;
} pv_frame;

/* The amount with its currency that is open. */
typedef struct pv_open_money {
    const pv_schema_field *field;
    pv_number amount;
    pv_currency currency;
    bool saw_amount, saw_currency; /* be it as a refusal */
    bool refused;
} pv_open_money;

/* The refusals that are kept, in order. texts[owners[i]] holds the texts of items[i]. */
typedef struct pv_refusal_list {
    pv_refusal items[PV_REFUSALS_MOST];
    pv_buffer texts[PV_REFUSALS_MOST];
    uint8_t owners[PV_REFUSALS_MOST];
} pv_refusal_list;

/* A refusal is composed in `draft`, then kept, or only counted. */
typedef struct pv_refusals {
    pv_buffer draft;
    size_t path_length, expected_end; /* in the draft */
    pv_refusal_list *list;            /* NULL before the first */
    size_t count, more;
    size_t suggestions; /* candidates that may still be tried for a suggestion */
    bool failed;
} pv_refusals;

struct pv_facts {
    const pv_schema *schema;
    pv_memory *memory;
    pv_slot *document; /* the slots of the document */
    pv_slot *slots;    /* where values go: the document, or the row of the element that is being read */
    uint64_t row;      /* that one; 0 in the document */
    size_t bytes_most;
    unsigned depth_most;

    pv_arena arena;   /* what follows */
    pv_group *groups; /* the schema's, and behind them that of money */
    pv_group *money_group;
    pv_member **table; /* open addressing; NULL is free */
    size_t table_mask;
    pv_list *lists;        /* as the schema's */
    pv_elements *elements; /* by list; their rows are the reader's, not the arena's */
    size_t element_count;  /* of all lists */

    pv_member nothing;           /* the prediction where there is none: no key is it */
    pv_member *predicts_nothing; /* where the frames of undeclared objects have theirs */

    char *text; /* the document, decoded in place, and its padding; or the texts of a tree */
    size_t capacity;
    const char *end;
    const char *source; /* the caller's bytes, while they are read; NULL: a tree is */
    bool strict;
    proviso_status status; /* why the reading stopped, unless for a syntax error */

    pv_frame frames[PV_READER_DEPTH_MOST];
    unsigned depth;
    uint64_t serial; /* of the object opened last; never used twice */
    pv_open_money money;
    pv_currency currency; /* of the amount that convert.c met last, or any at first */
    char currency_code[3];
    pv_signature *signatures; /* of all open objects, the innermost last */
    size_t signature_count, signature_capacity;
    pv_refusals refusals;
};

typedef enum pv_json_type {
    PV_JSON_NULL,
    PV_JSON_FALSE,
    PV_JSON_TRUE,
    PV_JSON_NUMBER,
    PV_JSON_TEXT,
    PV_JSON_ARRAY,
    PV_JSON_OBJECT,
    PV_JSON_REFUSED /* a text that was refused already */
} pv_json_type;

typedef struct pv_json_value {
    pv_json_type type;
    proviso_text text; /* TEXT: decoded; other scalars: as written */
    pv_json_number number;
} pv_json_value;

/* ---- facts.c --------------------------------------------------------------------------------------------------- */

/* Every reading is between these two. `pv_facts_end` returns its verdict. */
void pv_facts_begin(pv_facts *facts, bool strict);
proviso_status pv_facts_end(pv_facts *facts);
/* Makes facts->text at least so large; its content is lost. false: memory failed. */
bool pv_facts_make_room(pv_facts *facts, size_t needed);

/* ---- read.c, skip.c, convert.c, shortcut.c --------------------------------------------------------------------- */

/* The whole document. */
const char *pv_read_document(pv_facts *facts, const char *at);
/* The next key of an open object and the colon behind it. `*member` NULL: its value is not to be taken, because the key
 * is undeclared, was there before, or was refused. */
const char *pv_read_key(pv_facts *facts, pv_frame *frame, const char *at, pv_member **member);
/* A scalar is read; an object or array is not: its type alone is told, and `at` returned. */
const char *pv_read_scalar(pv_facts *facts, const char *at, pv_json_value *value);

/* Any value whose content is not declared: its syntax, keys and depth are checked. */
const char *pv_skip_value(pv_facts *facts, const char *at);

/* Puts a scalar where the member has it, or refuses it; an object or array is always refused. The member is of the
 * innermost frame, or what its elements are. */
void pv_convert_value(pv_facts *facts, const pv_member *member, const pv_json_value *value);
/* The amount with its currency ends. */
void pv_convert_money(pv_facts *facts, pv_frame *frame);

/* Chooses the shortcut of a member, and prepares it. false: memory failed. */
bool pv_shortcut_create(pv_facts *facts, pv_member *member);

/* ---- frames.c -------------------------------------------------------------------------------------------------- */

/* The declared object that is innermost ends. */
void pv_frames_close_object(pv_facts *facts, pv_frame *frame);
/* The slots of `inner` as `outer`, whose object is there, has them without it. */
void pv_frames_empty(pv_facts *facts, const pv_group *outer, const pv_group *inner);

/* Opens an object, of a group or undeclared (NULL), or an array. false: it is too deep, and was refused. */
static inline bool pv_frames_open(pv_facts *facts, pv_group *group, bool is_array);
/* Opens the object that stands at a member. */
static inline bool pv_frames_open_member(pv_facts *facts, const pv_member *member);
/* An undeclared object or array ends. */
static inline void pv_frames_close(pv_facts *facts, pv_frame *frame);

/* ---- lists.c --------------------------------------------------------------------------------------------------- */

/* Prepares the rows, when keys and groups are there. false: memory failed. */
bool pv_lists_create(pv_facts *facts);
void pv_lists_empty(pv_facts *facts); /* keeps the memory */
void pv_lists_release(pv_facts *facts);
/* Opens an array of elements. false: it is too deep, and was refused. */
bool pv_lists_open(pv_facts *facts, pv_list *list);
/* The next element of the innermost list begins: its row is what facts->slots are. false: see facts->status. */
bool pv_lists_add(pv_facts *facts, pv_list *list);
/* The innermost frame, a list, ends. */
void pv_lists_close(pv_facts *facts, pv_list *list);

/* ---- json_text.c ----------------------------------------------------------------------------------------------- */

enum { PV_TEXT_SOUND = 1 }; /* no UTF-16 unit that pv_json_text_read reports */

/* The text that begins behind a quote, decoded in place. `*unit`: PV_TEXT_SOUND, or the first lone surrogate or U+0000
 * in it, each of which stands as U+FFFD in the text. Behind the decoded text stands a quote. */
const char *pv_json_text_read(pv_facts *facts, const char *at, proviso_text *text, uint32_t *unit);

/* ---- keys.c ---------------------------------------------------------------------------------------------------- */

/* Builds the groups, their members, the table, and the elements of lists. false: memory failed. */
bool pv_keys_create(pv_facts *facts);
/* Takes a key of an open object: it stands in facts->text, decoded, with 16 bytes behind it that may be read.
 * `*member` as pv_read_key has it. false: memory failed. */
bool pv_keys_take(pv_facts *facts, pv_frame *frame, proviso_text key, pv_member **member);
/* The key behind a quote of a document, however it is written. As pv_read_key. */
const char *pv_keys_read(pv_facts *facts, pv_frame *frame, const char *at, pv_member **member);
/* An object ends: refuses those of its keys that stood in it before, as far as pv_keys_take and pv_keys_read have not.
 */
void pv_keys_close(pv_facts *facts, pv_frame *frame);

bool pv_keys_must_be_escaped(proviso_text text);
bool pv_keys_match_long(const pv_member *member, const char *at, const char *end);

/* Eight bytes as they stand in memory, for patterns. */
static inline uint64_t pv_keys_word(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Whether the key of `member` with its quotes and its colon, and nothing else, stands at `at`. */
static inline bool pv_keys_match(const pv_member *member, const char *at, const char *end) {
    const uint64_t *pattern = member->pattern, *mask = member->mask;
    uint64_t differ = (pv_keys_word(at) ^ pattern[0]) & mask[0];
    differ |= (pv_keys_word(at + 8) ^ pattern[1]) & mask[1];
    differ |= (pv_keys_word(at + 16) ^ pattern[2]) & mask[2];
    return differ == 0 && (member->reach == PV_REACH_SHORT || pv_keys_match_long(member, at, end));
}

/* ---- refusals.c ------------------------------------------------------------------------------------------------ */

void pv_refusals_init(pv_refusals *refusals, pv_memory *memory);
void pv_refusals_clear(pv_refusals *refusals); /* empties, keeps the memory */
void pv_refusals_release(pv_refusals *refusals, pv_memory *memory);

/* A refusal is written into the buffer that `begin` returns: what was expected; then, behind pv_refusal_found, what was
 * found. The path is that of what the frames are at; pv_refusal_begin_root has the empty one. */
pv_buffer *pv_refusal_begin(pv_facts *facts);
pv_buffer *pv_refusal_begin_root(pv_facts *facts);
void pv_refusal_found(pv_facts *facts);
void pv_refusal_end(pv_facts *facts);

/* The path of what the frames are at. */
void pv_refusal_write_path(pv_buffer *out, const pv_facts *facts);
/* What was found, shortened; of what is private only what kind of value it is. */
void pv_refusal_write_value(pv_buffer *out, const pv_facts *facts, const pv_json_value *value);

/* A syntax error at `at`. Returns NULL. */
const char *pv_refusal_syntax(pv_facts *facts, const char *at, const char *expected);
/* An object or array beyond the depth. Returns false. */
bool pv_refusal_depth(pv_facts *facts);
/* Here is another value than `expected`. */
void pv_refusal_value(pv_facts *facts, const char *expected, const pv_json_value *value);
/* The text that was read holds what no text may. */
void pv_refusal_unit(pv_facts *facts, uint32_t unit);
void pv_refusal_again(pv_facts *facts, proviso_text key);
void pv_refusal_undeclared(pv_facts *facts, const pv_group *group, proviso_text key);

/* ---- Inline ---------------------------------------------------------------------------------------------------- */

static inline bool pv_frames_open(pv_facts *facts, pv_group *group, bool is_array) {
    if (facts->depth == facts->depth_most) return pv_refusal_depth(facts);
    pv_frame *frame = &facts->frames[facts->depth++];
    frame->group = group;
    frame->list = NULL;
    frame->member = NULL;
    frame->expected = group != NULL ? &group->first : &facts->predicts_nothing;
    frame->serial = ++facts->serial;
    frame->first_signature = facts->signature_count;
    frame->count = 0;
    frame->is_array = is_array;
    return true;
}

static inline bool pv_frames_open_member(pv_facts *facts, const pv_member *member) {
    if (member->role == PV_MEMBER_FIELD) facts->money = (pv_open_money){.field = member->field};
    return pv_frames_open(facts, member->opens, false);
}

static inline void pv_frames_close(pv_facts *facts, pv_frame *frame) {
    if (facts->signature_count > frame->first_signature) pv_keys_close(facts, frame);
    facts->depth--;
}

#endif
