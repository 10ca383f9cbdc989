import { checksumOf } from './checksum.ts'
import {
  additionalTexts,
  isService,
  isText,
  longestCode,
  type Method,
  methodIds,
  napas,
  type PaymentCode,
  rootTexts,
  type Texts,
  wrongField,
} from './payment-code.ts'
import { type Fields, readExactly, readFields } from './read-fields.ts'
import { unreadable } from './refusals.ts'

/** What a code says; beside it `others`, fields without a meaning here by their path. 55 to 57 may add to the amount. */
export interface ReadCode extends PaymentCode {
  others: Record<string, string>
}

/** Fields that have one value or are read by themselves. */
const framed = new Set(['00', '01', '38', '53', '54', '58', '62', '63'])

/**
 * What a VietQR code says. It is refused, with the path of the field and what is wrong there, unless every length fits, its
 * checksum is right and in upper case, nothing stands twice or after the end, and every field known here is as specified.
 * Fields of other networks and those EMVCo keeps for later go to `others`. Reads each character a fixed number of times.
 */
export function decode(text: string): ReadCode {
  if (text.length > longestCode) throw unreadable('', 'too_long')
  const sum = checksumOf(text, text.length - 4)
  if (sum === undefined) throw unreadable('', 'not_ascii')
  if (text.slice(-8, -4) !== '6304') throw unreadable('63', 'cut_off')
  if (text.slice(-4) !== sum) throw unreadable('63', 'wrong_checksum')

  const root = readFields(text)
  checkFrame(root)
  const method = methodOf(need(root, '01'))
  checkFixed(root)
  const [organisation, receiver = '', service = ''] = readExactly(need(root, '38'), '38', ['00', '01', '02'])
  if (organisation !== napas) throw unreadable('38/00', 'wrong_value')
  const [bin = '', account = ''] = readExactly(receiver, '38/01', ['00', '01'])
  if (!isService(service)) throw unreadable('38/02', 'wrong_value')

  const code: ReadCode = { method, bin, account, service, others: {} }
  const amount = root.get('54')
  if (amount !== undefined) code.amount = amountOf(amount)
  takeTexts(root, rootTexts, '', code)
  const additional = root.get('62')
  if (additional !== undefined) takeTexts(readFields(additional, '62'), additionalTexts, '62/', code)
  const wrong = wrongField(code)
  if (wrong !== undefined) throw unreadable(wrong, 'wrong_value')
  return code
}

function takeTexts(
  fields: Fields,
  texts: ReadonlyMap<string, keyof Texts>,
  path: string,
  code: ReadCode,
): void {
  for (let index = 0; index < fields.ids.length; index++) {
    const id = fields.ids[index] ?? ''
    const text = fields.values[index] ?? ''
    const key = texts.get(id)
    if (key === undefined) {
      if (path !== '' || !framed.has(id)) code.others[path + id] = text
    } else if (isText(key, text)) code[key] = text
    else throw unreadable(path + id, 'wrong_value')
  }
}

/** The version stands first and the checksum last. */
function checkFrame(root: Fields): void {
  const { ids } = root
  if (ids[0] !== '00') throw unreadable('00', ids.includes('00') ? 'misplaced' : 'missing')
  if (ids.at(-1) !== '63') throw unreadable('63', ids.includes('63') ? 'misplaced' : 'missing')
}

/** The first version, đồng, Việt Nam. */
const fixed = [
  ['00', '01'],
  ['53', '704'],
  ['58', 'VN'],
] as const

function checkFixed(root: Fields): void {
  for (const [id, value] of fixed) {
    if (need(root, id) !== value) throw unreadable(id, 'wrong_value')
  }
}

function need(root: Fields, id: string): string {
  const value = root.get(id)
  if (value === undefined) throw unreadable(id, 'missing')
  return value
}

function methodOf(id: string): Method {
  if (id === methodIds.static) return 'static'
  if (id === methodIds.dynamic) return 'dynamic'
  throw unreadable('01', 'wrong_value')
}

/** Leading zeros are refused, so that one amount is written in one way. */
function amountOf(text: string): number {
  if (!/^[1-9]\d{0,12}$/.test(text)) throw unreadable('54', 'wrong_value')
  return Number(text)
}
