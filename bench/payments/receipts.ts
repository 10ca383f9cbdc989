/**
 * How many receipts of fees one core sets, signs and stores in a second of its time, PostgreSQL's with it, as paper and as data, until both lie in the
 * payer's vault: a backlog of 5,000 that were numbered while there were no keys. The reference: the same papers set and
 * signed alone, without a database.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createApplicationDatabase } from '#tools/postgres/application-database.ts'
import { startCluster } from '#tools/postgres/embedded/cluster.ts'
import { report } from '../figure.ts'
import { processesUnder, processorTimeOf } from '../process-tree.ts'

const count = Number(process.argv[2] ?? 5_000)
const target = 20
const folder = mkdtempSync(join(tmpdir(), 'nhip-bench-receipts-'))
const cluster = await startCluster({ folder: join(folder, 'postgres'), durable: true })
const owner = new pg.Client(`${cluster.superuserUrl}nhip`)
try {
  await createDatabase()
  await owner.connect()
  await measure()
} finally {
  await owner.end()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function createDatabase(): Promise<void> {
  const password = 'x'.repeat(24)
  await createApplicationDatabase(cluster.superuserUrl, password)
  const own = new URL(`${cluster.superuserUrl}nhip`)
  const MIGRATOR_URL = own.href
  own.username = 'nhip'
  own.password = password
  const env = { DATABASE_URL: own.href, MIGRATOR_URL, NHIP_DATA: folder, NHIP_DEMO: 'true' }
  Object.assign(process.env, env)
  const migrated = spawnSync(process.execPath, ['tools/migrate.ts', '--no-types'], { encoding: 'utf8' })
  if (migrated.status !== 0) throw new Error(migrated.stderr)
}

/** What reads the configuration is loaded once there is one. */
async function measure(): Promise<void> {
  const { openQueue } = await import('#server/facts.ts')
  const { boss } = await import('#server/platform/jobs/boss.ts')
  const { pool } = await import('#server/platform/database/database.ts')
  const { stopTypesetting } = await import('#server/crafts/typeset/typeset.ts')
  const { anAgency } = await import('#server/modules/agencies/fixtures.ts')
  const { aPerson } = await import('#server/modules/registry/fixtures.ts')
  const { signReceipt, signReceipts } = await import('#server/modules/payments/receipts/sign-receipt.ts')
  await openQueue()
  const { id: agencyId } = await anAgency({ name: 'Ủy ban nhân dân phường Thử', place: 'Phường Thử' })
  const payers = await Promise.all(Array.from({ length: 100 }, () => aPerson()))
  await writeBacklog(
    agencyId,
    payers.map(({ id }) => id),
  )
  // The keys are made, the fonts read, the seal drawn.
  const { rows } = await owner.query('select id from payments.receipt order by number desc limit 3')
  for (const { id } of rows) await signReceipt(id)

  const alone = await signAlone()
  // This process, with the thread that sets, and PostgreSQL under it.
  const all = () => processesUnder(process.pid).reduce((sum, pid) => sum + processorTimeOf(pid), 0)
  const [before, ownBefore, started] = [all(), process.cpuUsage(), performance.now()]
  await signReceipts()
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(ownBefore)
  const own = (user + system) / 1e6
  const used = all() - before
  const signed = count - rows.length
  const rate = signed / used
  const { rows: found } = await owner.query(`
    select (select count(*) from payments.receipt where state = 'signed') as signed,
           (select count(distinct sha256) from documents.sealed_paper) as papers,
           (select count(*) from documents.sealed_paper) as sealed,
           (select count(*) from registry.paper where kind in ('bien-lai', 'bien-lai-xml')) as held,
           (select count(*) from payments.receipt_action where kind = 'sign') as actions`)
  const once = { signed: count, papers: count, sealed: count, held: 2 * count, actions: count }
  const isOnce = Object.entries(once).every(([name, wanted]) => Number(found[0][name]) === wanted)
  report({
    what: 'receipts set, signed as PDF and as XML, stored and in the vault',
    value: `${rate.toFixed(1)}/s of one core`,
    target: `${target}/s, none twice`,
    met: rate >= target && isOnce,
    note:
      `backlog of ${signed} in ${seconds.toFixed(0)} s; PostgreSQL ${Math.round((1 - own / used) * 100)} % of it; ` +
      `${isOnce ? 'each once' : `NOT ONCE: ${JSON.stringify(found[0])}`}; ` +
      `reference: set and signed alone ${alone.toFixed(1)}/s of one core`,
  })
  await stopTypesetting()
  await boss.stop({ graceful: false })
  await pool.end()
}

/** As they stand once they are numbered: what settling writes is measured elsewhere. */
async function writeBacklog(agencyId: string, payers: string[]): Promise<void> {
  await owner.query('begin')
  await owner.query(`set local session_replication_role = replica`)
  await owner.query(
    `insert into payments.collector values (gen_random_uuid(), $1, '0012345672', 'AA', '2026-07-01', true, null, now())`,
    [agencyId],
  )
  await owner.query(
    `with new as (select n, gen_random_uuid() as order_id from generate_series(1, $2::int) n), orders as (
       insert into payments."order" (id, reference, agency_id, payer_id, created_at, expires_at, paid_at)
       select order_id, 'A' || lpad(n::text, 7, '0'), $1, ($3::uuid[])[1 + n % 100], now(), now(), now() from new)
     insert into payments.receipt (id, agency_id, form, series, year, number, order_id, payer_id, items, amount, channel, numbered_at, check_code)
     select gen_random_uuid(), $1, 'EBL01', '26TAA', 2026, n, order_id, ($3::uuid[])[1 + n % 100],
            jsonb_build_array(jsonb_build_object('title', 'H57.16.02-261129-' || n, 'name', 'Phí cấp bản sao trích lục hộ tịch', 'amount', 8000 + n)),
            8000 + n, 'notice', now(), upper(regexp_replace(substr(md5(n::text), 1, 12), '(....)(....)(....)', '\\1-\\2-\\3')) from new`,
    [agencyId, count, payers],
  )
  await owner.query(`insert into payments.receipt_series values ($1, 'EBL01', '26TAA', 2026, $2)`, [
    agencyId,
    count,
  ])
  await owner.query('commit')
}

/** The crafts alone, in this process. */
async function signAlone(): Promise<number> {
  const { openCertificateAuthority } = await import('#server/crafts/crypto/certificate-authority.ts')
  const { drawSeal } = await import('#server/crafts/pdf/drawn-signatures.ts')
  const { signPdf } = await import('#server/crafts/pdf/sign-pdf.ts')
  const { element } = await import('#server/crafts/xml/element.ts')
  const { signXml } = await import('#server/crafts/xml/sign-xml.ts')
  const { aFeeReceipt } = await import('#server/crafts/typeset/fixtures.ts')
  const { startCompiler } = await import('#server/crafts/typeset/compiler.ts')
  const { prepare } = await import('#server/crafts/typeset/typeset.ts')
  const keys = await openCertificateAuthority({
    folder: join(folder, 'ca'),
    keyFile: join(folder, 'box.key'),
  })
  const name = 'Ủy ban nhân dân phường Thử'
  const signer = await keys.seal('1', { name, code: 'H57.16' })
  const compiler = startCompiler()
  const at = new Date()
  const seal = drawSeal({ agency: name, superior: '', demo: true })
  const many = Math.min(200, count)
  const run = async (from: number) => {
    for (let index = from; index < from + many; index += 1) {
      const base = aFeeReceipt()
      const letterhead = { ...base.letterhead, number: String(index).padStart(8, '0') }
      const page = compiler.print(prepare('fee-receipt', { ...base, letterhead }))
      const signature = {
        signer,
        fieldName: 'agency',
        role: 'agency',
        name,
        reason: 'Phát hành',
        at,
      } as const
      await signPdf(page, { ...signature, appearance: seal })
      await signXml(element('BienLai', [element('So', letterhead.number)]), { signer, at })
    }
  }
  await run(0)
  const before = process.cpuUsage()
  await run(many)
  const { user, system } = process.cpuUsage(before)
  return many / ((user + system) / 1e6)
}
