import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'

/** Subject: the version, by the first sixteen bytes of its SHA-256. */
export const versionLoaded = defineEvent(
  'catalogue.version-loaded',
  z.strictObject({
    code: z.string(),
    version: z.number().int(),
    sha256: z.string(),
    unverified: z.array(z.string()),
  }),
)
