import { describe, expect, test } from 'vitest'
import { checkDatabase } from './external-database.ts'

const superuser = process.env.MIGRATOR_URL ?? ''
const application = process.env.DATABASE_URL ?? ''

function check(url: string, options = { application: true }): Promise<void> {
  return checkDatabase('DATABASE_URL', url, options)
}

function changed(url: string, change: (url: URL) => void): string {
  const copy = new URL(url)
  change(copy)
  return copy.href
}

describe('an external database', () => {
  test('is taken when it can serve', async () => {
    await check(application)
    await check(superuser, { application: false })
  })

  test('is refused in one line that says what to change', async () => {
    const wrongPassword = changed(application, (url) => {
      url.password = 'khác'
    })
    const wrongName = changed(application, (url) => {
      url.pathname = '/khong_co'
    })
    const wrongPort = changed(application, (url) => {
      url.port = '1'
    })
    await expect(check('mysql://a@b/c')).rejects.toThrow('DATABASE_URL không phải địa chỉ PostgreSQL')
    await expect(check(wrongPassword)).rejects.toThrow('sai mật khẩu của nhip_test')
    await expect(check(wrongName)).rejects.toThrow('không có cơ sở dữ liệu khong_co')
    await expect(check(wrongPort)).rejects.toThrow('không có PostgreSQL nào đang chạy ở đó')
  })

  test('is refused to the migrations as a role that may create nothing', async () => {
    await expect(checkDatabase('MIGRATOR_URL', application, { application: false })).rejects.toThrow(
      'MIGRATOR_URL nối bằng một vai trò không được tạo bảng',
    )
  })

  test('is refused to the application as superuser, whom row policies do not bind', async () => {
    await expect(check(superuser)).rejects.toThrow('quyền quản trị')
  })
})
