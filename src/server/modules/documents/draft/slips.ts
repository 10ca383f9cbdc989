/** The papers Thông tư 03/2025/TT-VPCP prescribes around a dossier: set, but neither numbered nor signed here. */
import type { TemplateData } from '#server/crafts/typeset/model.ts'
import { qrMatrix } from '#server/crafts/typeset/qr.ts'
import { typeset } from '#server/crafts/typeset/typeset.ts'

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

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01). */
export function renderReceipt(data: Printed<TemplateData<'receipt'>>): Promise<Uint8Array> {
  return typeset('receipt', { ...unsigned(data), verification: withQr(data.verification) })
}

/** Phiếu yêu cầu bổ sung, phiếu từ chối, phiếu xin lỗi và hẹn lại (Mẫu số 02, 03, 04). */
export function renderSlip(data: Printed<TemplateData<'slip'>>): Promise<Uint8Array> {
  return typeset('slip', { ...unsigned(data), verification: withQr(data.verification) })
}

/** A field nobody will sign would only look unfinished. */
function unsigned<Data extends { signature: TemplateData<'receipt'>['signature'] }>(data: Data): Data {
  return { ...data, signature: { ...data.signature, fields: [] } }
}

function withQr({ code, checkCode, address }: PrintedAddress) {
  return { code, checkCode, address, qr: qrMatrix(address) }
}
