/** Whoever changes the code sees it, in an open page and without a new start. How soon is measured, not tested. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '#tests/e2e/house/scene.ts'
import { freePort } from '../start/free-port.ts'

const executablePath = findChromium()

describe.skipIf(!executablePath)('npm run dev', () => {
  const root = mkdtempSync(join(tmpdir(), 'nhip-dev-'))
  // The database's own user must be able to enter.
  chmodSync(root, 0o755)
  let program: ChildProcess
  let browser: Browser
  let page: Page
  let address: string

  beforeAll(async () => {
    const parts = ['src', 'static', 'tools', 'province', 'migrations', 'package.json', 'package-lock.json']
    for (const part of [...parts, 'tsconfig.json', 'vite.config.ts'])
      cpSync(part, join(root, part), { recursive: true })
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
    const port = await freePort()
    address = `http://127.0.0.1:${port}`
    const options = { data: 'var', port: String(port), dossiers: '20', dev: true, 'no-assets': true }
    program = spawn(process.execPath, ['tools/start.ts', JSON.stringify(options)], {
      cwd: root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    await untilReady(program)
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ['--no-sandbox'] })
    page = await browser.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    const gone = new Promise((done) => program.once('exit', done))
    program.kill('SIGINT')
    await gone
    rmSync(root, { recursive: true, force: true })
  })

  test('shows a change of a page, in a page without script too', async () => {
    await open('/dich-vu')
    await change(
      'src/routes/(citizen)/dich-vu/+page.svelte',
      '<h1>{title}</h1>',
      '<h1>{title} đã sửa</h1>',
      'đã sửa',
    )
  })

  test('shows a change of the server', async () => {
    await open('/dich-vu')
    const list = 'src/server/modules/catalogue/list-services.ts'
    await change(
      list,
      'return [...sectors.values()]',
      "return [{ code: 'x', name: 'Lĩnh vực vừa thêm', services: 1 }]",
      'Lĩnh vực vừa thêm',
    )
  })

  test('starts the worker anew', async () => {
    const again = new Promise<void>((done) =>
      program.stdout?.on('data', (text) => String(text).includes('worker ready') && done()),
    )
    const file = join(root, 'src/server/modules/catalogue/list-services.ts')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n`)
    await again
  })

  test('has the demo’s people to sign in as', async () => {
    await page.goto(`${address}/dang-nhap`)
    await page.locator('main form button, main a.btn').first().click()
    await page.waitForURL('**/vneid-thu/**')
    expect(await page.locator('body').innerText()).toContain('Nguyễn Văn Minh')
  })

  /** With Vite's own script listening: what was changed before is not its matter. */
  async function open(path: string): Promise<void> {
    const listening = page.waitForEvent('console', (message) => message.text().includes('[vite] connected'))
    await page.goto(`${address}${path}`)
    await listening
  }

  async function change(path: string, from: string, to: string, seen: string): Promise<void> {
    const file = join(root, path)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain(from)
    writeFileSync(file, text.replace(from, to))
    await page.getByText(seen).first().waitFor()
  }
})

function untilReady(program: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let said = ''
    for (const stream of [program.stdout, program.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Sẵn sàng sau')) done()
      })
    }
    program.once('exit', () => fail(new Error(said)))
  })
}
