/** Runs sandboxed in the window before the page, and gives it the Bridge and nothing else. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import { type Bridge, bridgeName, channels, type News } from '../shared/contract/bridge.ts'

const bridge: Bridge = Object.freeze({
  call: (call: string, method: string, input: unknown) => ipcRenderer.invoke(channels.call, call, method, input),
  cancel: (call: string) => ipcRenderer.send(channels.cancel, call),
  on(listener: (news: News) => void) {
    const hear = (_event: IpcRendererEvent, news: News) => listener(news)
    ipcRenderer.on(channels.news, hear)
    return () => void ipcRenderer.off(channels.news, hear)
  },
})

contextBridge.exposeInMainWorld(bridgeName, bridge)
