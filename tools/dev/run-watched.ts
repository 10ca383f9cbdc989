/** Web, worker and speech for working on them: what they say goes to the terminal, what changes is loaded anew. */
import { spawn } from 'node:child_process'
import type { Keeper, KeeperOptions } from '../start/children.ts'
import { StartFailure } from '../start/start-failure.ts'

/** Vite reloads what the web process runs; the others are started anew when a file they have read changes. */
const commands = {
  web: ['--enable-source-maps', 'tools/dev/web.ts'],
  worker: ['--enable-source-maps', '--watch', '--watch-preserve-output', 'src/server/worker.ts'],
  speech: ['--enable-source-maps', '--watch', '--watch-preserve-output', 'src/server/speech.ts'],
}

/** Starts one process and leaves mending it, when it falls, to whoever changes the code. */
export function runWatched({ name, env, onGivenUp }: Omit<KeeperOptions, 'logFolder'>): Keeper {
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  ready.catch(() => {})
  let isStopping = false
  const child = spawn(process.execPath, commands[name], {
    env: {
      ...env,
      NODE_ENV: 'development',
      NHIP_ROLE: name,
      LOG_LEVEL: process.env.LOG_LEVEL ?? (name === 'web' ? 'warn' : 'info'),
    },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const gone = new Promise<void>((done) => child.once('close', () => done()))
  child.on('message', (message) => {
    if (message === 'ready') resolve()
  })
  child.once('close', (code) => {
    if (isStopping) return
    reject(new StartFailure(`${name} không khởi động được: xem lỗi ở trên.`))
    onGivenUp(`dừng (mã ${code}): sửa lỗi ở trên rồi chạy lại npm run dev`)
  })
  return {
    ready,
    async stop() {
      isStopping = true
      child.kill('SIGTERM')
      const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(impatience)
    },
  }
}
