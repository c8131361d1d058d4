/* Keys: which member a key is, and whether it stood in its object before.
 *
 * Declared keys are found by prediction (pv_keys_match, in the header) or in one table of all groups. Each carries the
 * serial of the object it last stood in, so no object has to be cleared before it is read. Undeclared keys leave a
 * signature; while an object has few of them each is compared with all before it, and where there are more the list is
 * sorted when the object ends. So no choice of keys makes the reading quadratic. Keys are compared decoded.
 *
 * Hashes never leave the reader: they need not be the same on other machines, nor withstand an attack. */
#include "base/sort.h"
#include "facts/reader.h"
#include "facts/scan.h"

enum { FEW_SIGNATURES = 16 };

/* For what takes a key: a text's and a tree's each have all of it in line, since a call more would be felt. */
#define IN_LINE __attribute__((always_inline)) static inline

/* The first 16 bytes of a key, zero where it is shorter. Reads 16 bytes whatever its length. */
static inline void first_words(uint64_t words[2], const char *data, size_t length) {
    static const unsigned char kept[32] = {255, 255, 255, 255, 255, 255, 255, 255,
                                           255, 255, 255, 255, 255, 255, 255, 255};
    const unsigned char *mask = kept + (length < 16 ? 16 - length : 0);
    uint64_t low, high;
    memcpy(&low, mask, sizeof low);
    memcpy(&high, mask + 8, sizeof high);
    words[0] = pv_keys_word(data) & low;
    words[1] = pv_keys_word(data + 8) & high;
}

/* Of a key with these first words. Reads up to 8 bytes beyond it. */
static inline uint64_t hash_key(const uint64_t words[2], const char *data, size_t length) {
    const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
    uint64_t hash = (words[0] ^ length) * factor;
    hash = (hash ^ hash >> 32 ^ words[1]) * factor;
    for (size_t at = 16; at < length; at += 8) {
        size_t rest = length - at;
        uint64_t word = pv_scan_word(data + at);
        if (rest < 8) word <<= 64 - 8 * rest;
        hash = (hash ^ hash >> 32 ^ word) * factor;
    }
    return hash ^ hash >> 32;
}

static inline size_t table_place(const pv_facts *facts, uint32_t group, uint64_t hash) {
    return (size_t)((hash + group) * UINT64_C(0xbf58476d1ce4e5b9) >> 32) & facts->table_mask;
}

/* ---- Declared keys --------------------------------------------------------------------------------------------- */

bool pv_keys_must_be_escaped(proviso_text key) {
    for (size_t i = 0; i < key.length; i++) {
        unsigned char byte = (unsigned char)key.data[i];
        if (byte < 0x20 || byte == '"' || byte == '\\') return true;
    }
    return false;
}

static void set_pattern(pv_member *member) {
    enum { SIZE = sizeof member->pattern };
    char pattern[SIZE] = {0}, mask[SIZE] = {0};
    size_t length = member->key.length + 3;
    member->length = length;
    pattern[0] = '"';
    for (size_t i = 0; i < member->key.length && i + 1 < SIZE; i++) pattern[i + 1] = member->key.data[i];
    if (length - 2 < SIZE) pattern[length - 2] = '"';
    if (length - 1 < SIZE) pattern[length - 1] = ':';
    memset(mask, 0xff, length < SIZE ? length : SIZE);
    memcpy(member->pattern, pattern, SIZE);
    memcpy(member->mask, mask, SIZE);
    member->reach = length <= SIZE ? PV_REACH_SHORT : PV_REACH_LONG;
    if (pv_keys_must_be_escaped(member->key)) member->reach = PV_REACH_NEVER;
}

bool pv_keys_match_long(const pv_member *member, const char *at, const char *end) {
    size_t length = member->key.length;
    if (member->reach == PV_REACH_NEVER || (size_t)(end - at) < length + 3) return false;
    return memcmp(at + 1, member->key.data, length) == 0 && at[length + 1] == '"' && at[length + 2] == ':';
}

static inline pv_member *find(const pv_facts *facts, uint32_t group, const uint64_t words[2], proviso_text key,
                              uint64_t hash) {
    for (size_t at = table_place(facts, group, hash);; at = (at + 1) & facts->table_mask) {
        pv_member *member = facts->table[at];
        if (member == NULL) return NULL;
        bool same = member->group == group && member->key.length == key.length && member->words[0] == words[0] &&
                    member->words[1] == words[1];
        if (same && (key.length <= 16 || memcmp(key.data, member->key.data, key.length) == 0)) return member;
    }
}

static bool add_member(pv_facts *facts, pv_group *group, proviso_text key, pv_member member) {
    char *copy = pv_arena_array(&facts->arena, key.length + sizeof member.words, 1);
    if (copy == NULL || !pv_shortcut_create(facts, &member)) return false;
    if (key.length > 0) memcpy(copy, key.data, key.length);
    member.key = pv_text(copy, key.length);
    member.group = group->index;
    member.next = &facts->nothing;
    first_words(member.words, copy, key.length);
    set_pattern(&member);
    pv_member *added = &group->members[group->member_count++];
    *added = member;
    size_t at = table_place(facts, member.group, hash_key(member.words, copy, key.length));
    while (facts->table[at] != NULL) at = (at + 1) & facts->table_mask;
    facts->table[at] = added;
    return true;
}

static pv_member member_of_field(const pv_facts *facts, const pv_schema_field *field) {
    pv_member member = {.name = pv_schema_text(facts->schema, field->name),
                        .field = field,
                        .slot = field->slot,
                        .role = PV_MEMBER_FIELD};
    if (field->kind == PV_TYPE_MONEY) member.opens = facts->money_group;
    if (field->kind == PV_TYPE_LIST) member.list = &facts->lists[field->first_value];
    return member;
}

static pv_member member_of_group(const pv_facts *facts, uint32_t index) {
    proviso_text name = pv_schema_text(facts->schema, facts->schema->groups[index].name);
    return (pv_member){.name = name, .opens = &facts->groups[index], .role = PV_MEMBER_GROUP};
}

/* A presence has none; nor has the field of elements that are no records, which is nameless. */
static bool has_key(const pv_schema_field *field) {
    return (field->flags & PV_FIELD_PRESENCE) == 0 && field->name.length > 0;
}

/* The groups within one, those that have slots or those that have none. */
static bool add_inner_groups(pv_facts *facts, pv_group *group, const pv_schema_group *declared, bool with_slots) {
    const pv_schema *schema = facts->schema;
    for (uint32_t i = 0; i < declared->group_count; i++) {
        uint32_t inner = declared->first_group + i;
        if ((schema->groups[inner].slot_count > 0) != with_slots) continue;
        if (!add_member(facts, group, pv_schema_text(schema, schema->groups[inner].key), member_of_group(facts, inner)))
            return false;
    }
    return true;
}

static bool add_group(pv_facts *facts, pv_group *group, const pv_schema_group *declared, pv_member *members) {
    const pv_schema *schema = facts->schema;
    *group = (pv_group){
        .members = members, .first = &facts->nothing, .schema = declared, .index = (uint32_t)(group - facts->groups)};
    for (uint32_t i = 0; i < declared->field_count; i++) {
        const pv_schema_field *field = &schema->fields[declared->first_field + i];
        if (!has_key(field)) continue;
        if (!add_member(facts, group, pv_schema_text(schema, field->key), member_of_field(facts, field))) return false;
    }
    group->field_count = group->member_count;
    if (!add_inner_groups(facts, group, declared, true)) return false;
    group->slots_end = group->member_count;
    return add_inner_groups(facts, group, declared, false);
}

static bool create_element(pv_facts *facts, pv_list *list, uint32_t root) {
    const pv_schema_group *declared = &facts->schema->groups[root];
    const pv_schema_field *field = &facts->schema->fields[declared->first_field];
    bool is_record = declared->field_count == 0 || has_key(field);
    list->root = &facts->groups[root];
    list->element = is_record ? member_of_group(facts, root) : member_of_field(facts, field);
    return pv_shortcut_create(facts, &list->element);
}

static bool add_money_group(pv_facts *facts, pv_member *members) {
    const proviso_text amount = PROVISO_TEXT("amount"), currency = PROVISO_TEXT("currency");
    pv_group *group = facts->money_group;
    *group = (pv_group){.members = members,
                        .field_count = 2,
                        .slots_end = 2,
                        .first = &facts->nothing,
                        .index = facts->schema->group_count};
    return add_member(facts, group, amount, (pv_member){.name = amount, .role = PV_MEMBER_AMOUNT}) &&
           add_member(facts, group, currency, (pv_member){.name = currency, .role = PV_MEMBER_CURRENCY});
}

bool pv_keys_create(pv_facts *facts) {
    const pv_schema *schema = facts->schema;
    size_t count = 2; /* of money */
    for (uint32_t i = 0; i < schema->group_count; i++)
        count += (size_t)schema->groups[i].field_count + schema->groups[i].group_count;
    size_t places = 4;
    while (places < 2 * count) places *= 2;
    facts->groups = pv_arena_array(&facts->arena, (size_t)schema->group_count + 1, sizeof *facts->groups);
    facts->lists = pv_arena_array(&facts->arena, schema->list_count, sizeof *facts->lists);
    facts->table = pv_arena_array(&facts->arena, places, sizeof *facts->table);
    pv_member *members = pv_arena_array(&facts->arena, count, sizeof *members);
    if (facts->groups == NULL || facts->lists == NULL || facts->table == NULL || members == NULL) return false;
    facts->table_mask = places - 1;
    facts->money_group = &facts->groups[schema->group_count];
    facts->nothing = (pv_member){.reach = PV_REACH_NEVER};
    facts->predicts_nothing = &facts->nothing;
    for (uint32_t i = 0; i < schema->group_count; i++) {
        const pv_schema_group *declared = &schema->groups[i];
        if (!add_group(facts, &facts->groups[i], declared, members)) return false;
        members += (size_t)declared->field_count + declared->group_count;
    }
    for (uint32_t i = 0; i < schema->list_count; i++) {
        if (!create_element(facts, &facts->lists[i], schema->lists[i].group)) return false;
    }
    return add_money_group(facts, members);
}

/* ---- Keys of an object ----------------------------------------------------------------------------------------- */

static proviso_text signature_key(const pv_facts *facts, const pv_signature *signature) {
    return pv_text(facts->text + signature->offset, signature->length);
}

static bool same_key(const pv_facts *facts, const pv_signature *a, const pv_signature *b) {
    return a->hash == b->hash && pv_text_equal(signature_key(facts, a), signature_key(facts, b));
}

static bool grow_signatures(pv_facts *facts) {
    size_t size = sizeof *facts->signatures, capacity = facts->signature_capacity;
    size_t grown = pv_memory_grown(capacity, capacity + 1, size);
    pv_signature *resized =
        grown == 0 ? NULL : pv_memory_resize(facts->memory, facts->signatures, capacity * size, grown * size);
    if (resized == NULL) {
        facts->status = PROVISO_OUT_OF_MEMORY;
        return false;
    }
    facts->signatures = resized;
    facts->signature_capacity = grown;
    return true;
}

/* Remembers an undeclared key. false: memory failed. */
IN_LINE bool sign(pv_facts *facts, const pv_frame *frame, proviso_text key, uint64_t hash) {
    pv_signature signature = {hash, (uint32_t)(key.data - facts->text), (uint32_t)key.length};
    size_t count = facts->signature_count - frame->first_signature;
    for (size_t i = 0; i < count && count < FEW_SIGNATURES; i++) {
        if (same_key(facts, &facts->signatures[frame->first_signature + i], &signature)) {
            pv_refusal_again(facts, key);
            return true;
        }
    }
    if (facts->signature_count == facts->signature_capacity && !grow_signatures(facts)) return false;
    facts->signatures[facts->signature_count++] = signature;
    return true;
}

/* The key is not declared. false: memory failed. */
IN_LINE bool take_undeclared(pv_facts *facts, const pv_frame *frame, uint64_t hash) {
    if (!sign(facts, frame, frame->key, hash)) return false;
    if (facts->strict && frame->group != NULL) pv_refusal_undeclared(facts, frame->group, frame->key);
    return true;
}

/* The key in the frame, of which no member is known yet. false: memory failed. */
IN_LINE bool take(pv_facts *facts, pv_frame *frame, pv_member **member) {
    uint64_t words[2];
    first_words(words, frame->key.data, frame->key.length);
    uint64_t hash = hash_key(words, frame->key.data, frame->key.length);
    pv_member *found = frame->group != NULL ? find(facts, frame->group->index, words, frame->key, hash) : NULL;
    if (found == NULL) return take_undeclared(facts, frame, hash);
    frame->member = found;
    if (found->seen == frame->serial) {
        pv_refusal_again(facts, found->key);
        return true;
    }
    found->seen = frame->serial;
    *frame->expected = found;
    frame->expected = &found->next;
    *member = found;
    return true;
}

bool pv_keys_take(pv_facts *facts, pv_frame *frame, proviso_text key, pv_member **member) {
    frame->key = key;
    *member = frame->member = NULL;
    return take(facts, frame, member);
}

const char *pv_keys_read(pv_facts *facts, pv_frame *frame, const char *at, pv_member **member) {
    const char *end = pv_scan_text(at);
    uint32_t unit = PV_TEXT_SOUND;
    frame->key = pv_text(at, (size_t)(end - at));
    end = *end == '"' ? end + 1 : pv_json_text_read(facts, at, &frame->key, &unit);
    *member = frame->member = NULL;
    if (end == NULL) return NULL;
    if (unit != PV_TEXT_SOUND) {
        pv_refusal_unit(facts, unit);
        return end;
    }
    return take(facts, frame, member) ? end : NULL;
}

static int compare_signatures(const void *context, const void *left, const void *right) {
    const pv_facts *facts = context;
    const pv_signature *a = left, *b = right;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return pv_text_compare(signature_key(facts, a), signature_key(facts, b));
}

void pv_keys_close(pv_facts *facts, pv_frame *frame) {
    size_t count = facts->signature_count - frame->first_signature;
    facts->signature_count = frame->first_signature;
    if (count <= FEW_SIGNATURES) return;
    pv_signature *signatures = &facts->signatures[frame->first_signature];
    pv_sort(signatures, count, sizeof *signatures, compare_signatures, facts);
    frame->member = NULL;
    for (size_t i = 1; i < count; i++) {
        if (!same_key(facts, &signatures[i - 1], &signatures[i])) continue;
        frame->key = signature_key(facts, &signatures[i]);
        pv_refusal_again(facts, frame->key);
    }
}
