import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isFeeEstablished, Service } from '#server/modules/catalogue/model.ts'
import { inLanguage } from '#shared/messages/request-language.server.ts'
import { conditionWords } from './condition-words.ts'
import { describeService, shortTerms } from './describe-service.ts'

const folder = join(process.cwd(), 'province/hue/services')
const services = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => Service.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))

test('a birth registration says what it takes in one line', () => {
  expect(shortTerms(the('1.001193'))).toBe(
    'Trực tuyến: 1 ngày làm việc · trực tuyến: không mất tiền (chưa đối chiếu)',
  )
})

test('a fee by the page is said by the page', () => {
  expect(describeService(the('2.000815')).fee.main).toBe('2.000 đồng mỗi trang')
})

test('a visitor reads the terms in English', () => {
  const terms = inLanguage('en', () => describeService(the('1.001612')).time.main)

  expect(terms).toBe('3 working days')
})

test('a condition names the question and the answer, not their keys', () => {
  const { form, papers } = the('1.001193')
  const paper = papers.find((candidate) => candidate.condition && 'eq' in candidate.condition)

  expect(paper?.condition && conditionWords(form, paper.condition)).toMatch(/^trả lời “.+” là “.+”$/)
})

test('no service of the province shows a key where people expect words', () => {
  for (const service of services) {
    const described = describeService(service)
    const shown = [...described.toSubmit, ...described.toShow].flatMap((paper) => paper.details).join(' ')
    expect(`${shown} ${textOf(described.fee.notes)}`, service.code).not.toMatch(
      /“[a-z]+(\.[a-zA-Z]+)+”|undefined|NaN/,
    )
  }
})

test('no paper or fee quotes the form: it says the case', () => {
  for (const service of services) {
    const described = describeService(service)
    const shown = [...described.toSubmit, ...described.toShow].flatMap((paper) => paper.details)
    expect([...shown, textOf(described.fee.notes)].join(' '), service.code).not.toMatch(/trả lời “|Chỉ khi/)
  }
  const [certificate] = describeService(the('1.001193')).toSubmit
  expect(certificate?.details[0]).toBe('Nếu sinh tại cơ sở y tế.')
})

test('what is said to be filled in for someone is what will be', () => {
  const labels = (filledIn?: Set<string>) =>
    describeService(the('1.001193'), filledIn)
      .known.map((part) => part.labels)
      .join('; ')
  expect(labels()).toMatch(/Thư điện tử/i)
  expect(labels(new Set(['answers.applicant.fullName']))).toBe('Họ, chữ đệm, tên của ông/bà')
  expect(labels(new Set())).toBe('')
})

test('in English an amount is written the English way, and no line mixes two languages', () => {
  const { fee, time } = inLanguage('en', () => describeService(the('1.001193')))
  expect(fee.notes).toContainEqual({ text: '8,000 VND for each copy:', isData: false })
  expect(fee.notes.filter(({ isData }) => !isData).every(({ text }) => /^[\p{ASCII}]*$/u.test(text))).toBe(
    true,
  )
  expect(fee.notes.filter(({ isData }) => isData).some(({ text }) => /VND|copy|free/i.test(text))).toBe(false)
  expect(time.notes.filter(({ isData }) => !isData).every(({ text }) => /^[\p{ASCII}]*$/u.test(text))).toBe(
    true,
  )
  expect(inLanguage('en', () => shortTerms(the('2.000815')))).toContain('2,000 VND a page')
})

function textOf(notes: readonly { text: string }[]): string {
  return notes.map(({ text }) => text).join(' ')
}

function the(code: string): Service {
  const service = services.find((candidate) => candidate.code === code)
  if (!service) throw new Error(`The province has no service ${code}`)
  return service
}

test('nobody is told that a service is free whose fee nobody has established', () => {
  for (const service of services) {
    const isTold = describeService(service).fee.main === 'Không mất tiền'
    if (!isFeeEstablished(service)) expect(isTold, service.code).toBe(false)
  }
})

test('a longer limit that an officer may choose is said before anybody files', () => {
  expect(textOf(describeService(the('1.000894')).time.notes)).toMatch(
    /Cần xác minh điều kiện kết hôn: không quá 05 ngày làm việc/,
  )
  expect(textOf(describeService(the('1.004873')).time.notes)).toMatch(
    /Phải hỏi nơi đã thường trú: không quá 06 ngày làm việc/,
  )
})

test('whoever reads a figure that nobody has found in its text is told so beside it', () => {
  const birth = the('1.001193')
  const { sources } = birth
  const state = (figure: keyof typeof sources, said: 'source' | 'unverified'): Service => ({
    ...birth,
    sources: { ...sources, [figure]: { ...sources[figure], state: said } },
  })
  for (const [figure, place] of [
    ['time', 'time'],
    ['fees', 'fee'],
    ['channels', 'how'],
    ['signer', 'where'],
  ] as const) {
    const words = (service: Service) => textOf(describeService(service)[place].notes)
    expect(words(state(figure, 'unverified')), figure).toMatch(/chưa đối chiếu với văn bản gốc/)
    if (figure !== 'channels')
      expect(words(state(figure, 'source')), figure).not.toMatch(/chưa đối chiếu với/)
  }
  for (const [figure, place] of [
    ['papers', 'papers'],
    ['steps', 'steps'],
    ['form', 'steps'],
    ['basis', 'basis'],
    ['code', 'basis'],
  ] as const) {
    const words = (service: Service) => describeService(service).gaps[place].length
    expect(words(state(figure, 'unverified')), figure).toBe(words(state(figure, 'source')) + 1)
  }
  expect(shortTerms(state('time', 'unverified'))).toContain('Trực tuyến: 1 ngày làm việc (chưa đối chiếu)')
})

test('limit and fee are said for each way to file where they differ, and never as nothing where the amount is open', () => {
  const birth = the('1.001193')
  const at = (channel: string) => ({ eq: ['filing.channel', channel] as [string, string] })
  const fee = { key: 'usual', name: 'Lệ phí', waivers: [], payAt: 'filing' as const, basis: '' }
  const service: Service = {
    ...birth,
    channels: ['online', 'counter'],
    timeLimit: {
      ...birth.timeLimit,
      duration: { workingDays: 20 },
      variants: [{ condition: at('online'), duration: { workingDays: 17 }, text: '17 ngày làm việc' }],
    },
    fees: [{ ...fee, condition: { not: at('online') }, amount: { open: 'mức thu chưa có văn bản' } }],
  }
  const { time, fee: cost } = describeService(service)
  expect(time.main).toBe('Tùy cách nộp')
  expect(textOf(time.notes)).toContain('Trực tuyến: 17 ngày làm việc Tại quầy: 20 ngày làm việc')
  expect(textOf(cost.notes)).toContain('Trực tuyến: không mất tiền Tại quầy: mức thu báo khi tiếp nhận')
  expect(textOf(cost.notes)).toContain('mức thu chưa có văn bản')
  expect(shortTerms(service)).toMatch(/^Trực tuyến: 17 ngày làm việc · trực tuyến: không mất tiền/)
  const open = { ...service, fees: [{ ...fee, amount: { open: 'mức thu chưa có văn bản' } }] }
  expect(describeService(open).fee.main).toBe('Mức thu báo khi tiếp nhận')
})

test('whoever waits for a monthly review is told the day the next one begins', () => {
  const { time } = describeService(the('1.011607'), undefined, '2026-12-15')
  expect(textOf(time.notes)).toContain('đợt rà soát bắt đầu ngày 15/12/2026')
  expect(textOf(describeService(the('1.011607')).time.notes)).not.toContain('đợt rà soát bắt đầu')
})
