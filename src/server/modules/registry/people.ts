import { requirePrintable } from '#server/crafts/typeset/unprintable-text.ts'
import type { Citizen, Officer } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'
import { cleanIdentityNumber } from '#shared/identity-number.ts'
import { normalise } from '#shared/text/index.ts'
import { AccessPurpose, contactUpdated, type Opened, personalDataOpened } from './events.ts'
import { cleanPhone, type Person } from './model.ts'
import { type Access, listAccesses } from './queries/accesses.ts'
import { findByIdNumber, findPerson, updatePerson } from './queries/people.ts'
import { contactInvalid, personNotFound, purposeNeeded } from './refusals.ts'

/** The person of this number, if known and visible to who asks. */
export function findPersonByIdNumber(work: Work, idNumber: string): Promise<Person | undefined> {
  return findByIdNumber(work.tx, cleanIdentityNumber(idNumber))
}

/** For work of the program itself. An officer who looks at a person uses `openPersonalData`. */
export async function getPerson(work: Work, id: string): Promise<Person> {
  const person = await findPerson(work.tx, id)
  if (!person) throw personNotFound()
  return person
}

export function getSelf(work: Work, citizen: Citizen): Promise<Person> {
  return getPerson(work, citizen.id)
}

export interface UpdateContact {
  phone?: string
  email?: string
  address?: string
  unitCode?: string
}

/** A person's own way to be reached. An empty text removes what was there; everything else stays. */
export async function updateContact(work: Work, citizen: Citizen, input: UpdateContact): Promise<void> {
  const change: Parameters<typeof updatePerson>[2] = {}
  if (input.phone !== undefined) {
    const phone = input.phone.trim() === '' ? null : cleanPhone(input.phone)
    if (phone === undefined) throw contactInvalid({ field: 'phone' })
    change.phone = phone
  }
  if (input.email !== undefined) {
    const email = input.email.trim()
    if (email !== '' && !/^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(email))
      throw contactInvalid({ field: 'email' })
    change.email = email === '' ? null : email
  }
  if (input.address !== undefined) change.address = normalise(input.address, 300)
  if (input.unitCode !== undefined) change.unitCode = input.unitCode
  const fields = (['phone', 'email', 'address'] as const).filter((field) => field in change)
  requirePrintable({ applicant: [change.email ?? '', change.address ?? ''] })
  if (fields.length === 0 && change.unitCode === undefined) return

  await updatePerson(work.tx, citizen.id, change, work.now)
  await work.record(contactUpdated(citizen.id, { fields }))
}

/** Why, for which dossier and at what of a person's an officer looks. Null: the reason lies outside any dossier. */
export interface Reason {
  purpose: string
  dossierId: string | null | undefined
  opened?: Opened
}

/** A person's data for an officer. The look is recorded, and the person sees it. */
export async function openPersonalData(
  work: Work,
  officer: Officer,
  personId: string,
  reason: Reason,
): Promise<Person> {
  await recordAccess(work, officer, personId, { opened: 'person', ...reason })
  return getPerson(work, personId)
}

/** Records that an officer looks at a person's data shown by another module, such as the answers of a dossier. */
export async function recordAccess(
  work: Work,
  officer: Officer,
  personId: string,
  reason: Reason,
): Promise<void> {
  await recordAccesses(work, officer, [{ personId, ...reason }])
}

/** The same for everyone a search names, in one go. */
export async function recordAccesses(
  work: Work,
  _officer: Officer,
  looks: readonly (Reason & { personId: string })[],
): Promise<void> {
  await work.record(
    ...looks.map(({ personId, purpose, dossierId, opened = 'dossier' }) => {
      const known = AccessPurpose.safeParse(purpose)
      if (!known.success || dossierId === undefined || dossierId === '') throw purposeNeeded()
      return personalDataOpened(personId, { purpose: known.data, dossierId, opened })
    }),
  )
}

/** Ai đã xem: who opened the citizen's data, newest first. */
export function listAccessesTo(work: Work, citizen: Citizen): Promise<Access[]> {
  return listAccesses(work.tx, citizen.id, personalDataOpened.eventName)
}
