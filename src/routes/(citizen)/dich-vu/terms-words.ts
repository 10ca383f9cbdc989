/** How long a service takes and what it costs, as people say it, by the way one files. */
import { isFeeEstablished, type Service } from '#server/modules/catalogue/index.ts'
import type { Duration, Fee } from '#shared/form/definition.ts'
import type { FilingChannel } from '#shared/form/filing.ts'
import { usualDuration, usualFees } from '#shared/form/settle-by-channel.ts'
import { m } from '#shared/messages/index.ts'

type Terms = Pick<Service, 'timeLimit' | 'fees' | 'sources' | 'channels'>

/** What holds for every way to file, or a word that they differ and each of them. */
export interface ByChannel {
  main: string
  each: string[]
}

/** The usual limit. */
export function timeWords(service: Terms): ByChannel {
  return byChannel(service, (channel) => durationWords(usualDuration(service, channel)))
}

/** What everybody pays; when it depends on the answers, or nobody has established it, that is what is said. */
export function feeWords(service: Terms): ByChannel {
  return byChannel(service, (channel) => feeIn(service, channel))
}

function byChannel(
  { channels }: Pick<Service, 'channels'>,
  wordsIn: (channel: FilingChannel) => string,
): ByChannel {
  const said = channels.map((channel) => ({ channel, words: wordsIn(channel) }))
  const [first] = said
  if (new Set(said.map(({ words }) => words)).size < 2) return { main: first?.words ?? '', each: [] }
  return {
    main: m.catalogue.service.byChannel,
    each: said.map(
      ({ channel, words }) =>
        `${upperFirst(m.catalogue.condition.channels[channel] ?? channel)}: ${lowerFirst(words)}`,
    ),
  }
}

function durationWords(duration: Duration): string {
  if ('sameDay' in duration) return m.catalogue.service.sameDay
  if ('workingHours' in duration) return m.catalogue.service.workingHours(duration.workingHours)
  if ('workingDays' in duration) return m.catalogue.service.workingDays(duration.workingDays)
  return m.catalogue.service.calendarDays(duration.calendarDays)
}

function feeIn(service: Terms, channel: FilingChannel): string {
  const words = m.catalogue.service
  if (!isFeeEstablished(service)) return words.feeUnknown
  const { due, mayBeMore } = usualFees(service, channel)
  if (due.length === 0) return mayBeMore ? words.feeDepends : words.free
  const paid = due.filter(({ amount }) => !('fixed' in amount) || amount.fixed > 0)
  return paid.length === 0 ? words.free : [...new Set(paid.map(amountWords))].join(' + ')
}

export function amountWords({ amount }: Fee): string {
  const { dong, each } = m.form.values
  if ('open' in amount) return m.catalogue.service.feeUnknown
  if ('fixed' in amount) return amount.fixed === 0 ? m.catalogue.service.free : dong(amount.fixed)
  if ('each' in amount) return each(dong(amount.each), amount.unit)
  return m.catalogue.service.eachPage(dong(amount.page))
}

function upperFirst(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}
