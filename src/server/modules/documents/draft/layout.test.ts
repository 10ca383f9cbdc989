import { expect, test } from 'vitest'
import { templates } from '#server/crafts/typeset/model.ts'
import type { Agency, SignatureBlock } from '#server/modules/agencies/index.ts'
import { aBody } from '#shared/document/fixtures.ts'
import type { FilledBlock } from '#shared/form/show/template.ts'
import { layOut } from './layout.ts'

const province: Agency = {
  id: 'ubnd-thanh-pho-hue',
  code: 'H57',
  name: 'Ủy ban nhân dân thành phố Huế',
  shortName: 'UBND thành phố Huế',
  kind: 'people_committee',
  level: 'province',
  parentId: null,
  unitId: null,
  symbol: 'UBND',
  place: 'Huế',
  address: null,
  phone: null,
  validFrom: '2025-01-01',
  validTo: null,
  unverified: false,
}
const ward: Agency = {
  ...province,
  id: 'ubnd-phuong-thuan-hoa',
  name: 'Ủy ban nhân dân phường Thuận Hóa',
  level: 'commune',
  parentId: province.id,
  place: 'Thuận Hóa',
}
const department: Agency = {
  ...province,
  id: 'so-xay-dung',
  name: 'Sở Xây dựng',
  kind: 'department',
  parentId: province.id,
  symbol: 'SXD',
}
const deputyChair: SignatureBlock = {
  positionId: 'p',
  authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'],
  title: 'PHÓ CHỦ TỊCH',
  signs: true,
}
const deputyDirector: SignatureBlock = {
  positionId: 'p',
  authorityLines: ['KT. GIÁM ĐỐC'],
  title: 'PHÓ GIÁM ĐỐC',
  signs: true,
}

function laidOut(
  kind: string,
  agency: Agency,
  block: SignatureBlock,
  blocks: FilledBlock[],
  subject = 'Về việc cấp phép',
) {
  const { data } = layOut({
    kind,
    subject,
    content: {
      documentType: { abbreviation: 'QĐ', name: 'Quyết định' },
      register: 'so-quyet-dinh',
      blocks,
      recipients: ['Như Điều 2', 'Lưu: VT'],
    },
    checkCode: '8K2M-4QXA-B7CD',
    agency,
    parent: province,
    signer: { name: 'Trần Thị Quỳnh Như', block },
    number: 5,
    issuedOn: '2026-11-23',
    origin: 'https://nhip.example',
  })
  return templates.nd30.parse(data)
}

test('a committee stands under its territory, a department under the committee it belongs to', () => {
  const text: FilledBlock[] = [{ kind: 'paragraph', text: 'Nội dung.' }]
  expect(laidOut('notice', ward, deputyChair, text).letterhead).toMatchObject({
    parent: 'THÀNH PHỐ HUẾ',
    organisation: 'ỦY BAN NHÂN DÂN\nPHƯỜNG THUẬN HÓA',
    number: '05/QĐ-UBND',
  })
  expect(laidOut('notice', department, deputyDirector, text).letterhead).toMatchObject({
    parent: 'ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ',
    organisation: 'SỞ XÂY DỰNG',
    number: '05/QĐ-SXD',
  })
})

test('a decision names who issues it and says QUYẾT ĐỊNH before its articles, which it numbers', () => {
  const blocks: FilledBlock[] = [
    { kind: 'basis', text: 'Căn cứ Luật Xây dựng;' },
    { kind: 'article', title: 'Điều 1. Cấp phép', text: 'Cho phép xây dựng.\nThời hạn: 12 tháng.' },
    { kind: 'article', title: 'Hiệu lực', text: 'Kể từ ngày ký.' },
  ]
  const ofDepartment = laidOut('decision', department, deputyDirector, blocks)
  expect(ofDepartment.issuer).toBe('GIÁM ĐỐC SỞ XÂY DỰNG')
  expect(ofDepartment.blocks.map(({ kind }) => kind)).toEqual(['basis', 'heading', 'article', 'article'])
  expect(ofDepartment.blocks.slice(2)).toEqual([
    {
      kind: 'article',
      number: 1,
      text: 'Cấp phép',
      paragraphs: ['Cho phép xây dựng.', 'Thời hạn: 12 tháng.'],
    },
    { kind: 'article', number: 2, text: 'Hiệu lực', paragraphs: ['Kể từ ngày ký./.'] },
  ])
  expect(laidOut('decision', ward, deputyChair, blocks).issuer).toBe('ỦY BAN NHÂN DÂN PHƯỜNG THUẬN HÓA')
})

test('bases end in semicolons and the last in a full stop; a decision ends in ./.', () => {
  const blocks: FilledBlock[] = [
    { kind: 'basis', text: 'Căn cứ Luật Xây dựng' },
    { kind: 'basis', text: 'Xét hồ sơ số H57.44-261123-0001,' },
    { kind: 'article', title: '', text: 'Cho phép xây dựng.' },
    {
      kind: 'article',
      title: '',
      text: 'Quyết định này có hiệu lực từ ngày ký.\nCác ông, bà có tên thi hành.',
    },
  ]
  const { blocks: set } = laidOut('decision', ward, deputyChair, blocks)
  expect(set[0]).toMatchObject({ text: 'Căn cứ Luật Xây dựng;' })
  expect(set[1]).toMatchObject({ text: 'Xét hồ sơ số H57.44-261123-0001.' })
  expect(set[3]).toMatchObject({ text: 'Cho phép xây dựng.' })
  expect(set[4]).toMatchObject({ paragraphs: ['Các ông, bà có tên thi hành./.'] })
  expect(
    laidOut('permit', ward, deputyChair, [{ kind: 'paragraph', text: 'Nội dung.' }]).blocks[0],
  ).toMatchObject({
    text: 'Nội dung.',
  })
})

test('empty tables are left out, filled ones keep their columns', () => {
  const blocks: FilledBlock[] = [
    { kind: 'paragraph', text: 'Danh sách:\n\nGồm những người sau' },
    { kind: 'fields', rows: [] },
    { kind: 'table', columns: ['Tên', 'Quan hệ'], rows: [] },
    { kind: 'table', columns: ['Tên', 'Quan hệ'], rows: [['Lê Văn An', '']] },
  ]
  expect(laidOut('extract', ward, deputyChair, blocks).blocks).toEqual([
    { kind: 'paragraph', text: 'Danh sách:' },
    { kind: 'paragraph', text: 'Gồm những người sau' },
    { kind: 'grid', columns: ['Tên', 'Quan hệ'], rows: [['Lê Văn An', '']] },
  ])
})

test('the subject does not repeat the kind that stands above it', () => {
  const text: FilledBlock[] = [{ kind: 'paragraph', text: 'Nội dung.' }]
  const subjectOf = (subject: string) => laidOut('notice', ward, deputyChair, text, subject).subject
  expect(subjectOf('Quyết định của Lê Văn An')).toBe('của Lê Văn An')
  expect(subjectOf('Quyết định trợ cấp xã hội')).toBe('Trợ cấp xã hội')
  expect(subjectOf('Trợ cấp xã hội')).toBe('Trợ cấp xã hội')
})

test('a text of an agency is laid out by its type', () => {
  const body = aBody()
  const data = (kind: string, name: string, more: object = {}, agency = ward, block = deputyChair) => {
    const laidOut = layOut({
      kind,
      subject: 'Về việc góp ý dự thảo',
      content: {
        documentType: { abbreviation: kind === 'official_letter' ? '' : 'XX', name },
        register: 'so-van-ban-di',
        blocks: [],
        body,
        recipients: ['Như trên'],
        ...more,
      },
      checkCode: '8K2M-4QXA-B7CD',
      agency,
      parent: province,
      signer: { name: 'Trần Thị Quỳnh Như', block },
      number: 5,
      issuedOn: '2026-11-23',
      origin: 'https://nhip.example',
    })
    return templates.nd30.parse(laidOut.data)
  }
  expect(data('decision', 'Quyết định')).toMatchObject({
    title: 'QUYẾT ĐỊNH',
    issuer: 'ỦY BAN NHÂN DÂN PHƯỜNG THUẬN HÓA',
    ending: { closed: true, before: 'QUYẾT ĐỊNH:' },
    attached:
      '(Kèm theo Quyết định số 05/XX-UBND ngày 23 tháng 11 năm 2026 của Ủy ban nhân dân phường Thuận Hóa)',
    blocks: [],
    body,
  })
  // Whoever issues it is named by what is attached too: the chairperson, the head of a department.
  const attached = (...of: Parameters<typeof data>) => data(...of).attached?.split(' của ')[1]
  expect(attached('decision', 'Quyết định', { power: 'chair' })).toBe(
    'Chủ tịch Ủy ban nhân dân phường Thuận Hóa)',
  )
  expect(attached('decision', 'Quyết định', {}, department, deputyDirector)).toBe('Giám đốc Sở Xây dựng)')
  expect(attached('plan', 'Kế hoạch', {}, department, deputyDirector)).toBe('Sở Xây dựng)')
  expect(
    data('official_letter', 'Công văn', {
      addressees: [{ name: 'Sở Nội vụ' }],
      urgency: 'urgent',
      drafter: 'pl',
      copies: 30,
      unit: 'VP',
    }),
  ).toMatchObject({
    title: null,
    subject: 'góp ý dự thảo',
    issuer: null,
    addressees: ['Sở Nội vụ'],
    addressLine: 'Kính gửi:',
    urgency: 'urgent',
    drafter: 'PL.(30)',
    letterhead: { number: expect.stringMatching(/^05\/UBND-VP$/) },
  })
  expect(data('telegram', 'Công điện').addressLine).toBe('ỦY BAN NHÂN DÂN PHƯỜNG THUẬN HÓA điện:')
  expect(data('minutes', 'Biên bản', { secretary: 'Lê Hoa' })).toMatchObject({
    secretary: { title: 'THƯ KÝ', name: 'Lê Hoa' },
    signature: { capacity: ['CHỦ TỌA'], name: 'Trần Thị Quỳnh Như' },
  })
  // Whoever signs and is known not to have presided does not sign as if they had.
  const capacity = (chair: string) => data('minutes', 'Biên bản', { chair }).signature.capacity
  expect(capacity('Trần Thị Quỳnh Như')).toEqual(['CHỦ TỌA'])
  for (const chair of ['Lê Hoa', ''])
    expect(capacity(chair)).toEqual(data('plan', 'Kế hoạch').signature.capacity)
  expect(data('leave', 'Giấy nghỉ phép').confirmation).toBe(true)
  expect(data('contract', 'Hợp đồng').ending.closed).toBe(false)
  expect(data('public_letter', 'Thư công').title).toBe('THƯ CÔNG')
})
