/** For each rule a fault in a lawful plan: what a DOCX and a PDF of it are found by. */
import { aLetterPlan, aPlan, type Line, type Plan } from '../fixtures.ts'

type Change = (plan: Plan) => unknown
const line = (
  part: 'left' | 'right' | 'title' | 'text' | 'recipients' | 'signature' | 'appendix',
  at: number,
  change: Partial<Line>,
): Change => {
  return (plan) => void Object.assign(plan[part][at] ?? {}, change)
}
const page =
  (change: Partial<Plan['page']>): Change =>
  ({ page }) =>
    void Object.assign(page, change)
const number =
  (change: Plan['number']): Change =>
  (plan) =>
    void Object.assign(plan.number, change)
const words = (part: Parameters<typeof line>[0], at: number, text: string) => line(part, at, { text })
const without =
  (part: Parameters<typeof line>[0], at: number): Change =>
  (plan) =>
    void plan[part].splice(at, 1)

const centred = (given: Line): Line => ({ ...given, align: 'center' })

/** A fault for each rule, and what else it is found by. Where a PDF cannot show it, it is looked for in the DOCX alone. */
export const faults: [rule: string, change: Change, also?: string[], only?: 'docx'][] = [
  ['page.paper', page({ width: 215.9, height: 279.4 })],
  ['page.top', page({ top: 12 })],
  ['page.bottom', page({ bottom: 12 })],
  ['page.left', page({ left: 20 })],
  ['page.right', page({ right: 10 })],
  ['text.font', line('text', 9, { font: 'DejaVu Sans' })],
  ['text.unicode', line('text', 9, { font: '.VnTime' }), ['text.font'], 'docx'],
  ['text.colour', line('text', 9, { color: '1F4E9E' })],
  ['pageNumber.first', number({ shownOnFirst: true })],
  ['pageNumber.others', number({ none: true })],
  ['pageNumber.centred', number({ align: 'right' })],
  ['pageNumber.above', number({ below: true })],
  ['pageNumber.size', number({ size: 10 })],
  ['pageNumber.upright', number({ italics: true })],
  ['country.present', without('right', 0)],
  ['country.text', words('right', 0, 'CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIET NAM')],
  ['country.size', line('right', 0, { size: 11 })],
  ['country.bold', line('right', 0, { bold: false })],
  ['country.upright', line('right', 0, { italics: true })],
  [
    'country.column',
    (plan) => {
      const [country] = plan.right.splice(0, 1)
      plan.title.unshift({ ...(country as Line), align: 'center' })
    },
  ],
  ['motto.present', without('right', 1)],
  ['motto.text', words('right', 1, 'Độc lập – Tự do – Hạnh phúc')],
  ['motto.size', line('right', 1, { size: 12 })],
  ['motto.bold', line('right', 1, { bold: false })],
  ['motto.upright', line('right', 1, { italics: true })],
  ['motto.line', line('right', 1, { underlined: 0.5 })],
  ['parent.caps', words('left', 0, 'Thành phố Huế')],
  ['parent.size', line('left', 0, { size: 10 })],
  ['parent.light', line('left', 0, { bold: true })],
  ['parent.upright', line('left', 0, { italics: true })],
  ['organ.present', (plan) => void plan.left.splice(0, 2)],
  ['organ.column', (plan) => plan.top.push(...plan.left.splice(0, 2).map(centred))],
  ['organ.caps', words('left', 1, 'Ủy ban nhân dân xã Phú Lộc')],
  ['organ.size', line('left', 1, { size: 14 })],
  ['organ.bold', line('left', 1, { bold: false })],
  ['organ.upright', line('left', 1, { italics: true })],
  ['organ.line', line('left', 1, { underlined: 0.9 })],
  ['number.present', without('left', 2)],
  ['number.form', words('left', 2, 'Số 05/QĐ-UBND')],
  ['number.zero', words('left', 2, 'Số: 5/QĐ-UBND')],
  ['number.abbreviation', words('left', 2, 'Số: 05/QD-UBND')],
  ['number.size', line('left', 2, { size: 14 })],
  ['number.upright', line('left', 2, { italics: true })],
  ['place.present', without('right', 2)],
  ['place.form', words('right', 2, 'Phú Lộc ngày 05 tháng 02 năm 2026')],
  ['place.day', words('right', 2, 'Phú Lộc, ngày 5 tháng 02 năm 2026')],
  ['place.month', words('right', 2, 'Phú Lộc, ngày 05 tháng 2 năm 2026')],
  ['place.italic', line('right', 2, { italics: false })],
  ['place.size', line('right', 2, { size: 12 })],
  ['type.caps', words('title', 0, 'Quyết định')],
  ['type.size', line('title', 0, { size: 16 })],
  ['type.bold', line('title', 0, { bold: false })],
  ['type.centred', line('title', 0, { align: 'left' })],
  ['subject.size', line('title', 1, { size: 12 })],
  ['subject.bold', line('title', 1, { bold: false })],
  ['subject.upright', line('title', 1, { italics: true })],
  ['subject.sentence', words('title', 1, 'VỀ VIỆC BAN HÀNH KẾ HOẠCH NĂM 2026')],
  ['subject.line', line('title', 1, { underlined: 0 })],
  ['basis.italic', line('text', 1, { italics: false })],
  ['basis.size', line('text', 1, { size: 12 })],
  ['basis.ending', words('text', 0, 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025,')],
  ['basis.cited', words('text', 1, 'Căn cứ Nghị định 30/2020/NĐ-CP về công tác văn thư;')],
  [
    'article.form',
    words('text', 4, 'Điều 1: Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số năm 2026.'),
  ],
  ['article.order', words('text', 12, 'Điều 4. Quyết định này có hiệu lực kể từ ngày ký.')],
  ['article.bold', line('text', 12, { label: 0 })],
  ['article.indent', line('text', 12, { indent: 0 })],
  ['clause.form', words('text', 5, '1) Đào tạo kỹ năng số cho cán bộ, công chức trong quý I năm 2026:')],
  ['clause.order', words('text', 8, '3. Hoàn thành số hóa hồ sơ lưu trữ trước ngày 30 tháng 6 năm 2026.')],
  ['point.form', words('text', 6, 'a. Kỹ năng sử dụng dịch vụ công trực tuyến;')],
  ['point.order', words('text', 7, 'c) Kỹ năng bảo đảm an toàn thông tin.')],
  ['body.size', line('text', 9, { size: 11 })],
  ['body.justify', line('text', 10, { align: 'left' })],
  ['body.indent', line('text', 10, { indent: 20 })],
  // Neither of the two measures the law has.
  ['body.indent', line('text', 10, { indent: 11.3 })],
  ['body.gap', (plan) => void Object.assign(plan.text[9] ?? {}, { after: 0 })],
  ['body.spacing', line('text', 10, { line: 440 })],
  ['authority.present', (plan) => void plan.signature.splice(0, 3)],
  ['authority.form', words('signature', 0, 'TM ỦY BAN NHÂN DÂN')],
  ['authority.position', words('signature', 2, 'CHỦ TỊCH')],
  ['authority.caps', words('signature', 2, 'Phó Chủ tịch')],
  ['authority.size', line('signature', 1, { size: 12 })],
  ['authority.bold', line('signature', 1, { bold: false })],
  ['signer.name', words('signature', 5, 'TS. Trần Thị Quỳnh Như')],
  ['signer.lower', words('signature', 5, 'TRẦN THỊ QUỲNH NHƯ')],
  ['signer.size', line('signature', 5, { size: 11 })],
  ['signer.bold', line('signature', 5, { bold: false })],
  ['recipientsTitle.present', without('recipients', 0)],
  ['recipientsTitle.form', words('recipients', 0, 'Nơi nhận')],
  ['recipientsTitle.size', line('recipients', 0, { size: 14 })],
  ['recipientsTitle.bold', line('recipients', 0, { bold: false })],
  ['recipientsTitle.italic', line('recipients', 0, { italics: false })],
  ['recipient.form', words('recipients', 1, '- Như Điều 3')],
  ['recipient.size', line('recipients', 1, { size: 13 })],
  ['recipient.upright', line('recipients', 1, { italics: true })],
  ['keep.present', without('recipients', 3)],
  ['keep.form', words('recipients', 3, '- Lưu VT')],
  ['keep.size', line('recipients', 3, { size: 13 })],
  ['appendix.form', words('appendix', 0, 'PHỤ LỤC 1')],
  ['appendix.size', line('appendix', 0, { size: 12 })],
  ['appendix.bold', line('appendix', 0, { bold: false })],
  ['appendix.centred', line('appendix', 0, { align: 'left' })],
  ['appendixTitle.caps', words('appendix', 1, 'Danh mục nhiệm vụ')],
  ['appendixTitle.bold', line('appendix', 1, { bold: false })],
  ['appendixNote.italic', line('appendix', 2, { italics: false })],
  ['appendixNote.form', words('appendix', 2, 'Kèm theo Quyết định số 05/QĐ-UBND')],
  ['capitals.state', words('text', 10, 'Bảo đảm lợi ích của nhân dân trong chuyển đổi số.')],
  ['capitals.city', words('text', 10, 'Học tập kinh nghiệm của thành phố Hồ Chí Minh.')],
  ['capitals.types', words('text', 10, 'Thực hiện quyết định số 12/QĐ-UBND của Ủy ban nhân dân thành phố.')],
  ['capitals.sentence', words('text', 10, 'Phòng Văn hóa chủ trì thực hiện. phòng Kinh tế phối hợp.')],
  ['part.form', (plan) => chapter(plan, { text: 'Chương 1' })],
  ['part.centred', (plan) => chapter(plan, { align: 'left' })],
  ['part.bold', (plan) => chapter(plan, { bold: false })],
  ['partTitle.caps', (plan) => chapter(plan, {}, { text: 'Quy định chung' })],
  ['partTitle.bold', (plan) => chapter(plan, {}, { bold: false })],
]
/** Of a công văn. */
const letterFaults: [string, Change][] = [
  ['number.unit', words('left', 2, 'Số: 12/UBND')],
  ['about.form', words('left', 3, 'Vv chuẩn bị Hội nghị sơ kết'.replace('Vv', 'V.v'))],
  ['about.size', line('left', 3, { size: 14 })],
  ['about.light', line('left', 3, { bold: true })],
  ['about.upright', line('left', 3, { italics: true })],
  ['addressee.form', words('title', 0, 'Kính gửi Sở Khoa học và Công nghệ')],
  ['addressee.size', line('title', 0, { size: 12 })],
  ['addressee.upright', line('title', 0, { italics: true })],
  ['type.present', without('left', 3)],
]

/** A chapter before the first article. */
function chapter(plan: Plan, part: Partial<Line> = {}, title: Partial<Line> = {}): void {
  const look = { size: 14, bold: true, align: 'center', after: 6 } as const
  plan.text.splice(
    4,
    0,
    { ...look, text: 'Chương I', ...part },
    { ...look, text: 'QUY ĐỊNH CHUNG', ...title },
  )
}

const changed = (plan: Plan, change: Change): Plan => {
  change(plan)
  return plan
}

/** Each of them in its plan; such as a PDF cannot show are left out of those for it. */
export function brokenPlans(format: 'docx' | 'pdf'): [rule: string, plan: Plan][] {
  const shown = faults.filter(([, , , only]) => only === undefined || only === format)
  return [
    ...shown.map(([rule, change]): [string, Plan] => [rule, changed(aPlan(), change)]),
    ...letterFaults.map(([rule, change]): [string, Plan] => [rule, changed(aLetterPlan(), change)]),
  ]
}

/** Plans without a fault that show between them what every rule is about. */
export function lawfulPlans(): Plan[] {
  return [aPlan(), aLetterPlan(), changed(aPlan(), (plan) => chapter(plan))]
}
