/** Folders that sync services and network drives own are recognised on all three systems; ordinary ones are not accused. */
import { expect, test } from 'vitest'
import { type Surroundings, unsafePlace } from '../../../../src/main/store/place.ts'

const nothing: Surroundings = { home: '/nowhere/kim', environment: {}, mounts: '', exists: () => false }
const mounts = [
  '22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw',
  '40 22 0:40 / /nowhere/office\\040share rw shared:2 - cifs //server/office rw',
  '41 22 0:41 / /nowhere/nas rw - nfs4 nas:/vol rw',
  '42 22 0:42 / /nowhere/cloud rw - fuse.rclone drive: rw',
].join('\n')

test.each([
  ['/nowhere/kim/OneDrive/clients.book', {}, 'OneDrive'],
  ['/nowhere/kim/OneDrive - Ito & Co/Books/clients.book', {}, 'OneDrive'],
  ['/nowhere/kim/Documents/clients.book', { environment: { OneDriveCommercial: '/nowhere/kim/Documents' } }, 'OneDrive'],
  ['/nowhere/kim/Dropbox/clients.book', {}, 'Dropbox'],
  ['/nowhere/kim/Dropbox (Ito)/a/b/clients.book', {}, 'Dropbox'],
  [
    '/nowhere/kim/Shared/deep/clients.book',
    { exists: (path: string) => path.replaceAll('\\', '/') === '/nowhere/kim/Shared/.dropbox.cache' },
    'Dropbox',
  ],
  ['/nowhere/kim/Library/Mobile Documents/com~apple~CloudDocs/clients.book', {}, 'iCloud'],
  ['/nowhere/kim/iCloudDrive/clients.book', {}, 'iCloud'],
  ['/nowhere/kim/Library/CloudStorage/Anything/clients.book', {}, 'a cloud storage'],
  ['/nowhere/kim/Google Drive/clients.book', {}, 'Google Drive'],
  ['/nowhere/G/My Drive/clients.book', {}, 'Google Drive'],
  ['/nowhere/kim/Box/clients.book', {}, 'Box'],
  ['/nowhere/office share/clients.book', { mounts }, 'cifs'],
  ['/nowhere/nas/deep/clients.book', { mounts }, 'nfs4'],
  ['/nowhere/cloud/clients.book', { mounts }, 'fuse.rclone'],
] as const)('%s is refused, naming what owns it', (file, around, owner) => {
  const refusal = unsafePlace(file, { ...nothing, ...around })
  expect(refusal).toMatchObject({ code: 'store/synced-folder', where: file })
  expect(refusal?.what).toContain(owner)
})

test.each([
  '/nowhere/kim/.config/Lotwright/clients.book',
  '/nowhere/kim/Documents/clients.book',
  '/nowhere/kim/Toolbox/clients.book',
  '/nowhere/archive/Box/clients.book',
  '/nowhere/kim/onedriver-source/clients.book',
  '/nowhere/nasturtium/clients.book',
])('%s is fine', file => {
  expect(unsafePlace(file, { ...nothing, mounts, environment: { OneDrive: '/nowhere/kim/OneDrive' } })).toBeUndefined()
})
