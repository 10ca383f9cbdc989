/** Who is paid by a VietQR code (NAPAS 1.5.2 on EMVCo MPM 1.1), and what goes with the money. */
export interface PaymentCode extends Texts {
  /** `static` may be paid many times (01 = 11), `dynamic` once (12). A static code may name an amount too. */
  method: Method
  /** Six digits that name the bank. */
  bin: string
  /** Account or card number, at most 19 letters or digits. */
  account: string
  service: Service
  /** Whole đồng, at most 13 digits; without it the payer enters one. */
  amount?: number
}

export type Method = 'static' | 'dynamic'

/**
 * To an account, to a card, to a merchant. The third stands in codes that are printed, not in what is known of NAPAS
 * 1.5.2 (unverified).
 */
export type Service = 'QRIBFTTA' | 'QRIBFTTC' | 'QRPUSH'

/** What is one short text each. */
export interface Texts {
  /** Four digits of ISO 18245: the kind of trade. */
  mcc?: string
  merchantName?: string
  merchantCity?: string
  postalCode?: string
  bill?: string
  mobile?: string
  store?: string
  loyalty?: string
  reference?: string
  customer?: string
  terminal?: string
  /** The memo of the transfer, at most 25 characters. */
  purpose?: string
  /** What the payer's app is to ask for: A address, M mobile, E e-mail. */
  dataRequest?: string
}

/** The longest code, in characters (EMVCo MPM). */
export const longestCode = 512

/** What NAPAS is called in field 38. */
export const napas = 'A000000727'

export const methodIds = { static: '11', dynamic: '12' } as const

/** The texts by the number of their field, in the code itself and in its field 62. */
export const rootTexts = new Map<string, keyof Texts>([
  ['52', 'mcc'],
  ['59', 'merchantName'],
  ['60', 'merchantCity'],
  ['61', 'postalCode'],
])
export const additionalTexts = new Map<string, keyof Texts>([
  ['01', 'bill'],
  ['02', 'mobile'],
  ['03', 'store'],
  ['04', 'loyalty'],
  ['05', 'reference'],
  ['06', 'customer'],
  ['07', 'terminal'],
  ['08', 'purpose'],
  ['09', 'dataRequest'],
])

type Structure = Pick<PaymentCode, 'method' | 'bin' | 'account' | 'service'> & { amount?: number | undefined }

/** The path of the first field beside the texts that is not as specified, or undefined. */
export function wrongField({ method, bin, account, service, amount }: Structure): string | undefined {
  if (!Object.hasOwn(methodIds, method)) return '01'
  if (!/^\d{6}$/.test(bin)) return '38/01/00'
  if (!(service === 'QRIBFTTC' ? /^\d{1,19}$/ : /^[\dA-Za-z]{1,19}$/).test(account)) return '38/01/01'
  if (!isService(service)) return '38/02'
  if (amount !== undefined && !(Number.isSafeInteger(amount) && amount > 0 && amount < 1e13)) return '54'
  return undefined
}

export function isService(name: string): name is Service {
  return name === 'QRIBFTTA' || name === 'QRIBFTTC' || name === 'QRPUSH'
}

/** Printable ASCII, not empty and no longer than EMVCo MPM allows. */
export function isText(key: keyof Texts, text: string): boolean {
  return key === 'mcc'
    ? /^\d{4}$/.test(text)
    : text.length <= mostCharacters(key) && /^[\x20-\x7e]+$/.test(text)
}

function mostCharacters(key: keyof Texts): number {
  if (key === 'merchantCity') return 15
  if (key === 'postalCode') return 10
  return key === 'dataRequest' ? 3 : 25
}
