import { expect, test } from 'vitest'
import { processorTimeOf } from '#tests/time/processor-time.ts'
import { isCommonPassword } from './common-passwords.ts'

const own = ['huong.thuanhoa', 'Trần Thị Hương', 'Ủy ban nhân dân phường Thuận Hóa', 'UBND phường Thuận Hóa']

test.each([
  'password1234',
  'P@ssw0rd1234',
  '123456789012',
  '111111111111',
  'qwertyuiop123',
  'abcdefghijkl',
  'abcdabcdabcd',
  'matkhau123456',
  'Mật khẩu 2026!',
  'matkhaumatkhau',
  'anhyeuem123456',
  'Anh yêu em 1990',
  'nhip-hue-2026',
  'huong.thuanhoa',
  'huong.thuanhoa1',
  'Trần Thị Hương 85',
  'phuongthuanhoa2026',
  'iloveyou1234',
  '1q2w3e4r5t6y',
])('%s is refused', async (password) => {
  expect(await isCommonPassword(password, own)).toBe(true)
})

test.each([
  'một câu đủ dài của riêng tôi',
  'con mèo nhà tôi thích ăn bánh',
  'correct horse battery staple',
  'x7Qp-mL2v_9RtZkw',
  'mật khẩu con mèo trên mái nhà',
  'Hương thích đi chợ Đông Ba',
])('%s is taken', async (password) => {
  expect(await isCommonPassword(password, own)).toBe(false)
})

test('the longest password costs no more than a moment', async () => {
  await isCommonPassword('x', own)
  for (const long of ['12'.repeat(512), 'a'.repeat(1024), 'nhip'.repeat(256), 'ab1'.repeat(341)]) {
    expect(await processorTimeOf(() => isCommonPassword(long, own))).toBeLessThan(100)
  }
})
