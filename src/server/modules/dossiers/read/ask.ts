/** Puts before a person or an agency outside the desk what they are asked: of the answers only what speaks of those concerned. */
import { getAgency, listCommunes } from '#server/modules/agencies/index.ts'
import type { Service } from '#server/modules/catalogue/index.ts'
import { newId } from '#server/platform/id.ts'
import { provinceCalendar } from '#server/platform/province.ts'
import { askAsProgram, type Work } from '#server/platform/work.ts'
import { localDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import type { Form } from '#shared/form/definition.ts'
import { summarise } from '#shared/form/show/summary.ts'
import { dueWithin } from '../clock.ts'
import { formContext } from '../form-context.ts'
import type { Opening } from '../model.ts'
import { numberOf, type Prerequisite } from '../prerequisites.ts'
import { closeAsked, insertAsked, type NewAsked, type Shown } from './asked-queries.ts'
import { addSearchWords, type Dossier } from './dossier-queries.ts'
import { chosenDay } from './originals.ts'
import { agencyWords } from './search-words.ts'

type Case = Pick<Dossier, 'id' | 'code' | 'applicantName' | 'agencyId' | 'submittedAt'> & { answers: unknown }

/**
 * Of what this action opens, asks those who can answer here themselves: people whose number the answers give, and agencies of
 * the province, which from then on find the dossier. Whoever was asked the same before need not answer any more.
 */
export async function ask(
  work: Work,
  service: Service,
  dossier: Case,
  openings: readonly Opening[],
  { seq, at }: { seq: number; at: Date },
): Promise<void> {
  if (openings.length === 0) return
  const answers = dossier.answers as Answers
  const agency = await getAgency(work, dossier.agencyId)
  const context = formContext(work.now, await listCommunes(work, localDay(work.now)))
  const rows: NewAsked[] = []
  const agencies: string[] = []
  for (const opening of openings) {
    const prerequisite = service.prerequisites.find(({ key }) => key === opening.key)
    if (!prerequisite) continue
    const shown: Shown = {
      code: dossier.code,
      serviceName: service.plainName,
      prerequisite: prerequisite.name,
      basis: prerequisite.basis,
      applicantName: dossier.applicantName,
      agencyName: agency.name,
      question: opening.note ?? '',
      sections: summarise(concerning(service, prerequisite.who ?? []), answers, context),
    }
    const dueAt = opening.within ? dueWithin(provinceCalendar(), opening.within, at) : null
    const row = { dossierId: dossier.id, openedSeq: seq, key: opening.key, shown, askedAt: at, dueAt }
    const add = (who: string, personNumber: string | null, agencyId: string | null) =>
      rows.push({ ...row, id: newId(at.getTime()), who, personNumber, agencyId })
    if (opening.kind === 'consent') {
      for (const who of opening.who) {
        const number = numberOf(answers, who)
        if (number) add(who, number, null)
      }
    }
    const asked = agencyAsked(prerequisite)
    if (asked) {
      add('', null, asked)
      agencies.push(asked)
    }
  }
  const words = agencies.flatMap((agencyId) => agencyWords(agencyId, dossier.submittedAt))
  // A dossier that has just been filed had asked nobody.
  const before = seq === 1 ? [] : openings
  if (before.length + rows.length === 0) return
  const asking = askAsProgram(work, () =>
    Promise.all([
      ...before.map(({ key }) => closeAsked(work.tx, dossier.id, at, { key })),
      insertAsked(work.tx, rows),
      words.length > 0 ? addSearchWords(work.tx, dossier.id, words) : undefined,
    ]),
  )
  work.alongside(asking)
}

/** The agency of the province whose opinion it is. */
export function agencyAsked({ kind, of }: Prerequisite): string | undefined {
  return kind === 'opinion' && of && 'agency' in of ? of.agency : undefined
}

/** The questions that speak of these people, and the day they are to come; no others. */
function concerning(service: Service, who: readonly string[]): Form {
  const day = who.length > 0 ? chosenDay(service) : undefined
  const sections = service.form.sections
    .map((section) => ({
      ...section,
      questions: section.questions.filter(
        ({ key }) => key === day || who.some((one) => key.startsWith(`${one}.`)),
      ),
    }))
    .filter(({ questions }) => questions.length > 0)
  return { sections }
}
