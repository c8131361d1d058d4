/* Frames: what is open of a document, innermost last, and what happens where it opens and closes.
 *
 * A group whose object is there says what is absent in it. Where an object opens, the slots below it are as if all
 * groups within were there (pv_group.opened); where it closes, those that did not come take the slots that the
 * template of their parent has for them. That the group itself is there, its PV_FIELD_PRESENCE, is such a slot. */
#include "facts/reader.h"

void pv_frames_empty(pv_facts *facts, const pv_group *outer, const pv_group *inner) {
    const pv_schema_group *around = outer->schema, *empty = inner->schema;
    const pv_slot *template = facts->schema->templates + around->first_template;
    if (empty->slot_count == 0) return;
    memcpy(facts->slots + empty->first_slot, template + (empty->first_slot - around->first_slot),
           empty->slot_count * sizeof *template);
}

void pv_frames_close_object(pv_facts *facts, pv_frame *frame) {
    const pv_group *group = frame->group;
    if (facts->signature_count > frame->first_signature) pv_keys_close(facts, frame);
    for (size_t i = group->field_count; i < group->slots_end; i++) {
        if (group->members[i].seen != frame->serial) pv_frames_empty(facts, group, group->members[i].opens);
    }
    if (group == facts->money_group) pv_convert_money(facts, frame);
    facts->depth--;
}
