/** Another system's view: a client made from the contract alone, compiled strictly, takes a dossier to its signed PDF. */
import { execFile } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createClient } from '@hey-api/openapi-ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '#server/api/app.ts'
import { aNewDossier, callAs, callWith, loadProvince, tokenOf } from '#server/api/fixtures.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { deliverResult } from '#server/modules/dossiers/index.ts'
import { system } from '#server/platform/actor.ts'
import { aLargePdf } from '#server/platform/files/fixtures.ts'
import { perform } from '#server/platform/work.ts'
import { extension } from '../rights/scenes.ts'

const folder = import.meta.dirname
const generated = join(folder, 'generated')
const project = join(folder, 'tsconfig.generated.json')

beforeAll(async () => {
  await loadProvince()
  const contract = await (await api.request('/api/v1/openapi.json')).json()
  await createClient({
    input: contract,
    output: { path: generated, module: { extension: '.ts' } },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    logs: { level: 'silent', file: false },
  })
})
afterAll(async () => {
  await stopTypesetting()
  rmSync(generated, { recursive: true, force: true })
  rmSync(project, { force: true })
})

test('the client compiles under every strict rule, and so does a program that uses it', async () => {
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: 'es2024',
    lib: ['es2024', 'dom', 'dom.iterable'],
    module: 'nodenext',
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: ['node'],
  }
  writeFileSync(project, JSON.stringify({ compilerOptions, files: ['whole-dossier.ts'] }))
  const compiler = join(process.cwd(), 'node_modules/@typescript/native/bin/tsc')
  const said = await promisify(execFile)(process.execPath, [compiler, '-p', project]).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )
  expect(said.split('\n').filter((line) => line.includes('error TS') && !isOfGenerator(line))).toEqual([])
})

/**
 * What the generator copies beside its own output, whatever the contract, is not written for `exactOptionalPropertyTypes`;
 * it must keep every other rule.
 */
function isOfGenerator(line: string): boolean {
  return /^tests\/client\/generated\/(client|core)\/.*: error TS(2375|2379|2412):/.test(line)
}

test('it takes a dossier from the file to the signed PDF', async () => {
  const { createClient: connect, createConfig } = await import(join(generated, 'client/index.ts'))
  const as = async (name: string) => {
    const token = await tokenOf(name)
    const fetch = (request: Request) => api.fetch(request, { address: '192.0.2.80' })
    return connect(createConfig({ baseUrl: 'http://localhost', auth: token, fetch }))
  }
  const { wholeDossier } = await import(join(folder, 'whole-dossier.ts'))
  const { serviceCode, answers } = await aNewDossier(await callAs('Nguyễn Văn Minh'))
  const outcome = await wholeDossier(
    {
      citizen: await as('Nguyễn Văn Minh'),
      clerk: await as('huong.thuanhoa'),
      specialist: await as('bao.thuanhoa'),
      leader: await as('ha.thuanhoa'),
    },
    {
      service: serviceCode,
      answers,
      decision: extension.decision,
      file: new Blob([new Uint8Array(aLargePdf(1000, 4711))], { type: 'application/pdf' }),
      delivered: (id: string) => perform(system, (work) => deliverResult(work, id)),
    },
  )
  expect(outcome).toMatchObject({ status: 'returned', verdict: 'genuine' })
  expect(Buffer.from(outcome.signed.subarray(0, 5)).toString()).toBe('%PDF-')
  expect((await callWith()(`/status/${outcome.code}`)).body).toMatchObject({ status: 'returned' })
})
