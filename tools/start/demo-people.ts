/** Whom to sign in as in the demo of the province in this folder, as lines for the terminal. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const DemoPeople = z.object({
  password: z.string(),
  citizens: z.array(z.object({ idNumber: z.string(), fullName: z.string(), note: z.string() })),
  staff: z.array(z.object({ login: z.string(), displayName: z.string(), note: z.string() })),
})

export function listDemoPeople(folder: string): string[] {
  const file = readFileSync(join(folder, 'demo-people.json'), 'utf8')
  const { password, citizens, staff } = DemoPeople.parse(JSON.parse(file))
  const row = (first: string, second: string, note: string) =>
    `  ${first.padEnd(19)} ${second.padEnd(24)} ${note}`
  return [
    'Người dân (đăng nhập bằng VNeID thử, chọn tên):',
    ...citizens.map(({ idNumber, fullName, note }) => row(idNumber, fullName, note)),
    '',
    `Cán bộ (mật khẩu ${password}, trang đăng nhập hiện sẵn mã xác thực):`,
    ...staff.map(({ login, displayName, note }) => row(login, displayName, note)),
    '',
  ]
}
