import { z } from 'zod'
import { getAgency, listAgencies } from '#server/modules/agencies/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { requireDocumentHandler } from '#server/platform/rights.ts'
import type { Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Body } from '#shared/document/body.ts'
import { startingText } from '#shared/document/starting-texts.ts'
import { documentTypes, findDocumentType } from '#shared/document/types.ts'
import { requireInForce } from '../changes/changes.ts'
import { draftDocument } from '../draft/draft-document.ts'
import { findDocument } from '../queries.ts'
import { agencyUnknown, documentNotFound, formUnequal } from '../refusals.ts'
import { beginWithTemplate, templateOfOtherType } from '../templates/templates.ts'

/** What was typed into a field of lines, one entry a line. */
export const lines = (most: number) =>
  z
    .string()
    .max(4000)
    .default('')
    .transform((text) =>
      text
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .slice(0, most),
    )

export const CreateDraft = z.strictObject({
  kind: z.enum(documentTypes.map(({ key }) => key) as [string, ...string[]]),
  subject: z.string().trim().min(1).max(500),
  /** By whose power, where the agency is a committee. */
  power: z.enum(['committee', 'chair']).optional(),
  /** Kept for the head and the deputies; else also for whoever signs thừa lệnh or thừa ủy quyền what that covers (NĐ 30/2020/NĐ-CP Điều 13). */
  onlyHead: z.literal('yes').optional(),
  urgency: z.enum(['normal', 'urgent', 'most_urgent', 'express']).default('normal'),
  addressees: lines(30),
  recipients: lines(40),
  /** Names of agencies of this platform that receive it, one a line. */
  recipientAgencies: lines(100),
  /** The incoming document it answers. */
  answers: z.union([z.literal('').transform(() => undefined), z.uuid()]).optional(),
  /** The template of the agency it begins with. */
  template: z.uuid().optional(),
})
export type CreateDraft = z.infer<typeof CreateDraft>

/** Begins a draft of this officer's agency, of any type of NĐ 30/2020/NĐ-CP Điều 7; its text begins with `body`, a template, or the parts its type has. */
export async function createDraft(
  work: Work,
  officer: Officer,
  { kind, subject, power, onlyHead, urgency, recipientAgencies, answers, template, ...named }: CreateDraft,
  body?: Body,
): Promise<{ id: string }> {
  requireDocumentHandler(officer)
  const type = findDocumentType(kind)
  if (!type) throw formUnequal()
  if (answers && !(await findDocument(work.tx, officer, answers))) throw documentNotFound()
  if (answers) await requireInForce(work, answers)
  const begun = template ? await beginWithTemplate(work, officer, template) : undefined
  if (begun && begun.kind !== kind) throw templateOfOtherType()
  const agency = await getAgency(work, officer.agencyId)
  const addressees = await addresseesOf(work, named.addressees)
  return draftDocument(work, officer, {
    source: 'agency',
    dossierId: null,
    ownerId: null,
    agencyId: agency.id,
    kind: type.key,
    documentType: { abbreviation: type.abbreviation, name: type.name },
    title: type.name,
    subject,
    register: type.key,
    blocks: [],
    body: body ?? begun?.body ?? startingText(kind),
    recipients: named.recipients,
    addressees,
    recipientAgencies: await findAgencyIds(work, recipientAgencies),
    power: agency.kind === 'people_committee' ? (power ?? 'committee') : undefined,
    authorised: onlyHead !== 'yes',
    urgency: urgency === 'normal' ? undefined : urgency,
    answers,
    drafter: initialsOf(officer.name),
  })
}

/** The agencies of these names, as they are called in full or in short; refuses the first that is none. */
export async function findAgencyIds(work: Work, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const idByName = await agencyIdsByName(work)
  const ids = names.map((name) => {
    const id = idByName.get(keyOfName(name))
    if (!id) throw agencyUnknown({ name })
    return id
  })
  return [...new Set(ids)]
}

async function addresseesOf(work: Work, names: readonly string[]) {
  if (names.length === 0) return undefined
  const idByName = await agencyIdsByName(work)
  return names.map((name) => ({ name, agencyId: idByName.get(keyOfName(name)) }))
}

/** The agencies of today by each of their names, as `keyOfName` writes it. */
export async function agencyIdsByName(work: Work): Promise<Map<string, string>> {
  const agencies = await listAgencies(work, localDay(work.now))
  return new Map(
    agencies.flatMap(({ id, name, shortName }) => [
      [keyOfName(name), id] as const,
      [keyOfName(shortName), id],
    ]),
  )
}

/** A name as lists and people write it: in small letters, without the mark that ends its line. */
export function keyOfName(name: string): string {
  return name
    .normalize('NFC')
    .trim()
    .replace(/[;.,]$/, '')
    .toLocaleLowerCase('vi')
}

/** `Lê Văn Chuyên` as the last line of Nơi nhận has it: `LVC`. */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.charAt(0).toLocaleUpperCase('vi'))
    .join('')
    .slice(0, 8)
}
