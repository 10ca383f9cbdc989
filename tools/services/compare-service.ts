/** What a newer version of the national data says other than a service of the province does. */
import type { Figure, Service } from '#server/modules/catalogue/index.ts'
import type { Duration } from '#shared/form/definition.ts'
import type { FilingChannel } from '#shared/form/filing.ts'
import { usualDuration, usualFees } from '#shared/form/settle-by-channel.ts'
import { searchKey } from '#shared/text/index.ts'
import type { Finding } from './finding.ts'
import type { NationalChannel, NationalRecord } from './national-record.ts'

const channelWords: Record<FilingChannel, string> = {
  online: 'trực tuyến',
  counter: 'tại quầy',
  post: 'bưu chính',
}

/**
 * Compares one service with the record of its code. What a figure takes from the very decision of the record and says otherwise
 * contradicts it and fails; a figure that rests on another text, or on none yet, differs.
 */
export function compareService(service: Service, records: ReadonlyMap<string, NationalRecord>): Finding[] {
  const record = records.get(service.code)
  if (!record) return missingCode(service, records)
  const say = (figure: Figure, text: string): Finding => {
    const { state, source } = service.sources[figure]
    const rests = state === 'source' && record.decision !== undefined && source.includes(record.decision)
    return { kind: rests ? 'contradicts' : 'differs', figure, text, fails: rests }
  }
  const found =
    nameOf(record.name) === nameOf(service.name) ? [] : [say('code', `tên quốc gia: ${record.name}`)]
  if (!record.isWhole) return found
  return [
    ...found,
    ...compareChannels(service, record).map((text) => say('channels', text)),
    ...record.channels.flatMap((channel) => compareTime(service, channel)).map((text) => say('time', text)),
    ...record.channels.flatMap((channel) => compareFee(service, channel)).map((text) => say('fees', text)),
    ...comparePapers(service, record),
    ...compareResults(service, record).map((text) => say('form', text)),
    ...compareLaws(service, record),
  ]
}

function missingCode(service: Service, records: ReadonlyMap<string, NationalRecord>): Finding[] {
  const namesake = [...records.values()].find(({ name }) => nameOf(name) === nameOf(service.name))
  const text = namesake
    ? `mã không còn trong dữ liệu quốc gia; thủ tục cùng tên nay mang mã ${namesake.code}`
    : 'mã không có trong dữ liệu quốc gia đã cho'
  return [{ kind: namesake ? 'contradicts' : 'differs', figure: 'code', text, fails: namesake !== undefined }]
}

function compareChannels(service: Service, record: NationalRecord): string[] {
  const theirs = new Set(record.channels.map(({ channel }) => channel))
  if (theirs.size === 0) return []
  const ours = new Set([...service.channels, ...service.outageChannels])
  const names = (channels: readonly FilingChannel[]) => channels.map((one) => channelWords[one]).join(', ')
  const [lacking, more] = [
    [...theirs].filter((one) => !ours.has(one)),
    [...ours].filter((one) => !theirs.has(one)),
  ]
  return [
    ...(lacking.length > 0 ? [`quốc gia còn nhận ${names(lacking)}`] : []),
    ...(more.length > 0 ? [`quốc gia không ghi ${names(more)}`] : []),
  ]
}

function compareTime(service: Service, { channel, limit }: NationalChannel): string[] {
  if (!limit || !service.channels.includes(channel)) return []
  const ours = usualDuration(service, channel)
  if (limit.unit in ours && Object.values(ours)[0] === limit.amount) return []
  const theirs = durationWords({ [limit.unit]: limit.amount } as unknown as Duration)
  return [`${channelWords[channel]}: ở đây ${durationWords(ours)}, quốc gia ${theirs}`]
}

function compareFee(service: Service, { channel, amounts }: NationalChannel): string[] {
  if (amounts.length === 0 || !service.channels.includes(channel)) return []
  const { due } = usualFees(service, channel)
  if (due.length === 0 && service.fees.length > 0) return []
  if (due.some(({ amount }) => 'open' in amount)) return []
  const ours = due.map(({ amount }) => {
    if ('fixed' in amount) return amount.fixed
    return 'each' in amount ? amount.each : 'page' in amount ? amount.page : 0
  })
  const sum = ours.reduce((total, amount) => total + amount, 0)
  if (amounts.includes(sum) || ours.some((amount) => amounts.includes(amount))) return []
  return [`${channelWords[channel]}: ở đây ${sum} đồng, quốc gia ${amounts.join(' hoặc ')} đồng`]
}

function comparePapers(service: Service, record: NationalRecord): Finding[] {
  if (record.papers === 0 || record.papers === service.papers.length) return []
  const text = `ở đây ${service.papers.length} giấy tờ, quốc gia ${record.papers} dòng (có dòng là ghi chú)`
  return [{ kind: 'differs', figure: 'papers', text, fails: false }]
}

function compareResults({ result, further }: Service, record: NationalRecord): string[] {
  const ours = new Set(
    [result, ...further, ...result.alternatives].flatMap(({ code }) => (code === undefined ? [] : [code])),
  )
  if (ours.size === 0 || record.results.length === 0) return []
  const lacking = record.results.filter((code) => !ours.has(code))
  const unknown = [...ours].filter((code) => !record.results.includes(code))
  return [
    ...(lacking.length > 0 ? [`quốc gia còn có kết quả ${lacking.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`quốc gia không có kết quả ${unknown.join(', ')}`] : []),
  ]
}

function compareLaws(service: Service, record: NationalRecord): Finding[] {
  const ours = new Set(service.legalBasis.map(({ number }) => number))
  const lacking = record.laws.filter((number) => !ours.has(number))
  if (lacking.length === 0) return []
  return [{ kind: 'differs', figure: 'basis', text: `quốc gia còn dẫn ${lacking.join(', ')}`, fails: false }]
}

function nameOf(name: string): string {
  return searchKey(name).replace(/^thu tuc /, '')
}

function durationWords(duration: Duration): string {
  if ('sameDay' in duration) return 'trong ngày'
  if ('workingHours' in duration) return `${duration.workingHours} giờ làm việc`
  return 'workingDays' in duration ? `${duration.workingDays} ngày làm việc` : `${duration.calendarDays} ngày`
}
