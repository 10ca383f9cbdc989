import type { Service } from '#server/modules/catalogue/index.ts'
import type { Fee } from '#shared/form/definition.ts'
import { heldKindOf } from '#shared/form/requirements.ts'
import { m } from '#shared/messages/index.ts'
import { formatDong } from '#shared/money.ts'
import { conditionWords } from './condition-words.ts'

type Duration = Service['timeLimit']['duration']
type Paper = Service['papers'][number]

/** A service as one line of a list says it: `3 ngày làm việc · không mất tiền`. */
export function shortTerms(service: Pick<Service, 'timeLimit' | 'fees' | 'verified'>): string {
  return `${durationWords(service.timeLimit.duration)} · ${feeWords(service).toLocaleLowerCase('vi')}`
}

/** A service as a person reads it before starting, with every condition in words. */
export function describeService(service: Service) {
  const papers = service.papers.map((paper) => ({ ...describePaper(service, paper), kind: paper.kind }))
  return {
    code: service.code,
    title: service.plainName,
    officialName: service.name,
    description: service.description,
    sector: service.sector,
    time: {
      main: durationWords(service.timeLimit.duration),
      notes: [service.timeLimit.text, ...service.timeLimit.variants.map((variant) => variant.text)],
    },
    fee: { main: feeWords(service), notes: service.fees.flatMap((fee) => feeNotes(service, fee)) },
    how: {
      main: service.level === 'toan-trinh' ? m.citizen.service.wholeOnline : m.citizen.service.partlyOnline,
      notes: [service.levelReason ?? '', otherChannels(service.channels)].filter(Boolean),
    },
    where: {
      main:
        service.competentLevel === 'commune' ? m.citizen.service.commune : m.citizen.service.provinceAgency,
      notes: service.steps.filter((step) => step.role === 'leader').map((step) => step.who),
    },
    toSubmit: papers.filter((paper) => paper.kind === 'submit'),
    toShow: papers.filter((paper) => paper.kind === 'show'),
    /** What the registry already holds, so that nobody is asked for it. */
    known: service.form.sections.map(knownIn).filter(({ labels }) => labels.length > 0),
    conditions: service.conditions,
    steps: service.steps.map((step) => ({ title: step.name, detail: step.who })),
    coordinating: service.coordinating.map((agency) => ({ name: agency.name, role: agency.role })),
    result: service.result.title,
    legalBasis: service.legalBasis,
    validFrom: service.validFrom,
    version: service.version,
  }
}

function describePaper(service: Service, paper: Paper): { name: string; details: string[] } {
  const words = m.citizen.service
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
  return condition ? m.citizen.service.onlyWhen(conditionWords(service.form, condition)) : ''
}

function durationWords(duration: Duration): string {
  if ('sameDay' in duration) return m.citizen.service.sameDay
  if ('workingHours' in duration) return m.citizen.service.workingHours(duration.workingHours)
  if ('workingDays' in duration) return m.citizen.service.workingDays(duration.workingDays)
  return m.citizen.service.calendarDays(duration.calendarDays)
}

/** What everybody pays; when it depends on the answers, or nobody has established it, that is what is said. */
function feeWords({ fees, verified }: Pick<Service, 'fees' | 'verified'>): string {
  if (fees.length === 0 && verified.fee === 'unverified') return m.citizen.service.feeUnknown
  const always = fees.filter((fee) => !fee.condition)
  if (always.length === 0) return fees.length === 0 ? m.citizen.service.free : m.citizen.service.feeDepends
  const due = always.filter((fee) => !('fixed' in fee.amount) || fee.amount.fixed > 0)
  return due.length === 0 ? m.citizen.service.free : due.map((fee) => amountWords(fee)).join(' + ')
}

function amountWords({ amount }: Fee): string {
  if ('fixed' in amount) return amount.fixed === 0 ? m.citizen.service.free : formatDong(amount.fixed)
  if ('each' in amount) return m.citizen.service.each(formatDong(amount.each), amount.unit)
  return m.citizen.service.eachPage(formatDong(amount.page))
}

function feeNotes(service: Service, fee: Fee): string[] {
  const words = m.citizen.service
  const when = caseWords(service, fee)
  const isFree = 'fixed' in fee.amount && fee.amount.fixed === 0
  const amount = isFree ? '' : `${fee.name}: ${amountWords(fee).toLocaleLowerCase('vi')}.`
  const own = [amount, when, fee.basis && `${fee.basis}.`].filter(Boolean).join(' ')
  return [own, ...fee.waivers.map((waiver) => words.waived(waiver.reason))]
}

/** What is filled in for a signed-in person, by part of the form. */
function knownIn(section: Service['form']['sections'][number]): { title: string; labels: string } {
  const labels = section.questions
    .filter((question) => question.prefill && !question.label.endsWith('?'))
    .map((question, index) => (index === 0 ? question.label : question.label.toLocaleLowerCase('vi')))
  return { title: section.title, labels: labels.join('; ') }
}

function otherChannels(channels: Service['channels']): string {
  const words = m.citizen.service
  return [
    channels.includes('counter') ? words.orAtCounter : '',
    channels.includes('post') ? words.orByPost : '',
  ]
    .filter(Boolean)
    .join('. ')
}
