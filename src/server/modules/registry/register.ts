import { newId } from '#server/platform/id.ts'
import { requirePersonName } from '#server/platform/person-name.ts'
import type { Work } from '#server/platform/work.ts'
import type { LocalDay } from '#shared/dates.ts'
import { checkIdentityNumber, cleanIdentityNumber } from '#shared/identity-number.ts'
import { checkTaxCode } from '#shared/tax-code.ts'
import { normalise, searchKey } from '#shared/text/index.ts'
import { personRegistered } from './events.ts'
import type { Gender, Organisation, Person } from './model.ts'
import { insertOrganisation } from './queries/organisations.ts'
import {
  findByIdNumber,
  insertHousehold,
  insertPerson,
  linkSpouses,
  type PersonRow,
} from './queries/people.ts'
import { alreadyMarried, identityNumberInvalid, personNotFound, taxCodeInvalid } from './refusals.ts'

export interface RegisterPerson {
  idNumber: string
  fullName: string
  bornOn: LocalDay
  gender: Gender
  ethnicity?: string | undefined
  nationality?: string | undefined
  phone?: string | null | undefined
  email?: string | null | undefined
  address?: string | undefined
  unitCode?: string | null | undefined
  householdId?: string | null | undefined
  headsHousehold?: boolean | undefined
  fatherId?: string | null | undefined
  motherId?: string | null | undefined
  /** Where the data came from, as people call it. */
  source: string
}

/** Everyone the registry holds for the first time. A known identity number gives the known person, unchanged. */
export async function registerPerson(work: Work, input: RegisterPerson): Promise<Person> {
  const row = personRow(input, work.now)
  if (await insertPerson(work.tx, row)) await work.record(personRegistered(row.id, {}))
  const known = await findByIdNumber(work.tx, row.idNumber)
  if (!known) throw personNotFound()
  return known
}

/** The row of a person, checked and normalised: for registering one, or for copying in many at once. */
export function personRow(input: RegisterPerson, now: Date): PersonRow {
  const { bornOn, gender, source } = input
  const idNumber = cleanIdentityNumber(input.idNumber)
  const problems = checkIdentityNumber(idNumber, { bornOn, gender })
  if (problems.length > 0) throw identityNumberInvalid({ problems })
  const fullName = requirePersonName(input.fullName)
  return {
    id: newId(now.getTime()),
    idNumber,
    fullName,
    nameKey: searchKey(fullName),
    bornOn,
    gender,
    ethnicity: input.ethnicity ?? 'Kinh',
    nationality: input.nationality ?? 'Việt Nam',
    phone: input.phone ?? null,
    email: input.email ?? null,
    address: normalise(input.address ?? '', 300),
    unitCode: input.unitCode ?? null,
    householdId: input.householdId ?? null,
    headsHousehold: input.headsHousehold ?? false,
    fatherId: input.fatherId ?? null,
    motherId: input.motherId ?? null,
    source,
    updatedAt: now,
  }
}

const copyColumns = [
  ['id', 'id'],
  ['id_number', 'idNumber'],
  ['full_name', 'fullName'],
  ['name_key', 'nameKey'],
  ['born_on', 'bornOn'],
  ['gender', 'gender'],
  ['ethnicity', 'ethnicity'],
  ['nationality', 'nationality'],
  ['phone', 'phone'],
  ['email', 'email'],
  ['address', 'address'],
  ['unit_code', 'unitCode'],
  ['household_id', 'householdId'],
  ['father_id', 'fatherId'],
  ['mother_id', 'motherId'],
  ['source', 'source'],
  ['updated_at', 'updatedAt'],
] as const satisfies readonly (readonly [string, Exclude<keyof PersonRow, 'headsHousehold'>])[]

/** The statement that `personCopyLine` writes lines for. */
export const copyPeople = `copy registry.person (${copyColumns.map(([column]) => column).join(', ')}) from stdin`

/** One person in PostgreSQL's text format for COPY, line end included. */
export function personCopyLine(row: PersonRow): string {
  return `${copyColumns.map(([, key]) => copyField(row[key])).join('\t')}\n`
}

function copyField(value: string | Date | null): string {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  return value.replace(
    /[\\\t\n\r]/g,
    (mark) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[mark] ?? '',
  )
}

/** A household; its people name it when they are registered. */
export async function registerHousehold(
  work: Work,
  { address, unitCode }: { address: string; unitCode: string },
): Promise<string> {
  const id = newId(work.now.getTime())
  await insertHousehold(work.tx, { id, address: normalise(address, 300), unitCode })
  return id
}

/** A firm, cooperative or household business. A known tax code gives the known one, unchanged. */
export async function registerOrganisation(work: Work, input: Omit<Organisation, 'id'>): Promise<string> {
  const problem = checkTaxCode(input.taxCode)
  if (problem) throw taxCodeInvalid({ problem })
  const name = normalise(input.name, 200)
  return insertOrganisation(work.tx, {
    ...input,
    id: newId(work.now.getTime()),
    name,
    nameKey: searchKey(name),
  })
}

/** Two people are married to each other; forms of either know the other. Repeating changes nothing. */
export async function recordMarriage(work: Work, one: string, other: string): Promise<void> {
  if (!(await linkSpouses(work.tx, one, other))) throw alreadyMarried()
}
