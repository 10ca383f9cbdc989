/** The cluster of a backup, made one that the embedded server of this machine serves. */
import { createReadStream, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { unpackTar } from 'modern-tar/fs'
import pg from 'pg'
import { dataMajor, startCluster } from '../postgres/embedded/cluster.ts'
import { packagedMajor } from '../postgres/embedded/cluster-place.ts'

/** What the embedded server calls the database. */
export const embeddedName = 'nhip'

export async function unpack(archive: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  await pipeline(
    createReadStream(archive),
    createZstdDecompress(),
    unpackTar(folder, { dmode: 0o700, fmode: 0o600 }),
  )
}

/** The server is told its settings when it is started; those of the machine it comes from need not fit here. */
export function resetConfiguration(folder: string): void {
  const rules = ['127.0.0.1/32', '::1/128'].flatMap((address) => [
    `host all all ${address} scram-sha-256`,
    `host replication all ${address} scram-sha-256`,
  ])
  writeFileSync(join(folder, 'pg_hba.conf'), `${rules.join('\n')}\n`, { mode: 0o600 })
  for (const name of ['postgresql.conf', 'postgresql.auto.conf', 'pg_ident.conf']) {
    writeFileSync(join(folder, name), '', { mode: 0o600 })
  }
  // Who follows the log of the original does not follow this one.
  rmSync(join(folder, 'pg_replslot'), { recursive: true, force: true })
  mkdirSync(join(folder, 'pg_replslot'), { mode: 0o700 })
}

/** A copy of a server that others run may call its database by another name than the embedded one has. */
export async function renameDatabase(home: string, name: string): Promise<void> {
  // Of whatever version it is: the start raises it afterwards.
  const cluster = await startCluster({
    folder: home,
    durable: true,
    major: dataMajor(home) ?? packagedMajor(),
  })
  const client = new pg.Client({ connectionString: `${cluster.superuserUrl}postgres` })
  try {
    await client.connect()
    await client.query(`alter database ${pg.escapeIdentifier(name)} rename to ${embeddedName}`)
  } finally {
    await client.end()
    await cluster.stop()
  }
}

/** The application may have had a role of another name where the copy comes from. */
export async function allowApplication(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('grant nhip_app to nhip')
  } finally {
    await client.end()
  }
}
