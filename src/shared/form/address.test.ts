import { describe, expect, test } from 'vitest'
import { anywhere, service } from '#tests/forms.ts'
import type { SimpleQuestion } from './definition.ts'
import { readFields } from './read/read-form.ts'
import { showValue } from './show/show-value.ts'

describe('an address anywhere', () => {
  const { form } = service('1.001193')
  const read = (unit: string, detail: string) =>
    readFields(
      form,
      [
        ['answers.applicant.residence.unit', unit],
        ['answers.applicant.residence.detail', detail],
      ],
      anywhere,
    )
  const issueOf = (unit: string, detail: string) =>
    read(unit, detail).issues.find(({ field }) => field === 'answers.applicant.residence')?.message

  test('a commune of another province and another country are answers', () => {
    expect(read('20242', '25 Bạch Đằng').answers).toEqual({
      applicant: { residence: { unit: '20242', detail: '25 Bạch Đằng' } },
    })
    expect(issueOf('KR', '12 Sejong-daero, Seoul')).toBeUndefined()
    expect(issueOf('KR', '')).toMatch(/nước ngoài/)
    expect(issueOf('VN', 'Huế')).toMatch(/danh sách/)
    expect(issueOf('99999', 'Huế')).toMatch(/danh sách/)
  })

  test('it is shown with its province, and a country with its capital letter', () => {
    const question = form.sections
      .flatMap(({ questions }) => questions)
      .find(({ key }) => key === 'applicant.residence')
    const shown = (unit: string) =>
      showValue(question as SimpleQuestion, { unit, detail: '12 Sejong' }, anywhere)
    expect(shown('20242')).toBe('12 Sejong, phường Hải Châu, thành phố Đà Nẵng')
    expect(shown('KR')).toBe('12 Sejong, Hàn Quốc')
  })
  test('where the agency is found by it, only this province will do', () => {
    const { form: building } = service('1.013225')
    const { issues } = readFields(
      building,
      [
        ['answers.land.address.unit', '20242'],
        ['answers.land.address.detail', '25 Bạch Đằng'],
      ],
      anywhere,
    )
    expect(issues.find(({ field }) => field === 'answers.land.address')?.message).toMatch(/trong thành phố/)
  })
})
