/** Debian's Dovecot as an ordinary process of its own, and a server that does everything wrong: for tests. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const program = '/usr/sbin/dovecot'
export const hasDovecot = spawnSync(program, ['--version']).error === undefined
export const password = 'mat-khau'
/** As root, sessions run as nobody: Dovecot lets no mail be read as root. */
const nobody = 65_534

export interface MailServer {
  port: number
  /** Puts a mail into the mailbox of whoever signs in so, as one that has just come. */
  deliver(login: string, mail: string | Uint8Array): void
  stop(): Promise<void>
}

export interface Dovecot extends MailServer {
  /** As after a move to another server: the same mails under other numbers (another UIDVALIDITY). */
  numberAnew(login: string): void
}

/** Starts it in a folder of its own; everybody has a mailbox there (Maildir). */
export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'nhip-dovecot-'))
  const mails = join(folder, 'mails')
  for (const path of ['run', 'state', 'mails']) mkdirSync(join(folder, path))
  const { username, uid, gid } = userInfo()
  const isRoot = uid === 0
  const owner = isRoot ? [nobody, nobody] : [uid, gid]
  chmodSync(folder, 0o755)
  const give = (path: string) => {
    if (isRoot) chownSync(path, nobody, nobody)
  }
  give(mails)
  const port = await freePort()
  const people = isRoot ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`
  const config = join(folder, 'dovecot.conf')
  writeFileSync(
    config,
    `${people}base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:${mails}/%u
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${owner[0]} gid=${owner[1]} home=${folder}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`,
  )
  const child = spawn(program, ['-F', '-c', config], { stdio: 'ignore' })
  await answers(port, child)
  return {
    port,
    deliver(login, mail) {
      for (const part of ['', 'new', 'cur', 'tmp']) {
        mkdirSync(join(mails, login, part), { recursive: true })
        give(join(mails, login, part))
      }
      const path = join(mails, login, 'new', `${Date.now()}.${randomUUID()}.test`)
      writeFileSync(path, mail)
      give(path)
    },
    numberAnew(login) {
      for (const name of readdirSync(join(mails, login)))
        if (/^dovecot[-.](?:uidlist|index|list)/.test(name))
          rmSync(join(mails, login, name), { recursive: true })
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}

/** `silent`: takes the connection and says nothing; `rude`: talks nonsense; `cut`: hangs up once somebody signs in. */
export async function startFaultyServer(fault: 'silent' | 'rude' | 'cut'): Promise<MailServer> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    if (fault === 'rude') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
    if (fault !== 'cut') return
    socket.write('* OK [CAPABILITY IMAP4rev1] sẵn sàng\r\n')
    socket.on('data', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    deliver: () => {},
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A line to a server on this machine that is cut as soon as the server has said so many bytes, for as long as that is wanted. */
export async function startLine(
  to: number,
): Promise<{ port: number; cutAfter: number; stop(): Promise<void> }> {
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    let said = 0
    const cut = () => {
      near.destroy()
      far.destroy()
    }
    far.on('data', (bytes) => {
      said += bytes.length
      if (said > line.cutAfter) cut()
      else near.write(bytes)
    })
    near.on('data', (bytes) => far.write(bytes))
    for (const socket of [near, far]) socket.on('error', cut).on('close', cut)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const line = {
    port: (server.address() as AddressInfo).port,
    cutAfter: Number.POSITIVE_INFINITY,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
  return line
}

/** A mail as its bytes, with these files. */
export function aMail(
  files: readonly { name: string; type: string; content: Uint8Array }[],
  { from = 'Sở Nội vụ <vanthu@snv.hue.gov.vn>', subject = 'Gửi công văn', head = '' } = {},
): string {
  const border = `giua-${randomUUID()}`
  const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  const [, name = '', address = from] = /^(.*?)\s*<(.*)>$/.exec(from) ?? []
  const parts = files.map(
    ({ name: file, type, content }) =>
      `--${border}\r\nContent-Type: ${type}; name="${word(file)}"\r\nContent-Disposition: attachment; filename="${word(file)}"\r\n` +
      `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content)
        .toString('base64')
        .replace(/(.{76})/g, '$1\r\n')}\r\n`,
  )
  return (
    `${head}From: ${word(name)} <${address}>\r\nTo: vanthu@thuanhoa.hue.gov.vn\r\nSubject: ${word(subject)}\r\n` +
    `Date: Mon, 23 Nov 2026 08:00:00 +0700\r\nMessage-ID: <${randomUUID()}@snv.hue.gov.vn>\r\nMIME-Version: 1.0\r\n` +
    `Content-Type: multipart/mixed; boundary="${border}"\r\n\r\n` +
    `--${border}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nKinh gui van thu.\r\n${parts.join('')}--${border}--\r\n`
  )
}

/** As some programs write it: the file stands within the text, beside a picture. */
export function aMailWithin(file: Uint8Array, subject: string): string {
  const part = (type: string, name: string, bytes: Uint8Array) =>
    `--trong\r\nContent-Type: ${type}; name="${name}"\r\nContent-ID: <${name}>\r\nContent-Transfer-Encoding: base64\r\n\r\n` +
    `${Buffer.from(bytes).toString('base64')}\r\n`
  return (
    `From: <vanthu@snv.hue.gov.vn>\r\nSubject: ${subject}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="trong"\r\n\r\n` +
    `--trong\r\nContent-Type: text/html\r\n\r\n<p>Kinh gui <img src="cid:logo.png"></p>\r\n` +
    `${part('image/png', 'logo.png', Buffer.from('PNG'))}${part('application/pdf', 'cv.pdf', file)}--trong--\r\n`
  )
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until somebody listens there. */
async function answers(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) throw new Error(`Dovecot ended with ${child.exitCode}`)
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Dovecot does not listen')
}
