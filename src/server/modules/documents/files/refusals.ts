import { defineRefusal } from '#shared/refusal.ts'

export const workFileNotFound = defineRefusal('documents.work_file_not_found', 404)
export const workFileCodeTaken = defineRefusal('documents.work_file_code_taken', 409)
export const retentionUnknown = defineRefusal('documents.retention_unknown', 422)
export const workFileClosed = defineRefusal('documents.work_file_closed', 409)
export const workFileOpen = defineRefusal('documents.work_file_open', 409)
export const workFileEmpty = defineRefusal('documents.work_file_empty', 409)
export const workFileFull = defineRefusal('documents.work_file_full', 409)
export const workFileDestroyed = defineRefusal('documents.work_file_destroyed', 410)
export const filedAlready = defineRefusal('documents.filed_already', 409)
/** Revoked or replaced, and who files it does not say that they know. */
export const frozenToFile = defineRefusal('documents.frozen_to_file', 409)
/** A draft has no file that could be kept. */
export const nothingToFile = defineRefusal('documents.nothing_to_file', 409)
export const filedNotFound = defineRefusal('documents.filed_not_found', 404)
export const holdNotFound = defineRefusal('documents.hold_not_found', 404)
export const onlyLeaderHolds = defineRefusal('documents.only_leader_holds', 403)
/** It is kept for longer, held, or in another list. */
/** It is closed with a title and a class to be kept by. */
export const workFileIncomplete = defineRefusal('documents.work_file_incomplete', 422)
export const notYetOver = defineRefusal('documents.not_yet_over', 409)
export const disposalNotFound = defineRefusal('documents.disposal_not_found', 404)
export const disposalDecided = defineRefusal('documents.disposal_decided', 409)
export const disposalNeedsAnother = defineRefusal('documents.disposal_needs_another', 403)
export const disposalNeedsLeader = defineRefusal('documents.disposal_needs_leader', 403)
/** What was packed does not read back to the same files. */
export const packageDamaged = defineRefusal('documents.package_damaged', 503)
export const packageTooLarge = defineRefusal('documents.package_too_large', 413)
/** Others are being made, or another of one's own. */
export const packageBusy = defineRefusal('documents.package_busy', 503)
