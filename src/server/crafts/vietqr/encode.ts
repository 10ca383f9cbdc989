import { checksumOf } from './checksum.ts'
import {
  additionalTexts,
  isText,
  methodIds,
  napas,
  type PaymentCode,
  type Texts,
  wrongField,
} from './payment-code.ts'
import { unwritable } from './refusals.ts'

type Needed = 'bin' | 'account' | 'service'

/** Without a method, a code with an amount is for one payment and one without it for many. */
export type NewCode = Pick<PaymentCode, Needed> & {
  [key in Exclude<keyof PaymentCode, Needed>]?: PaymentCode[key] | undefined
}

/**
 * The text of a VietQR code, its fields by rising number. Nothing is shortened or rewritten: what does not fit is refused
 * with the path of its field. `decode` reads back what was given.
 */
export function encode(given: NewCode): string {
  const code = { ...given, method: given.method ?? (given.amount === undefined ? 'static' : 'dynamic') }
  const wrong = wrongField(code)
  if (wrong !== undefined) throw unwritable(wrong, 'wrong_value')

  const receiver = field('00', code.bin) + field('01', code.account)
  const network = field('00', napas) + field('01', receiver) + field('02', code.service)
  const amount = code.amount === undefined ? '' : field('54', code.amount.toString())
  let additional = ''
  for (const [id, key] of additionalTexts) additional += textField(code, key, id, `62/${id}`)
  if (additional.length > 99) throw unwritable('62', 'wrong_value')
  const text =
    `000201${field('01', methodIds[code.method])}${field('38', network)}${textField(code, 'mcc', '52')}` +
    `5303704${amount}5802VN${textField(code, 'merchantName', '59')}${textField(code, 'merchantCity', '60')}` +
    `${textField(code, 'postalCode', '61')}${additional === '' ? '' : field('62', additional)}6304`
  return text + checksumOf(text, text.length)
}

function textField(code: NewCode, key: keyof Texts, id: string, path = id): string {
  const text = code[key]
  if (text === undefined) return ''
  if (!isText(key, text)) throw unwritable(path, 'wrong_value')
  return field(id, text)
}

/** Number, length in two digits, value. */
function field(id: string, value: string): string {
  return value.length < 10 ? `${id}0${value.length}${value}` : id + value.length + value
}
