/** The system's own dialogs for opening and saving, in front of the window that asked. */
import type { BrowserWindow, Dialog } from 'electron'
import type { Dialogs } from '../../ports.ts'

export function systemDialogs(dialog: Dialog, window: () => BrowserWindow | undefined): Dialogs {
  return {
    async openFiles() {
      const options = {
        title: 'Import custodian files',
        properties: ['openFile', 'multiSelections'] as const,
        filters: [
          { name: 'Custodian files', extensions: ['csv', 'txt', 'tsv'] },
          { name: 'All files', extensions: ['*'] },
        ],
      }
      const owner = window()
      const asked = { ...options, properties: [...options.properties] }
      const answer = await (owner ? dialog.showOpenDialog(owner, asked) : dialog.showOpenDialog(asked))
      return answer.canceled ? [] : answer.filePaths
    },
    async saveAs(name) {
      const owner = window()
      const asked = { title: 'Save', defaultPath: name, properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const] }
      const answer = await (owner ? dialog.showSaveDialog(owner, asked) : dialog.showSaveDialog(asked))
      return answer.canceled || answer.filePath === '' ? undefined : answer.filePath
    },
  }
}
