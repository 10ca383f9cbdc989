/** npm run token: gives a person a token for the API, or the demo client system a new secret. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { perform } from '#server/facts.ts'
import { findAccountNamed, insertPersonalToken, renewClientSecret } from '#server/modules/identity/index.ts'
import { system } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { pool } from '#server/platform/database/database.ts'
import { formatDateTime } from '#shared/dates.ts'

const help = `npm run token -- --as TÊN [--days N]   mã truy cập của một người (tài khoản hoặc họ tên)
npm run token -- --client [MÃ]          khóa mới của một hệ thống (mặc định he-thong-thu)

  --days N    số ngày dùng được, 1 đến 365 (mặc định 30)
  --json      in kết quả dạng JSON
  --allow     cho phép khi không chạy thử (không có NHIP_DEMO): ai chạy lệnh này đều làm được mọi việc của người ấy

Dùng cơ sở dữ liệu ở DATABASE_URL, như máy chủ.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    as: { type: 'string' },
    days: { type: 'string', default: '30' },
    client: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    allow: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

async function run(): Promise<number> {
  if (values.help || (!values.as && !values.client)) {
    console.log(help)
    return values.help ? 0 : 2
  }
  if (!config.NHIP_DEMO && !values.allow) {
    return fail('Đây không phải bản chạy thử. Thêm --allow nếu thật sự muốn cấp mã từ dòng lệnh.')
  }
  return values.client
    ? printClientSecret(positionals[0] ?? 'he-thong-thu')
    : printPersonalToken(values.as ?? '')
}

async function printClientSecret(clientId: string): Promise<number> {
  const secret = await perform(system, (work) => renewClientSecret(work, clientId))
  if (!secret) return fail(`Không có hệ thống nào tên ${clientId}.`)
  if (values.json) console.log(JSON.stringify({ client_id: clientId, client_secret: secret }))
  else {
    console.log(`client_id      ${clientId}\nclient_secret  ${secret}`)
    console.log('\nKhóa cũ không dùng được nữa. Khóa này chỉ hiện một lần. Lấy mã truy cập:')
    console.log(
      `  curl -u '${clientId}:${secret}' -d grant_type=client_credentials ${config.ORIGIN}/api/v1/oauth/token`,
    )
  }
  return 0
}

async function printPersonalToken(name: string): Promise<number> {
  const days = z.coerce.number().int().min(1).max(365).safeParse(values.days)
  if (!days.success) return fail('--days nhận số từ 1 đến 365.')
  const result = await perform(system, async (work) => {
    const found = await findAccountNamed(work, name)
    if ('candidates' in found) return found
    const { id: accountId, displayName } = found.account
    const input = { accountId, agencyId: null, label: 'npm run token', days: days.data }
    return { displayName, ...(await insertPersonalToken(work, input)) }
  })
  if ('candidates' in result) {
    process.stderr.write(`Chưa rõ ${name} là ai. Chọn một trong những tên này:\n`)
    for (const { login, displayName } of result.candidates) {
      process.stderr.write(`  ${(login ?? '').padEnd(18)} ${displayName}\n`)
    }
    return 1
  }
  const { token, displayName, expiresAt } = result
  if (values.json)
    console.log(JSON.stringify({ token, name: displayName, expiresAt: expiresAt.toISOString() }))
  else {
    console.log(token)
    process.stderr.write(`Của ${displayName}, dùng được đến ${formatDateTime(expiresAt)}.\n`)
  }
  return 0
}

function fail(reason: string): number {
  process.stderr.write(`${reason}\n`)
  return 1
}

process.exitCode = await run().finally(() => pool.end())
