/** A session and a token for everyone in the table of rights, in the installation this process is pointed at; as JSON. */

import { openQueue, perform } from '#server/facts.ts'
import { aStaffAccount } from '#server/modules/identity/fixtures.ts'
import { findAccountNamed, insertPersonalToken, renewClientSecret } from '#server/modules/identity/index.ts'
import { startSession } from '#server/modules/identity/sessions/start-session.ts'
import { system } from '#server/platform/actor.ts'
import { loadAwaitingService } from './awaiting-service.ts'

const names = {
  citizen: 'Nguyễn Văn Minh',
  neighbour: 'Lê Quang Huy',
  clerk: 'huong.thuanhoa',
  specialist: 'bao.thuanhoa',
  leader: 'ha.thuanhoa',
  elsewhere: 'khai.aluoi2',
  monitor: 'thao.giamsat',
  chairman: 'long.thanhpho',
  administrator: 'quantri',
  finance: 'ngoc.taichinh.thuanhoa',
  registrar: 'phuong.vanthu.thuanhoa',
}

async function open(accountId: string, kind: 'citizen' | 'staff') {
  return perform(system, async (work) => {
    const browser = { userAgent: 'test', address: '127.0.0.1' }
    const method = kind === 'citizen' ? 'oidc' : 'totp'
    const session = await startSession(work, { id: accountId, kind }, method, browser)
    const token = await insertPersonalToken(work, { accountId, agencyId: null, label: 'test', days: 1 })
    return { cookie: session.token, token: token.token, sessionId: accountId }
  })
}

await openQueue()
await loadAwaitingService()
const doors: Record<string, { cookie: string; token: string }> = {}
for (const [actor, name] of Object.entries(names)) {
  const found = await perform(system, (work) => findAccountNamed(work, name))
  if (!('account' in found)) throw new Error(`Nobody is called ${name}`)
  doors[actor] = await open(found.account.id, found.account.kind === 'citizen' ? 'citizen' : 'staff')
}
const commander = await aStaffAccount({ agencyId: 'ubnd-thanh-pho', roles: ['commander'] })
doors.commander = await open(commander.id, 'staff')
const former = await aStaffAccount({
  agencyId: 'ubnd-phuong-thuan-hoa',
  roles: ['one_stop', 'specialist', 'leader'],
})
doors['expired role'] = await open(former.id, 'staff')
const present = await aStaffAccount({
  agencyId: 'ubnd-phuong-thuan-hoa',
  roles: ['one_stop', 'specialist', 'leader'],
})
doors['revoked token'] = await open(present.id, 'staff')
const { id } = await aStaffAccount({ agencyId: 'ubnd-phuong-thuan-hoa', roles: ['one_stop'] })
const subject = await perform(system, async ({ tx }) => {
  const grants = tx.selectFrom('identity.roleGrant').select('id').where('accountId', '=', id)
  return { id, grantId: (await grants.executeTakeFirstOrThrow()).id }
})
const secret = await perform(system, async (work) => {
  const { tx, now } = work
  await tx
    .updateTable('identity.roleGrant')
    .set({ validTo: '2026-01-01' })
    .where('accountId', '=', former.id)
    .execute()
  await tx.updateTable('identity.session').set({ endedAt: now }).where('accountId', '=', present.id).execute()
  return renewClientSecret(work, 'he-thong-thu')
})
process.stdout.write(JSON.stringify({ doors, secret, subject }))
process.exit()
