import { defineRefusal } from '#shared/refusal.ts'

export const meetingNotFound = defineRefusal('meetings.not_found', 404)
/** Seen, and not theirs to prepare or to run. */
export const notYours = defineRefusal('meetings.not_yours', 403)
export const inPast = defineRefusal('meetings.in_past', 422)
export const endsBefore = defineRefusal('meetings.ends_before', 422)
/** A state secret is neither announced, discussed nor kept on a system on a network. */
export const stateSecret = defineRefusal('meetings.state_secret', 422)
export const wrongState = defineRefusal('meetings.wrong_state', 409)
export const personUnknown = defineRefusal('meetings.person_unknown', 422)
export const oneEach = defineRefusal('meetings.one_each', 422)
export const tooMany = defineRefusal('meetings.too_many', 422)
export const itemGone = defineRefusal('meetings.item_gone', 409)
export const paperNotFound = defineRefusal('meetings.paper_not_found', 404)
