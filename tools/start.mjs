// npm start. Plain JavaScript for any Node from 18 on, with nothing installed yet: installs, then hands over to start.ts.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { install, pinnedNode, refuseOldNode } from './start/install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const help = `Nhịp: nền tảng cho một tỉnh

  npm start                      chạy tỉnh thử trên máy này, ở http://127.0.0.1:3000
  npm start -- --port 4000       chọn cổng khác                        (biến PORT)
  npm start -- --data DIR        thư mục dữ liệu, mặc định var         (biến NHIP_DATA)
  npm start -- --province hue    tỉnh: một thư mục trong province/     (biến NHIP_PROVINCE; ở nơi khác: NHIP_PROVINCES)
  npm start -- --demo            có người thử và khóa thử; mặc định, chỉ chạy trên 127.0.0.1
  npm start -- --dossiers 20000  số hồ sơ mô phỏng trong lần chạy thử đầu tiên
  npm start -- --empty           không có người thử, không có hồ sơ mô phỏng
  npm start -- --roles web       chỉ chạy một phần; mặc định web,worker,speech
  npm start -- --no-assets       không tải bộ máy nhận tiếng nói, khuôn mặt (biến NHIP_NO_ASSETS=true)
  npm start -- --host 0.0.0.0    nhận kết nối từ máy khác              (biến HOST, cần ORIGIN)
  npm run dev                    như trên, để viết mã: sửa trang hay máy chủ là thấy ngay (nhận cùng các tùy chọn)
  npm start -- --help            trang này

  DATABASE_URL, MIGRATOR_URL     dùng PostgreSQL 16 trở lên có sẵn thay cho bản đi kèm
  Mọi biến khác: README.vi.md. Dừng: Ctrl-C.`

/** @param {string} line */
function refuse(line) {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        province: { type: 'string' },
        dossiers: { type: 'string' },
        roles: { type: 'string' },
        demo: { type: 'boolean' },
        empty: { type: 'boolean' },
        'no-assets': { type: 'boolean' },
        dev: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    const [, name] = /'(-[^' ]*)/.exec(String(error)) ?? []
    return refuse(`Không hiểu ${name ?? 'dòng lệnh'}. Xem các lựa chọn: npm start -- --help`)
  }
}

/**
 * Chosen before the program is read, since its words name the province.
 * @param {string | undefined} asked
 */
function chooseProvince(asked) {
  const province = asked ?? (process.env.NHIP_PROVINCE || 'hue')
  const folder = join(process.env.NHIP_PROVINCES || 'province', province)
  if (!existsSync(resolve(root, folder, 'province.json')))
    refuse(`Không có tỉnh ${province}: không thấy ${join(folder, 'province.json')}.`)
  return province
}

/**
 * Where there is no /proc, nobody's: then only the loss of the direct parent is noticed.
 * @param {number} pid
 */
function parentOf(pid) {
  const [, parent] = /^PPid:\s*(\d+)/m.exec(readProcess(pid, 'status')) ?? []
  return Number(parent ?? 0)
}

/** @param {number} pid */
function isShellOfNpm(pid) {
  return readProcess(pid, 'cmdline').includes('\0-c\0node tools/start.mjs')
}

/**
 * @param {number} pid
 * @param {string} file
 */
function readProcess(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

refuseOldNode()
const options = readOptions()
if (options?.help) {
  console.log(help)
  process.exit(0)
}
const province = chooseProvince(options?.province)
await install(root, { forDevelopment: options?.dev === true })

// A group of its own: Ctrl-C reaches this process only, which passes it on once.
const program = spawn(pinnedNode(root), [join(root, 'tools/start.ts'), JSON.stringify(options)], {
  cwd: root,
  // Every later start reads its modules already compiled: half the work.
  env: {
    NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
    ...process.env,
    NHIP_PROVINCE: province,
  },
  detached: process.platform !== 'win32',
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => program.kill(signal))
}
// npm ended by a signal leaves us behind, at times with the shell between us: having lost either, we end too.
const shell = process.ppid
const aboveShell = isShellOfNpm(shell) ? parentOf(shell) : 0
if (process.env.npm_lifecycle_event) {
  setInterval(() => {
    if (process.ppid !== shell || (aboveShell && parentOf(shell) !== aboveShell)) program.kill('SIGTERM')
  }, 500).unref()
}
process.stdout.on('error', () => {})
program.on('error', (error) => refuse(`Không chạy được Node 24 đi kèm: ${error.message}`))
program.on('exit', (code) => process.exit(code ?? 1))
