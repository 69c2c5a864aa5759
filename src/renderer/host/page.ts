/**
 * The window's one way to the desk. Under Electron the preload has put a bridge on `window`; in a browser the page asks the loopback host
 * that served it. Choosing and saving files in a browser needs the document, so those two acts live here.
 */
import { type Bridge, bridgeName } from '../../shared/contract/bridge.ts'
import { connect, type Page } from '../../shared/contract/client.ts'

const page: Page = {
  chooseFiles() {
    return new Promise(resolve => {
      const input = document.createElement('input')
      input.type = 'file'
      input.multiple = true
      input.accept = '.csv,.txt,.tsv,text/csv,text/plain'
      input.addEventListener('change', () => resolve([...(input.files ?? [])]))
      input.addEventListener('cancel', () => resolve([]))
      input.click()
    })
  },
  download(address) {
    const link = document.createElement('a')
    link.href = address
    link.download = ''
    document.body.append(link)
    link.click()
    link.remove()
  },
}

export const client = connect((window as unknown as Record<string, Bridge | undefined>)[bridgeName], page)
