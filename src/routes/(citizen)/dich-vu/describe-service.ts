import type { Service } from '#server/modules/catalogue/index.ts'
import { dateWords, type LocalDay } from '#shared/dates.ts'
import { fieldName } from '#shared/form/answers.ts'
import type { Fee } from '#shared/form/definition.ts'
import { heldKindOf } from '#shared/form/requirements.ts'
import { m } from '#shared/messages/index.ts'
import { conditionWords } from './condition-words.ts'
import { amountWords, type ByChannel, feeWords, lowerFirst, timeWords } from './terms-words.ts'

type Paper = Service['papers'][number]
type Source = Service['sources']['time']

/** A service as one line of a list says it: `3 ngày làm việc · không mất tiền`. */
export function shortTerms(service: Pick<Service, 'timeLimit' | 'fees' | 'sources' | 'channels'>): string {
  const { sources } = service
  return [
    marked(shortest(timeWords(service)), sources.time),
    marked(lowerFirst(shortest(feeWords(service))), sources.fees),
  ].join(' · ')
}

/**
 * A service as a person reads it before starting, with every condition in words. `filledIn` names the questions (as fields:
 * `answers.applicant.fullName`) that will stand filled in for the one who reads; without it, those that may. `round`: the day the next
 * monthly review begins for what is filed today.
 */
export function describeService(service: Service, filledIn?: ReadonlySet<string>, round?: LocalDay) {
  const { sources } = service
  const [time, fee] = [timeWords(service), feeWords(service)]
  const papers = service.papers.map((paper) => ({ ...describePaper(service, paper), kind: paper.kind }))
  return {
    code: service.code,
    isPublished: service.publication !== undefined,
    isOnline: service.channels.includes('online'),
    title: service.plainName,
    officialName: service.name,
    description: service.description,
    sector: service.sector,
    time: {
      main: time.main,
      notes: [
        ...open('time', sources.time),
        ...(round ? [ours(m.catalogue.service.nextRound(dateWords(round)))] : []),
        ...time.each.map(ours),
        ...[service.timeLimit, ...service.timeLimit.variants].map(({ text }) => ofData(text)),
        ...service.timeLimit.choices.map(({ name, text }) => ofData(`${name}: ${lowerFirst(text)}`)),
      ],
    },
    fee: {
      main: fee.main,
      notes: [
        ...open('fees', sources.fees),
        ...fee.each.map(ours),
        ...service.fees.flatMap((one) => feeNotes(service, one)),
      ],
    },
    how: {
      main:
        service.level === 'toan-trinh' ? m.catalogue.service.wholeOnline : m.catalogue.service.partlyOnline,
      notes: [
        ...open('how', sources.level, sources.channels),
        ofData(service.levelReason ?? ''),
        ours(otherChannels(service)),
      ].filter(hasText),
    },
    where: {
      main:
        service.competentLevel === 'commune'
          ? m.catalogue.service.commune
          : m.catalogue.service.provinceAgency,
      notes: [
        ...open('signer', sources.signer),
        ...service.steps.filter((step) => step.role === 'leader').map((step) => ofData(step.who)),
      ],
    },
    toSubmit: papers.filter((paper) => paper.kind === 'submit'),
    toShow: papers.filter((paper) => paper.kind === 'show'),
    /** What the registry holds, or may hold, so that nobody is asked for it. */
    known: service.form.sections
      .map((section) => knownIn(section, filledIn))
      .filter(({ labels }) => labels.length > 0),
    conditions: service.conditions,
    steps: service.steps.map((step) => ({ title: step.name, detail: step.who })),
    coordinating: service.coordinating.map((agency) => ({ name: agency.name, role: agency.role })),
    result: service.result.title,
    legalBasis: service.legalBasis,
    /** What is said of the parts below that nobody has found in their text yet. */
    gaps: {
      papers: open('papers', sources.papers),
      steps: [...open('steps', sources.steps), ...open('form', sources.form)],
      basis: [...open('basis', sources.basis), ...open('code', sources.code)],
    },
    validFrom: service.validFrom,
    version: service.version,
  }
}

/** Where ways to file differ, a list has room for the first of them, which is online where there is one. */
function shortest({ main, each }: ByChannel): string {
  return each[0] ?? main
}

function describePaper(service: Service, paper: Paper): { name: string; details: string[] } {
  const words = m.catalogue.service
  const details = [
    caseWords(service, paper),
    !paper.required && paper.kind === 'submit' ? words.notRequired : '',
    paper.help ?? '',
    heldKindOf(paper) ? words.reusable : '',
  ]
  return { name: paper.name, details: details.filter(Boolean) }
}

/** When a paper or fee is asked for: as its service says it, else read off its condition. */
function caseWords(
  service: Service,
  { case: said, condition }: Pick<Paper | Fee, 'case' | 'condition'>,
): string {
  if (said !== undefined) return said
  return condition ? m.catalogue.service.onlyWhen(conditionWords(service.form, condition)) : ''
}

/** A remark in the page's language, or in Vietnamese where it is the province's data. */
export interface Note {
  text: string
  isData: boolean
  /** Says that a figure is not established. */
  isOpen?: boolean
}

const ours = (text: string): Note => ({ text, isData: false })
const ofData = (text: string): Note => ({ text, isData: true })
/** What is said beside a figure as long as one of these sources has not been found to say it. */
function open(figure: keyof typeof m.catalogue.notEstablished, ...sources: Source[]): Note[] {
  const isOpen = sources.some(({ state }) => state === 'unverified')
  return isOpen ? [{ text: m.catalogue.notEstablished[figure], isData: false, isOpen }] : []
}

function marked(words: string, { state }: Source): string {
  return state === 'unverified' ? m.catalogue.notCompared(words) : words
}

const hasText = ({ text }: Note): boolean => text !== ''

function feeNotes(service: Service, fee: Fee): Note[] {
  const words = m.catalogue.service
  const isFree = 'fixed' in fee.amount && fee.amount.fixed === 0
  const about = [caseWords(service, fee), fee.basis && `${fee.basis}.`].filter(Boolean).join(' ')
  const waived = fee.waivers.flatMap((waiver) => words.waived(waiver.reason))
  if ('open' in fee.amount)
    return [ofData(`${fee.name}: ${lowerFirst(fee.amount.open)} ${about}`.trim()), ...waived]
  if (isFree) return [ofData(about), ...waived].filter(hasText)
  return [...words.feeOf(fee.name, lowerFirst(amountWords(fee)), about), ...waived]
}

/** What is filled in for a signed-in person, by part of the form. */
function knownIn(
  section: Service['form']['sections'][number],
  filledIn: ReadonlySet<string> | undefined,
): { title: string; labels: string } {
  const labels = section.questions
    .filter(({ key, prefill }) => (filledIn ? filledIn.has(fieldName(key)) : prefill))
    .filter(({ label }) => !label.endsWith('?'))
    .map((question, index) => (index === 0 ? question.label : question.label.toLocaleLowerCase('vi')))
  return { title: section.title, labels: labels.join('; ') }
}

function otherChannels({ channels, outageChannels }: Service): string {
  const words = m.catalogue.service
  const inOutage = outageChannels.map((channel) => m.catalogue.condition.channels[channel] ?? channel)
  return [
    channels.includes('counter') ? words.orAtCounter : '',
    channels.includes('post') ? words.orByPost : '',
    inOutage.length > 0 ? words.onlyInOutage(inOutage.join(', ')) : '',
  ]
    .filter(Boolean)
    .join('. ')
}
