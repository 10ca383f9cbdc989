/** npm run administrator: opens the account of the first administrator of a province that has none. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { perform } from '#server/facts.ts'
import { openFirstAdministrator } from '#server/modules/identity/index.ts'
import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { pool } from '#server/platform/database/database.ts'
import { province } from '#server/platform/province.ts'
import { m } from '#shared/messages/index.ts'
import { Refusal } from '#shared/refusal.ts'

const help = `npm run administrator -- --login TÊN --name 'HỌ TÊN'

Mở tài khoản người quản trị đầu tiên và in mật khẩu một lần. Lần đăng nhập đầu sẽ cài lớp xác nhận thứ hai.
Đã có người quản trị thì lệnh này từ chối: người ấy mở tài khoản cho người khác.`

const { values } = parseArgs({
  options: {
    login: { type: 'string' },
    name: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

const Input = z.object({
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{2,49}$/i),
  name: z.string().trim().min(2).max(100),
})

async function run(): Promise<number> {
  const input = Input.safeParse(values)
  if (values.help || !input.success) {
    console.log(help)
    return values.help ? 0 : 2
  }
  const agencyId = province().committee
  const { login, name: displayName } = input.data
  try {
    const { password } = await perform(system, (work) =>
      openFirstAdministrator(work, { login, displayName, agencyId }),
    )
    console.log(`Tài khoản  ${login.toLowerCase()}\nMật khẩu   ${password}\n`)
    console.log(`Mật khẩu chỉ hiện một lần. Đăng nhập ở ${config.ORIGIN}/can-bo/dang-nhap`)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${m.refusal(error.code, error.details)}\n`)
    return 1
  }
}

process.exitCode = await run().finally(() => pool.end())
