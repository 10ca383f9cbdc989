/** The types of administrative documents: Nghị định 30/2020/NĐ-CP Điều 7, abbreviated by its Phụ lục III, mục I. */

export interface DocumentTypeInfo {
  key: string
  name: string
  /** What stands between the number and the agency's symbol; công văn and thư công have none. */
  abbreviation: string
  english: string
  /** Which of the layouts of Phụ lục III, mục II it is set in. */
  layout: DocumentLayout
}

/**
 * Mẫu 1.1 to 1.3 `articles` (thẩm quyền, căn cứ, điều), 1.4 `titled`, 1.5 `letter` (trích yếu under the number, Kính gửi), 1.6
 * `telegram`, 1.7 `invitation`, 1.8 `introduction`, 1.9 `minutes` (two signatures), 1.10 `leave`. `plain` is of no mẫu: thư công, whose
 * number is that of the agency alone. The decree gives it no abbreviation, and số, ký hiệu to every type (Điều 8 khoản 2 điểm c).
 */
export type DocumentLayout =
  | 'articles'
  | 'titled'
  | 'letter'
  | 'telegram'
  | 'invitation'
  | 'introduction'
  | 'minutes'
  | 'leave'
  | 'plain'

const type = <Key extends string>(
  key: Key,
  name: string,
  abbreviation: string,
  english: string,
  layout: DocumentLayout = 'titled',
) => ({ key, name, abbreviation, english, layout })

/** All 29, in the order of the law. */
export const documentTypes = [
  type('resolution', 'Nghị quyết', 'NQ', 'Resolution', 'articles'),
  type('decision', 'Quyết định', 'QĐ', 'Decision', 'articles'),
  type('directive', 'Chỉ thị', 'CT', 'Directive'),
  type('regulation', 'Quy chế', 'QC', 'Regulation'),
  type('rules', 'Quy định', 'QyĐ', 'Rules'),
  type('communique', 'Thông cáo', 'TC', 'Communiqué'),
  type('notice', 'Thông báo', 'TB', 'Notice'),
  type('guidance', 'Hướng dẫn', 'HD', 'Guidance'),
  type('programme', 'Chương trình', 'CTr', 'Programme'),
  type('plan', 'Kế hoạch', 'KH', 'Plan'),
  type('scheme', 'Phương án', 'PA', 'Scheme'),
  type('proposal', 'Đề án', 'ĐA', 'Proposal'),
  type('project', 'Dự án', 'DA', 'Project'),
  type('report', 'Báo cáo', 'BC', 'Report'),
  type('minutes', 'Biên bản', 'BB', 'Minutes', 'minutes'),
  type('submission', 'Tờ trình', 'TTr', 'Submission'),
  type('contract', 'Hợp đồng', 'HĐ', 'Contract'),
  type('official_letter', 'Công văn', '', 'Official letter', 'letter'),
  type('telegram', 'Công điện', 'CĐ', 'Telegram', 'telegram'),
  type('memorandum', 'Bản ghi nhớ', 'BGN', 'Memorandum'),
  type('agreement', 'Bản thỏa thuận', 'BTT', 'Agreement'),
  type('authorisation', 'Giấy ủy quyền', 'GUQ', 'Authorisation'),
  type('invitation', 'Giấy mời', 'GM', 'Invitation', 'invitation'),
  type('introduction', 'Giấy giới thiệu', 'GGT', 'Letter of introduction', 'introduction'),
  type('leave', 'Giấy nghỉ phép', 'GNP', 'Leave permit', 'leave'),
  type('covering_slip', 'Phiếu gửi', 'PG', 'Covering slip'),
  type('transfer_slip', 'Phiếu chuyển', 'PC', 'Transfer slip'),
  type('notification_slip', 'Phiếu báo', 'PB', 'Notification slip'),
  type('public_letter', 'Thư công', '', 'Public letter', 'plain'),
] as const

export type DocumentTypeKey = (typeof documentTypes)[number]['key']

/** Undefined for a key that is none, for instance the kind of a dossier's result. */
export function findDocumentType(key: string): (DocumentTypeInfo & { key: DocumentTypeKey }) | undefined {
  return documentTypes.find((one) => one.key === key)
}

/** Whether what it says stands in articles, below its bases. */
export function hasArticles({ layout }: Pick<DocumentTypeInfo, 'layout'>): boolean {
  return layout === 'articles'
}
