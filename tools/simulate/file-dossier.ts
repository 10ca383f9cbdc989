/** One dossier of the past: what was answered, under which number, and what became of it. */

import type { LegalCalendar } from '#server/crafts/calendar/index.ts'
import { isFeeEstablished, type Service } from '#server/modules/catalogue/index.ts'
import { acceptanceDue, resumedAcceptance, termsOf } from '#server/modules/dossiers/clock.ts'
import { askable, feesOf, sumOf, totalOf } from '#server/modules/dossiers/fees/fees-of.ts'
import type { ChargeItem } from '#server/modules/payments/model.ts'
import type { LocalDay } from '#shared/dates.ts'
import type { Answers } from '#shared/form/answers.ts'
import { withFiling } from '#shared/form/filing.ts'
import { timeLimitFor } from '#shared/form/requirements.ts'
import { fillForm } from './answers/fill-form.ts'
import { isAsWanted, type Wanted } from './demo-filings.ts'
import { type Life, liveThrough } from './life.ts'
import type { Till } from './money/tills.ts'
import type { Person } from './people.ts'
import type { Office } from './place.ts'
import type { Random } from './random.ts'
import type { Numbers } from './tables/numbers.ts'

/** Who asks whom for what, and when. */
export interface Request {
  service: Service
  /** The agency in charge. */
  office: Office
  /** The commune's committee, where the office serves more than one commune. */
  committee: Office
  person: Person
  day: LocalDay
  submittedAt: Date
  wanted: Wanted | undefined
  /** Where what it costs is paid; undefined where nothing is charged then. */
  till: Till | undefined
}

/** A dossier of the past with everything that is to be written of it. */
export interface Filed {
  id: string
  documentId: string
  code: string
  service: Service
  office: Office
  person: Person
  life: Life
  answers: Answers
  unitCode: string
  fee: number | null
  acceptBy: Date
  till: Till | undefined
  /** What is due at filing; nothing where it is not charged. */
  charged: readonly ChargeItem[]
}

export function fileDossier(
  request: Request,
  context: { random: Random; moneyRandom: Random; calendar: LegalCalendar; until: Date; dayNumbers: Numbers },
): Filed {
  const { service, office, committee, person, submittedAt, day, wanted, till } = request
  const { random, moneyRandom, calendar, until, dayNumbers } = context
  const unitCode = committee.unitCode ?? person.unitCode
  const answers = fillForm(service.form, { random, person, day, unitCode })
  const filed = withFiling(answers, { channel: 'online', on: day })
  const terms = termsOf(timeLimitFor(service, filed))
  const fees = feesOf(service, filed)
  const charged = till ? askable(fees, 'filing') : []
  const number = dayNumbers.next(`${office.id} ${day}`)
  const documentId = random.id(submittedAt.getTime())
  const live = () =>
    liveThrough(calendar, random, {
      agencyId: office.id,
      terms,
      owed: sumOf(charged),
      moneyRandom,
      staff: office.staff,
      person,
      submittedAt,
      until,
      documentId,
    })
  let life = live()
  for (let tries = 0; wanted && tries < 60 && !isAsWanted(wanted, life.state); tries++) life = live()
  return {
    id: random.id(submittedAt.getTime()),
    documentId,
    code: `${office.code}-${day.slice(2, 4)}${day.slice(5, 7)}${day.slice(8)}-${String(number).padStart(4, '0')}`,
    service,
    office,
    person,
    life,
    answers,
    unitCode,
    fee: isFeeEstablished(service) ? totalOf(fees) : null,
    acceptBy: acceptBy(acceptanceDue(calendar, terms, submittedAt), life),
    till,
    charged,
  }

  /** What was left of the hours to accept when money was owed runs on once it is paid. */
  function acceptBy(due: Date, { actions, state }: Life): Date {
    const paid = actions.find(({ kind }) => kind === 'settle_prerequisite')
    return paid ? resumedAcceptance(calendar, state.prerequisites, due, paid) : due
  }
}
