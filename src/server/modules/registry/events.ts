import { z } from 'zod'
import { defineEvent } from '#server/platform/events.ts'
import { entryKinds } from './entry-keys.ts'

/** Why an officer may open someone's personal data. A list, so that no reason carries personal data itself. */
export const accessPurposes = [
  'dossier',
  'verification',
  'complaint',
  'correction',
  'administration',
] as const
export const AccessPurpose = z.enum(accessPurposes)
export type AccessPurpose = z.infer<typeof AccessPurpose>

/** What of a person's was opened, at whatever door. */
export const openedThings = [
  'dossier',
  'paper',
  'receipt',
  'slip',
  'draft',
  'result',
  'search',
  'list',
  'person',
  'register',
  'account',
] as const
const Opened = z.enum(openedThings)
export type Opened = z.infer<typeof Opened>

/** Subject: the person, who sees it. Facts older than `opened` are of dossiers. */
export const personalDataOpened = defineEvent(
  'registry.personal-data-opened',
  z.strictObject({ purpose: AccessPurpose, dossierId: z.uuid().nullable(), opened: Opened.optional() }),
)
/** Subject: the person. */
export const personRegistered = defineEvent('registry.person-registered', z.strictObject({}))
/** Subject: the person. */
export const contactUpdated = defineEvent(
  'registry.contact-updated',
  z.strictObject({ fields: z.array(z.enum(['phone', 'email', 'address'])) }),
)
/** Subject: the person whose paper it is. */
export const paperAdded = defineEvent(
  'registry.paper-added',
  z.strictObject({ paperId: z.uuid(), kind: z.string(), dossierId: z.uuid().nullable() }),
)
/** Subject: the person. */
export const consentGiven = defineEvent('registry.consent-given', z.strictObject({ purpose: z.string() }))
/** Subject: the person. */
export const consentWithdrawn = defineEvent(
  'registry.consent-withdrawn',
  z.strictObject({ purpose: z.string() }),
)
/** Subject: the person whose number was given with another name or birth date. */
export const lookupMissed = defineEvent('registry.lookup-missed', z.strictObject({}))

const entered = { kind: z.enum(entryKinds), agencyId: z.string(), dossierId: z.uuid() }
/** Subject: the entry of the register. */
export const entryMade = defineEvent(
  'registry.entry-made',
  z.strictObject({ ...entered, number: z.string() }),
)
/** Subject: the entry, whose document was revoked or that another changed. */
export const entryEnded = defineEvent('registry.entry-ended', z.strictObject(entered))
/** Subject: the divorce, recorded by an officer who has the judgment; it ends nothing yet. */
export const divorceRecorded = defineEvent(
  'registry.divorce-recorded',
  z.strictObject({ agencyId: z.string(), dossierId: z.uuid() }),
)
/** Subject: the divorce that another officer confirmed: the marriage has ended. */
export const divorceConfirmed = defineEvent(
  'registry.divorce-confirmed',
  z.strictObject({ agencyId: z.string(), dossierId: z.uuid() }),
)
/** Subject: the divorce that was taken back. */
export const divorceUndone = defineEvent(
  'registry.divorce-undone',
  z.strictObject({ agencyId: z.string(), dossierId: z.uuid() }),
)
/** Subject: the person whose identity number has been changed. */
export const numberReplaced = defineEvent('registry.number-replaced', z.strictObject({}))
