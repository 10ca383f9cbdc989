import { z } from 'zod'
import { CopyPaper, copyTitle } from './copy-paper.ts'
import { FeeReceipt, feeReceiptTitle } from './fee-receipt.ts'
import { findForm } from './forms/index.ts'
import { FormPaper } from './forms/paper.ts'
import { MailPaper } from './mail-paper.ts'
import { Nd30Document } from './nd30.ts'
import { Letterhead, optionalText, SignatureBlock, text, Verification } from './paper-parts.ts'
import { PaymentSlip, paymentSlipTitle } from './payment-slip.ts'
import { ControlSlip, DocumentRegister, DossierRegister, WorkFileContents } from './registers.ts'

/** A local moment of Vietnam, to the minute. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

/** What stands over every page of a copy that is not the paper itself: `CHƯA ĐÓNG DẤU`. */
const mark = optionalText(40)

/** Mẫu số 01, Thông tư 03/2025/TT-VPCP. */
export const Receipt = z.strictObject({
  /** Civil status writes `Phiếu hẹn, trả kết quả` instead. */
  isAppointment: z.boolean().default(false),
  mark,
  letterhead: Letterhead,
  /** Bộ phận or Trung tâm Phục vụ hành chính công that received the dossier. */
  unit: text(200),
  dossierCode: text(60),
  applicant: z.strictObject({
    name: text(200),
    identityLabel: text(80).default('Số định danh cá nhân/tổ chức'),
    identityNumber: text(40),
    address: text(500),
    phone: text(40).default('không'),
    email: text(254).default('không'),
  }),
  proxy: optionalText(200),
  request: text(500),
  components: z
    .array(
      z.strictObject({
        name: text(300),
        /** Bản điện tử, bản chính, bản sao. */
        form: text(40),
        copies: z.int().min(0).max(999),
      }),
    )
    .max(200),
  sets: z.int().min(1).max(99).default(1),
  /** For example `5 ngày làm việc`; as long as a service words it, which is never cut. */
  duration: text(2100),
  receivedAt: moment,
  dueAt: moment.nullable(),
  /** Said instead of a due time when the law sets none. */
  dueNote: text(300).default('theo quy định của pháp luật chuyên ngành'),
  fee: optionalText(200),
  collectAt: text(300),
  register: z.strictObject({ volume: text(20), sequence: text(20) }),
  submitter: text(200),
  applicantSignature: text(200).default('(Ký và ghi rõ họ tên)'),
  signature: SignatureBlock,
  verification: Verification,
})

const slipBase = {
  mark,
  letterhead: Letterhead,
  unit: text(200),
  procedure: text(500),
  person: z.strictObject({
    name: text(200),
    identityNumber: optionalText(40),
    address: optionalText(500),
    phone: optionalText(40),
    email: optionalText(254),
  }),
  reason: text(5000),
  signature: SignatureBlock,
  recipients: z.array(text(300)).max(50).default([]),
  verification: Verification.nullable().default(null),
}

const date = z.string().regex(/^\d{2}\/\d{2}\/\d{4}$/)

/** Mẫu số 02, 03, 04 and 05, Thông tư 03/2025/TT-VPCP. */
export const Slip = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('supplement'),
    ...slipBase,
    dossierCode: text(60),
    items: z.array(text(1000)).min(1).max(100),
    contact: z.strictObject({ name: text(200), phone: text(40) }),
  }),
  z.strictObject({ kind: z.literal('refusal'), ...slipBase, dossierCode: optionalText(60) }),
  z.strictObject({
    kind: z.literal('apology'),
    ...slipBase,
    dossierCode: text(60),
    agency: text(200),
    receivedOn: date,
    previousDueAt: moment,
    newDueAt: moment,
    /** The new day is named before the old one has passed: an extension is asked for, and no lateness excused. */
    beforeDue: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('stop'),
    ...slipBase,
    dossierCode: text(60),
    receivedOn: date,
    /** Whether it had been taken on, or only been sent. */
    isAccepted: z.boolean(),
    /** The day on which the applicant took it back; null where the agency ends it, which has a reason. */
    withdrawnOn: date.nullable(),
    reason: optionalText(5000),
  }),
])

/** Every template with the shape of its data. */
export const templates = {
  nd30: Nd30Document,
  form: FormPaper,
  copy: CopyPaper,
  receipt: Receipt,
  'fee-receipt': FeeReceipt,
  slip: Slip,
  'payment-slip': PaymentSlip,
  control: ControlSlip,
  register: DossierRegister,
  'document-register': DocumentRegister,
  'work-file-contents': WorkFileContents,
  mail: MailPaper,
} as const

export type Template = keyof typeof templates
export type TemplateData<T extends Template> = z.input<(typeof templates)[T]>
export type TemplateContent<T extends Template> = z.output<(typeof templates)[T]>

/** What the PDF is called by readers and screen readers. */
export function documentTitle(template: Template, content: TemplateContent<Template>): string {
  if (template === 'receipt') {
    const { isAppointment, dossierCode } = content as TemplateContent<'receipt'>
    return `${isAppointment ? 'Phiếu hẹn, trả kết quả' : 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả'} ${dossierCode}`
  }
  if (template === 'slip') {
    const slip = content as TemplateContent<'slip'>
    const isExtension = slip.kind === 'apology' && slip.beforeDue
    return `${slipTitles[isExtension ? 'extension' : slip.kind]} số ${slip.letterhead.number}`
  }
  if (template === 'fee-receipt') return feeReceiptTitle(content as TemplateContent<'fee-receipt'>)
  if (template === 'payment-slip') return paymentSlipTitle(content as TemplateContent<'payment-slip'>)
  if (template === 'control')
    return `Phiếu kiểm soát quá trình giải quyết hồ sơ ${(content as TemplateContent<'control'>).dossierCode}`
  if (template === 'register') {
    const { unit, from, to } = content as TemplateContent<'register'>
    return `Sổ theo dõi hồ sơ, ${unit}, ${from} đến ${to}`
  }
  if (template === 'document-register') {
    const { title, whose } = content as TemplateContent<'document-register'>
    return `${title}, ${whose}`
  }
  if (template === 'work-file-contents')
    return `Mục lục văn bản trong hồ sơ ${(content as TemplateContent<'work-file-contents'>).code}`
  if (template === 'mail') {
    const { mark, subject } = content as TemplateContent<'mail'>
    return `${mark.charAt(0)}${mark.slice(1).toLocaleLowerCase('vi')}: ${subject}`
  }
  if (template === 'copy') {
    const paper = content as TemplateContent<'copy'>
    return `${paper.draft ? 'Dự thảo: ' : ''}${copyTitle(paper, ` số ${paper.letterhead.number}`)}`
  }
  if (template === 'form') {
    const paper = content as TemplateContent<'form'>
    return `${paper.draft ? 'Dự thảo: ' : ''}${formTitle(paper, ` số ${paper.letterhead.number}`)}`
  }
  const { letterhead, draft } = content as TemplateContent<'nd30'>
  return `${draft ? 'Dự thảo: ' : ''}${named(content as TemplateContent<'nd30'>, ` số ${letterhead.number}`)}`
}

/** What a document is and whom it is about, as each page after the first says it. */
export function runningTitle(template: Template, content: TemplateContent<Template>): string {
  if (template === 'nd30') return named(content as TemplateContent<'nd30'>, '')
  if (template === 'form') return formTitle(content as TemplateContent<'form'>, '')
  if (template === 'copy') return copyTitle(content as TemplateContent<'copy'>, '')
  if (
    ['control', 'register', 'document-register', 'payment-slip', 'work-file-contents', 'mail'].includes(
      template,
    )
  )
    return documentTitle(template, content)
  if (template === 'fee-receipt') {
    const { payer } = content as TemplateContent<'fee-receipt'>
    return `${documentTitle(template, content)}${payer ? ` của ${payer}` : ''}`
  }
  if (template === 'receipt') {
    const { applicant } = content as TemplateContent<'receipt'>
    return `${documentTitle(template, content)} của ${applicant.name}`
  }
  const { dossierCode, person } = content as TemplateContent<'slip'>
  return `${documentTitle(template, content)}${dossierCode ? `, hồ sơ ${dossierCode}` : ''} của ${person.name}`
}

function named({ title, subject }: TemplateContent<'nd30'>, number: string): string {
  const kind = title ? `${title.charAt(0)}${title.slice(1).toLowerCase()}` : 'Công văn'
  // `của Nguyễn Văn An` goes on where the kind of document stops; any other subject follows a colon.
  const join = /^(của|cho|số|về|và)\s/.test(subject ?? '') ? ' ' : ': '
  return `${kind}${number}${subject ? `${join}${subject}` : ''}`
}

/** Above and in the title the name is one line: what does not fit a line is cut by the template. */
function formTitle({ form, name, fields }: TemplateContent<'form'>, number: string): string {
  return `${name}${number}: ${fields[findForm(form)?.about ?? ''] ?? ''}`
}

const slipTitles = {
  supplement: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  refusal: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  apology: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
  extension: 'Văn bản đề nghị gia hạn thời gian giải quyết',
  stop: 'Thông báo dừng giải quyết hồ sơ',
} as const
