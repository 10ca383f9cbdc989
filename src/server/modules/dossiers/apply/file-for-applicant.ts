import { z } from 'zod'
import { getSelf, identifyPerson, type Person } from '#server/modules/registry/index.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import { requireRole } from '#server/platform/web/guards.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { Day } from '#shared/day.ts'
import { printedText } from '#shared/form/show/printed-text.ts'
import { PersonName } from '#shared/person-name.ts'
import type { SubmitDossier } from '../model.ts'
import { applicantDiffers, applicantNotOneself, applicantUnknown, unknownFields } from '../refusals.ts'
import {
  type Applicant,
  lookAhead,
  type SubmissionNotes,
  type Submitted,
  submitDossier,
} from './submit-dossier.ts'

/** The person a client system or a one-stop officer files for. */
export const FileForApplicant = z
  .strictObject({
    idNumber: z.string().regex(/^\d{12}$/),
    fullName: PersonName,
    bornOn: Day,
    gender: z.enum(['male', 'female']),
    phone: printedText({ max: 20 }).optional(),
    address: printedText({ max: 300 }).optional(),
    unitCode: z.string().max(10).optional(),
  })
  .meta({ id: 'Applicant' })
export type FileForApplicant = z.infer<typeof FileForApplicant>

/**
 * Files for the signed-in citizen, who names nobody else, or for the person an officer or client system names. A number that is known brings
 * nothing of its person unless name and birth date are that person's: then nothing is stored but the miss.
 */
export async function fileDossier(
  actor: Citizen | Officer,
  given: FileForApplicant | undefined,
  input: SubmitDossier,
  notes: SubmissionNotes,
): Promise<Submitted> {
  const isCounter = actor.kind === 'officer' && actor.roles.includes('one_stop')
  const counterOnly = (['byPost', 'outage'] as const).filter((field) => notes[field])
  if (counterOnly.length > 0 && !isCounter) throw unknownFields({ fields: counterOnly })
  const filed = await perform(actor, async (work) => {
    const resolving = resolveApplicant(work, actor, given)
    const ahead = lookAhead(work, actor.id, input)
    const applicant = await resolving
    return applicant ? submitDossier(work, applicant, input, notes, ahead) : undefined
  })
  if (!filed) throw applicantDiffers()
  return filed
}

async function resolveApplicant(
  work: Work,
  actor: Citizen | Officer,
  given: FileForApplicant | undefined,
): Promise<Applicant | undefined> {
  if (actor.kind === 'citizen') {
    const self = await getSelf(work, actor)
    // Filed in one's own name, whatever else was asked, it would be a dossier nobody meant.
    if (given && given.idNumber !== self.idNumber) throw applicantNotOneself()
    return applicantOf(self)
  }
  requireRole(actor, 'one_stop', 'submitter')
  if (!given) throw applicantUnknown()
  const person = await identifyPerson(work, actor, { ...given, source: 'Hồ sơ' })
  return person && applicantOf(person)
}

function applicantOf({ id, fullName, idNumber, unitCode }: Person): Applicant {
  return { id, name: fullName, idNumber, unitCode }
}
