/** What only a page can do for the client: ask for files and start a download. */
import type { Page } from '../../shared/contract/client.ts'
import type { SentFile } from '../../shared/contract/transport.ts'

export const page: Page = { chooseFiles, download }

/** Answers with no files where the dialog was closed. */
function chooseFiles(): Promise<readonly SentFile[]> {
  return new Promise(resolve => {
    const chooser = document.createElement('input')
    chooser.type = 'file'
    chooser.multiple = true
    chooser.accept = '.csv,.txt,text/csv,text/plain'
    chooser.hidden = true
    chooser.addEventListener('change', () => answer([...(chooser.files ?? [])]), { once: true })
    chooser.addEventListener('cancel', () => answer([]), { once: true })
    document.body.append(chooser)
    chooser.click()

    function answer(files: readonly SentFile[]) {
      chooser.remove()
      resolve(files)
    }
  })
}

function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
}
