/** Papers that nobody drafts, those of Thông tư 03/2025/TT-VPCP and receipts of fees: set here, numbered and kept by who issues them. */
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import { qrMatrix } from '#server/crafts/typeset/qr.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'
import { config } from '#server/platform/config.ts'

/** Where the QR leads: for a dossier's papers, to where it stands. */
export interface PrintedAddress {
  code: string
  /** Opens more than the code alone. */
  checkCode: string
  address: string
}

type Printed<Data> = Data extends unknown
  ? Omit<Data, 'verification'> & { verification: PrintedAddress }
  : never

type PrintedReceipt = Printed<TemplateData<'receipt'>>
type PrintedSlip = Printed<TemplateData<'slip'>>

/** A paper that is issued, with the code by which anyone checks this very paper. */
export type PrintedPaper = { paperCode: string } & (
  | { template: 'receipt'; data: PrintedReceipt }
  | { template: 'slip'; data: PrintedSlip }
  | { template: 'fee-receipt'; data: Omit<TemplateData<'fee-receipt'>, 'verification'> }
)

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01) that was not issued: it waits for no signature, and says what it is. */
export function renderReceipt(data: PrintedReceipt, mark: string | null = null): Promise<Uint8Array> {
  return typeset('receipt', { ...unsigned(data), mark, verification: withQr(data.verification) })
}

/** The same of Mẫu số 02 to 05. */
export function renderSlip(data: PrintedSlip, mark: string | null = null): Promise<Uint8Array> {
  return typeset('slip', { ...unsigned(data), mark, verification: withQr(data.verification) })
}

/** Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 06). */
export function renderControlSlip(data: Printed<TemplateData<'control'>>): Promise<Uint8Array> {
  return typeset('control', { ...data, verification: withQr(data.verification) })
}

/** Sổ theo dõi hồ sơ (Mẫu số 07). */
export function renderRegister(data: TemplateData<'register'>): Promise<Uint8Array> {
  return typeset('register', data)
}

/** A paper as it is issued, with the empty fields its signatures go into. */
export function renderPaper({ paperCode, ...paper }: PrintedPaper): Promise<Uint8Array> {
  if (paper.template === 'fee-receipt')
    return typeset('fee-receipt', { ...paper.data, verification: checked(paperCode) })
  const verification = withQr(paper.data.verification, paperCode)
  return paper.template === 'receipt'
    ? typeset('receipt', { ...paper.data, verification })
    : typeset('slip', { ...paper.data, verification })
}

/** The same while nothing can seal it: without signatures, and marked so. */
export function renderUnsealed({ paperCode, ...paper }: PrintedPaper, mark: string): Promise<Uint8Array> {
  if (paper.template === 'fee-receipt') {
    const data = { ...unsigned(paper.data), mark, verification: checked(paperCode) }
    return typeset('fee-receipt', data)
  }
  return paper.template === 'receipt' ? renderReceipt(paper.data, mark) : renderSlip(paper.data, mark)
}

/** A field nobody will sign would only look unfinished. */
function unsigned<Data extends { signature: TemplateData<'receipt'>['signature'] }>(data: Data): Data {
  return { ...data, signature: { ...data.signature, fields: [] } }
}

function withQr({ code, checkCode, address }: PrintedAddress, paperCode?: string) {
  const paper = paperCode && checkedAt(paperCode)
  return { code, checkCode, address, qr: qrMatrix(address), ...(paper ? { paper } : {}) }
}

/** Of a paper that belongs to nothing else: the QR leads to where it is checked. */
function checked(paperCode: string) {
  const { code, address } = checkedAt(paperCode)
  return { code, address, qr: qrMatrix(address) }
}

function checkedAt(code: string) {
  return { code, address: `${config.ORIGIN}/kiem-tra/${code}` }
}
