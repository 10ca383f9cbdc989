import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleAnswers, seeded } from '#server/modules/catalogue/fixtures.ts'
import { anySeed, anyService, context, sample, service } from '#tests/forms.ts'
import { flattenAnswers } from './flatten.ts'
import { readFields } from './read-form.ts'

function issuesOf(code: string, changes: Record<string, string>): Record<string, string> {
  const { form } = service(code)
  const fields = new Map(flattenAnswers(form, sample(code)).fields)
  for (const [name, value] of Object.entries(changes)) fields.set(name, value)
  const { issues } = readFields(form, fields, context)
  return Object.fromEntries(issues.map(({ field, message }) => [field, message]))
}

describe('says what to do', () => {
  test.each([
    ['1.001193', { 'child.bornOn': '31/02/2026' }, 'answers.child.bornOn', /Tháng 2 năm 2026 có 28 ngày/],
    [
      '1.001193',
      { 'child.bornOn': '24/11/2026' },
      'answers.child.bornOn',
      /trước hoặc đúng hôm nay \(23\/11\/2026\)/,
    ],
    ['1.001193', { 'child.fullName': '' }, 'answers.child.fullName', /Còn trống/],
    ['1.001193', { 'child.fullName': '김철수' }, 'answers.child.fullName', /“김”.*La-tinh.*hộ chiếu/],
    [
      '1.001193',
      { 'applicant.residence.detail': '12 ถนน' },
      'answers.applicant.residence',
      /“ถ”.*chữ La-tinh/,
    ],
    ['1.013227', { 'permit.reason': 'Chờ vật liệu 👍 về' }, 'answers.permit.reason', /“👍”.*Bỏ ký hiệu này/],
    ['1.001193', { 'child.fullName': 'Nguyễn An 2' }, 'answers.child.fullName', /Bỏ chữ số/],
    [
      '1.001193',
      { 'applicant.bornOn': '1990-05-01', 'applicant.identityNumber': '046290123456' },
      'answers.applicant.identityNumber',
      /sinh năm 2090, còn ngày sinh đã ghi là 01\/05\/1990/,
    ],
    [
      '1.001193',
      { 'applicant.identityNumber': '04609012345' },
      'answers.applicant.identityNumber',
      /đã ghi 11/,
    ],
    [
      '1.001193',
      { 'applicant.identityNumber': '046890123456' },
      'answers.applicant.identityNumber',
      /thế kỷ và giới tính; chữ số đã ghi không thể đúng/,
    ],
    ['1.001193', { 'applicant.phone': '12345' }, 'answers.applicant.phone', /bắt đầu bằng 0/],
    ['1.001193', { 'place.unit': '99999' }, 'answers.place.unit', /Chọn xã, phường trong danh sách/],
    ['1.001193', { 'declaration.true': '' }, 'answers.declaration.true', /Đánh dấu/],
    ['1.000894', { 'groom.bornOn': '2008-01-01' }, 'answers.groom.bornOn', /đủ 20 tuổi.*Điều 8/],
    [
      '1.000656',
      { 'deceased.bornOn': '1950-02-03', 'death.on': '1949-02-03' },
      'answers.death.on',
      /sau ngày sinh/,
    ],
    // The other day may stand on another page of the form: it is named.
    [
      '1.000656',
      { 'deceased.bornOn': '1950-02-03', 'death.on': '1949-02-03' },
      'answers.death.on',
      /ngày đã ghi ở mục “Ngày sinh” \(03\/02\/1950\)/,
    ],
    ['1.001612', { 'business.capital': 'nhiều tiền' }, 'answers.business.capital', /ví dụ 1\.500\.000/],
    [
      '1.001570',
      { 'business.taxCode': '0100109107' },
      'answers.business.taxCode',
      /sai ở ít nhất một chữ số/,
    ],
  ])('%s %j', (code, changes, field, said) => {
    expect(issuesOf(code, changes)[field]).toMatch(said)
  })

  test('an address may lie outside the province, but not where the agency is found by it', () => {
    const outside = {
      'applicant.residence.unit': 'elsewhere',
      'applicant.residence.detail': '25 Bạch Đằng, Đà Nẵng',
    }
    expect(issuesOf('1.001193', outside)).toEqual({})
    const land = issuesOf('1.013225', {
      'land.address.unit': 'elsewhere',
      'land.address.detail': '25 Bạch Đằng',
    })
    expect(land['answers.land.address']).toBe('Địa chỉ này phải ở trong thành phố. Chọn xã, phường.')
  })

  test('never in the words of a machine', () => {
    fc.assert(
      fc.property(anyService, anySeed, fc.string(), ({ form }, seed, junk) => {
        const answers = sampleAnswers(form, { today: context.today, unit: '19789', random: seeded(seed) })
        const fields = flattenAnswers(form, answers).fields.map(([name]): [string, string] => [name, junk])
        for (const { message } of readFields(form, fields, context).issues) {
          expect(message).toMatch(/[.!]$/)
          expect(message).not.toMatch(/không hợp lệ|undefined|NaN|invalid/i)
        }
      }),
      { numRuns: 150 },
    )
  })
})
