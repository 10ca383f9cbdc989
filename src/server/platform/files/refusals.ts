import { contentRefusals, fileUnreadable } from '#server/crafts/inspect/refusals.ts'
import { defineRefusal, type Refusal } from '#shared/refusal.ts'

export const fileTooLarge = defineRefusal('files.too_large', 413)
/** Reading it costs more than any honest file of its size: the same bytes would meet this again. */
export const beyondLimits = defineRefusal('files.beyond_limits', 422)
export const infected = defineRefusal('files.infected', 422)

/** Nothing is said about the file: it was not read, or not to the end, and may be sent again. */
export const readersBusy = defineRefusal('files.readers_busy', 503)
export const readingEnded = defineRefusal('files.reading_ended', 503)
export const scannerSilent = defineRefusal('files.scanner_silent', 503)

export const diskFull = defineRefusal('files.disk_full', 503)
/** The disk takes nothing, for another reason than its room. */
export const notWritable = defineRefusal('files.not_writable', 503)
export const fileGone = defineRefusal('files.gone', 410)

export const uploadNotFound = defineRefusal('files.upload_not_found', 404)
export const wrongOffset = defineRefusal('files.wrong_offset', 409)
export const uploadIncomplete = defineRefusal('files.upload_incomplete', 409)
export const uploadTooLong = defineRefusal('files.upload_too_long', 422)
export const uploadFragmented = defineRefusal('files.upload_fragmented', 422)
export const tooManyUploads = defineRefusal('files.too_many_uploads', 429)
export const bytesSpent = defineRefusal('files.bytes_spent', 429)
export const uploadQuotaUsed = defineRefusal('files.upload_quota_used', 429)

const aboutContent = [fileTooLarge, ...contentRefusals, beyondLimits, infected]

const byCode = new Map(aboutContent.map((refuse) => [refuse().code, refuse]))

/** True for a refusal that the same bytes would meet again: there is no use in trying once more. */
export function isAboutContent(code: string): boolean {
  return byCode.has(code)
}

/** The refusal a file once met, from its stored code. */
export function contentRefusal(code: string): Refusal {
  return (byCode.get(code) ?? fileUnreadable)()
}
