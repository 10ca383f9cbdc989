import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { demoMark, openCertificateAuthority } from './certificate-authority.ts'
import { maximumCmsLength, signCms } from './cms.ts'
import { createMerkleTree, inclusionProof, leafHash, merkleRoot, verifyInclusion } from './merkle.ts'
import { hashPassword, needsRehash, verifyPassword } from './password.ts'
import { chainHash, chainStart, openSealKey, verifySeal } from './seal-key.ts'
import { openKeyFile, openSecret, sealSecret } from './secret-box.ts'
import { createToken, hashToken, matchesToken } from './token.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'nhip-crypto-'))

describe('merkle tree of RFC 9162', () => {
  // Leaves and roots published with the reference implementation of Certificate Transparency.
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((hex) => Buffer.from(hex, 'hex'))
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]

  test('roots are the published ones, also while streaming', () => {
    const tree = createMerkleTree()
    expect(tree.root().toString('hex')).toBe(roots[0])
    leaves.forEach((leaf, i) => {
      tree.append(leaf)
      expect(tree.root().toString('hex')).toBe(roots[i + 1])
      expect(merkleRoot(leaves.slice(0, i + 1)).toString('hex')).toBe(roots[i + 1])
    })
  })

  test('a published inclusion proof: leaf 5 of 8', () => {
    const proof = inclusionProof(leaves, 5).map((hash) => hash.toString('hex'))
    expect(proof).toEqual([
      leafHash(leaves[4] as Buffer).toString('hex'),
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  test('every leaf of every size is proven, and nothing else is', () => {
    for (let count = 1; count <= 40; count++) {
      const many = Array.from({ length: count }, (_, i) => Buffer.from(`row ${i}`))
      const root = merkleRoot(many)
      many.forEach((leaf, index) => {
        const proof = inclusionProof(many, index)
        expect(verifyInclusion({ leaf, index, count, proof, root })).toBe(true)
        expect(verifyInclusion({ leaf: Buffer.from('other'), index, count, proof, root })).toBe(false)
        expect(verifyInclusion({ leaf, index: index + 1, count, proof, root })).toBe(false)
        expect(verifyInclusion({ leaf, index, count, proof: [...proof, root], root })).toBe(false)
        if (proof.length > 0) {
          expect(verifyInclusion({ leaf, index, count, proof: proof.slice(1), root })).toBe(false)
        }
      })
    }
  })
})

describe('seal', () => {
  test('the key is created once, opens again, and its signature binds every part of the link', async () => {
    const dir = folder()
    const options = { file: join(dir, 'seal.key'), keyFile: join(dir, 'box.key') }
    const [key, again] = await Promise.all([openSealKey(options), openSealKey(options)])
    expect(again.publicKey).toEqual(key.publicKey)
    expect(statSync(options.file).mode & 0o777).toBe(0o600)
    expect(statSync(options.keyFile).mode & 0o777).toBe(0o600)

    const root = merkleRoot([Buffer.from('row')])
    const link = chainHash(chainStart, root, 1, { first: 1n, last: 1n })
    const signature = key.sign(link)
    expect(verifySeal(key.publicKey, link, signature)).toBe(true)
    for (const other of [
      chainHash(link, root, 1, { first: 1n, last: 1n }),
      chainHash(chainStart, link, 1, { first: 1n, last: 1n }),
      chainHash(chainStart, root, 2, { first: 1n, last: 1n }),
      chainHash(chainStart, root, 1, { first: 0n, last: 1n }),
      chainHash(chainStart, root, 1, { first: 1n, last: 2n }),
    ]) {
      expect(verifySeal(key.publicKey, other, signature)).toBe(false)
    }
    expect(verifySeal(Buffer.from('rubbish'), link, signature)).toBe(false)
  })
})

describe('secrets', () => {
  test('a password fits its own hash only, however it was typed', async () => {
    const hash = await hashPassword('Mật khẩu dài và riêng')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verifyPassword('Mật khẩu dài và riêng'.normalize('NFD'), hash)).toBe(true)
    expect(await verifyPassword('Mat khau dai va rieng', hash)).toBe(false)
    expect(needsRehash(hash)).toBe(false)
    expect(needsRehash('$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$c2FsdHNhbHRzYWx0c2FsdHNhbHQ')).toBe(true)
  })

  test('a known argon2id string of the reference implementation verifies', async () => {
    const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
    expect(await verifyPassword('password', stored)).toBe(true)
  })

  test('an unknown account or a broken hash is refused after the same work', async () => {
    expect(await verifyPassword('x', undefined)).toBe(false)
    expect(await verifyPassword('x', 'plain')).toBe(false)
    expect(
      await verifyPassword('x', '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdHNvbWVz'),
    ).toBe(false)
    expect(await verifyPassword('x'.repeat(5000), undefined)).toBe(false)
  })

  test('a box opens with its key and in its place only', async () => {
    const key = await openKeyFile(join(folder(), 'box.key'))
    const box = sealSecret(key, Buffer.from('JBSWY3DPEHPK3PXP'), 'totp:1')
    expect(openSecret(key, box, 'totp:1')?.toString()).toBe('JBSWY3DPEHPK3PXP')
    expect(openSecret(key, box, 'totp:2')).toBeUndefined()
    expect(openSecret(Buffer.alloc(32), box, 'totp:1')).toBeUndefined()
    for (let i = 0; i < box.length; i++) {
      const bent = Buffer.from(box)
      bent[i] = (bent[i] as number) ^ 1
      expect(openSecret(key, bent, 'totp:1')).toBeUndefined()
    }
    expect(openSecret(key, Buffer.alloc(3), 'totp:1')).toBeUndefined()
  })

  test('tokens are long, distinct and known by their hash', () => {
    const token = createToken()
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(createToken()).not.toBe(token)
    expect(matchesToken(token, hashToken(token))).toBe(true)
    expect(matchesToken(`${token}x`, hashToken(token))).toBe(false)
  })
})

describe.skipIf(spawnSync('openssl', ['version']).error !== undefined)(
  'demo certificate authority, checked by OpenSSL',
  () => {
    test('issues marked certificates, keeps them, renews on a new position, and OpenSSL accepts its signatures', async () => {
      const dir = folder()
      const options = { folder: join(dir, 'ca'), keyFile: join(dir, 'box.key') }
      const authority = await openCertificateAuthority(options)
      const person = { name: 'Nguyễn Thị Ánh', position: 'Chủ tịch', organisation: 'UBND xã Phú Lộc' }
      const signer = await authority.person('1', person)
      const [certificate] = signer.certificateChain
      const parsed = new X509Certificate(certificate as Buffer)
      expect(parsed.subject).toContain(demoMark)
      expect(parsed.subject).toContain('CN=Nguyễn Thị Ánh')
      expect(parsed.checkIssued(new X509Certificate(authority.certificate))).toBe(true)

      const reopened = await openCertificateAuthority(options)
      expect(reopened.certificate).toEqual(authority.certificate)
      expect((await reopened.person('1', person)).certificateChain).toEqual(signer.certificateChain)
      const promoted = await reopened.person('1', { ...person, position: 'Bí thư' })
      expect(promoted.certificateChain[0]).not.toEqual(certificate)
      await expect(async () => reopened.person('../x', person)).rejects.toThrow(/identity name/)
      for (const file of readdirSync(options.folder)) {
        expect(statSync(join(options.folder, file)).mode & 0o777).toBe(0o600)
        expect(readFileSync(join(options.folder, file), 'utf8')).not.toContain('PRIVATE KEY')
      }

      const content = Buffer.from('nội dung')
      const cms = await signCms(createHash('sha256').update(content).digest(), signer)
      expect(cms.length).toBeLessThanOrEqual(maximumCmsLength(signer))
      writeFileSync(join(dir, 'content'), content)
      writeFileSync(join(dir, 'cms.der'), cms)
      writeFileSync(join(dir, 'root.pem'), new X509Certificate(authority.certificate).toString())
      const verify = (file: string) =>
        execFileSync(
          'openssl',
          [
            'cms',
            '-verify',
            '-cades',
            '-binary',
            '-inform',
            'DER',
            '-in',
            'cms.der',
            '-content',
            file,
            '-CAfile',
            'root.pem',
          ],
          { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] },
        )
      expect(verify('content').toString()).toBe('nội dung')
      writeFileSync(join(dir, 'other'), 'nội dung khác')
      expect(() => verify('other')).toThrow()
    })
  },
)
