/** The window's beginning: connect, ask who answers, show the frame. */
// Styles first: a workspace's own stand after these and win.
import './style/tokens.css'
import './style/base.css'
import './style/parts.css'
import './style/grid.css'
import './style/shell.css'
import './style/screens.css'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type Bridge, bridgeName } from '../shared/contract/bridge.ts'
import { connect } from '../shared/contract/client.ts'
import { DeskProvider } from './desk/desk.tsx'
import { SessionProvider } from './desk/session.tsx'
import { useQuery } from './desk/use-query.ts'
import { page } from './host/page.ts'
import { ErrorFace, LoadingFace } from './parts/faces.tsx'
import { Shell } from './shell/shell.tsx'
import { useTheme } from './shell/theme.ts'

function Window() {
  useTheme()
  const info = useQuery('app.info', {})
  if (info.value)
    return (
      <SessionProvider info={info.value}>
        <Shell />
      </SessionProvider>
    )
  return (
    <main className="alone">
      {info.refusal ? <ErrorFace refusal={info.refusal} onRetry={info.refresh} /> : <LoadingFace what="Opening the book" />}
    </main>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const bridge = (window as unknown as Record<string, Bridge | undefined>)[bridgeName]
createRoot(root).render(
  <StrictMode>
    <DeskProvider client={connect(bridge, page)}>
      <Window />
    </DeskProvider>
  </StrictMode>,
)
