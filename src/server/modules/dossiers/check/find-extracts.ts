/** The entries of the register a copy is asked of, in words and as the form of the copy takes them. */
import { fieldsOf, findForm } from '#server/crafts/typeset/forms/index.ts'
import { type Agency, findAgency, fullNameOf, listCommunes } from '#server/modules/agencies/index.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { type Extract, entryKinds, findExtracts, type LaterEntry } from '#server/modules/registry/index.ts'
import type { Work } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { type Answers, valueAt } from '#shared/form/answers.ts'
import { holds } from '#shared/form/condition.ts'
import { m } from '#shared/messages/index.ts'
import { searchKey } from '#shared/text/index.ts'
import { type FoundExtract, personIn } from './finding.ts'

/** Nothing where the service gives no copies. */
export async function extractsOf(
  work: Work,
  { result }: Pick<Service, 'result'>,
  answers: Answers,
): Promise<FoundExtract[]> {
  const kind = entryKinds.find((one) => one === valueAt(answers, result.extract?.kind ?? ''))
  if (!result.extract || !kind) return []
  const { fullName, idNumber, bornOn } = personIn(answers, result.extract.who)
  const found = await findExtracts(work, {
    kind,
    fullName,
    idNumber: idNumber ?? null,
    bornOn: bornOn ?? null,
  })
  const communes = await listCommunes(work, localDay(work.now))
  const agencies = new Map<string, Agency | undefined>()
  for (const { agencyId } of found.flatMap((one) => [one, ...one.since]))
    if (!agencies.has(agencyId)) agencies.set(agencyId, await findAgency(work, agencyId))
  const form = result.forms?.find(({ condition }) => holds(condition, answers)) ?? result.form
  return found.map((extract) => {
    const notes = extract.since.map((later) => noteOf(later, agencies)).join('; ')
    const agency = agencies.get(extract.agencyId)
    const fields = {
      registeredAt: agency ? fullNameOf(agency, communes) : '',
      ...extract.content,
      registeredNumber: extract.number,
      registeredOn: formatDate(extract.enteredOn),
      notes,
    }
    const own = form && copied(form.template, fields)
    return {
      id: extract.id,
      kind,
      byNumber: extract.byNumber,
      endedOn: extract.endedOn,
      label: labelOf(extract, agencies),
      saidOf: extract.people.map(personWords).join(', '),
      personIds: extract.people.flatMap(({ personId }) => personId ?? []),
      isSame: extract.people.some(
        (one) => one.nameKey === searchKey(fullName) && (!bornOn || one.bornOn === bornOn),
      ),
      notes,
      fields: own ?? {},
      isWhole: extract.endedOn === null && own !== undefined,
    }
  })
}

/** Of what the entry says the places this form has; undefined where one it needs is lacking. */
function copied(template: string, said: Record<string, string>): Record<string, string> | undefined {
  const names = Object.keys(findForm(template)?.fields.shape ?? {})
  if (fieldsOf(template, { fields: said, tables: {} }).lacking.length > 0) return undefined
  return Object.fromEntries(names.flatMap((name) => (said[name] ? [[name, said[name]]] : [])))
}

type Agencies = ReadonlyMap<string, Agency | undefined>

function labelOf({ kind, number, enteredOn, agencyId, people }: Extract, agencies: Agencies): string {
  const agency = agencies.get(agencyId)?.name ?? agencyId
  return m.dossiers.extract.label(kind, number, formatDate(enteredOn), agency, people.map(personWords))
}

function personWords({ fullName, bornOn }: Extract['people'][number]): string {
  return m.dossiers.extract.person(fullName, bornOn ? formatDate(bornOn) : '')
}

function noteOf(
  { kind, number, agencyId, enteredOn, eventOn, fullName }: LaterEntry,
  agencies: Agencies,
): string {
  const words = m.dossiers.extract.notes
  const agency = agencies.get(agencyId)?.name ?? agencyId
  const day = formatDate(enteredOn)
  if (kind === 'divorce') return words.divorce(number, eventOn ? formatDate(eventOn) : day, agencyId)
  return kind === 'death'
    ? words.death(fullName, eventOn ? formatDate(eventOn) : day, number, day, agency)
    : words.parentage(fullName, number, day, agency)
}
