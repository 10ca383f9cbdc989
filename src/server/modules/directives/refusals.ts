import { defineRefusal } from '#shared/refusal.ts'

export const taskNotFound = defineRefusal('directives.not_found', 404)
export const figureUnknown = defineRefusal('directives.figure_unknown', 422)
export const nothingToRecover = defineRefusal('directives.nothing_to_recover', 409)
export const dueInPast = defineRefusal('directives.due_in_past', 422)
export const taskEnded = defineRefusal('directives.task_ended', 409)
export const serviceUnknown = defineRefusal('directives.service_unknown', 422)
export const reasonWanted = defineRefusal('directives.reason_wanted', 422)
export const noReport = defineRefusal('directives.no_report', 409)
/** Seen, and not theirs to decide on. */
export const noOneToJudge = defineRefusal('directives.not_yours_to_judge', 403)
