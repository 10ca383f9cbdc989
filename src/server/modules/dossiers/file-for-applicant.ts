import { z } from 'zod'
import { applicantUnknown } from '#server/modules/dossiers/refusals.ts'
import type { Applicant } from '#server/modules/dossiers/submit-dossier.ts'
import { findPersonByIdNumber, getSelf, registerPerson } from '#server/modules/registry/index.ts'
import { requireRole } from '#server/platform/guards.ts'
import type { Work } from '#server/platform/work.ts'
import { printedText } from '#shared/form/printed-text.ts'
import { PersonName } from '#shared/person-name.ts'

/** The person a client system or a one-stop officer files for. */
export const FileForApplicant = z
  .strictObject({
    idNumber: z.string().regex(/^\d{12}$/),
    fullName: PersonName,
    bornOn: z.iso.date(),
    gender: z.enum(['male', 'female']),
    phone: printedText({ max: 20 }).optional(),
    address: printedText({ max: 300 }).optional(),
    unitCode: z.string().max(10).optional(),
  })
  .meta({ id: 'Applicant' })
export type FileForApplicant = z.infer<typeof FileForApplicant>

/** The citizen who is signed in, or the named person when an officer may file for people; known people stay as known. */
export async function resolveApplicant(work: Work, given: FileForApplicant | undefined): Promise<Applicant> {
  if (work.actor.kind === 'citizen') {
    const { id, fullName, idNumber, unitCode } = await getSelf(work, work.actor)
    return { id, name: fullName, idNumber, unitCode }
  }
  requireRole(work.actor, 'one_stop', 'submitter')
  if (!given) throw applicantUnknown()
  const person =
    (await findPersonByIdNumber(work, given.idNumber)) ??
    (await registerPerson(work, { ...given, source: 'Hồ sơ' }))
  return { id: person.id, name: person.fullName, idNumber: person.idNumber, unitCode: person.unitCode }
}
