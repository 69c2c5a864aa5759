/** The line below every screen: what is at work (with a stop), when the book was last backed up, and that nothing leaves the machine. */

import { moment } from '../../shared/present/format.ts'
import { useSession } from '../desk/session.tsx'
import { useRunningJobs } from '../desk/use-running-jobs.ts'
import { Button } from '../parts/button.tsx'
import { progressWords } from '../parts/faces.tsx'
import { Icon } from '../parts/icon.tsx'

export function StatusBar({ onKeys }: { onKeys: () => void }) {
  const { info } = useSession()
  const jobs = useRunningJobs()
  return (
    <footer className="status-bar">
      <div className="line jobs">
        {jobs.length === 0 && <span>Ready</span>}
        {jobs.map(job => (
          <span key={job.id} className="line job">
            <span className="clip">
              {job.what}
              {job.progress ? progressWords(job.progress) : ''}
            </span>
            <progress
              aria-label={job.what}
              max={1}
              {...(job.progress && job.progress.of > 0 ? { value: Math.min(1, job.progress.done / job.progress.of) } : {})}
            />
            <Button look="plain" icon="stop" onPress={job.stop} label={`Stop: ${job.what}`}>
              Stop
            </Button>
          </span>
        ))}
      </div>
      <span className="spring" />
      <span>Last backup: {moment(info.lastBackup)}</span>
      <span className="line">
        <Icon name="offline" size={12} />
        No network
      </span>
      <span>Version {info.version}</span>
      <Button look="plain" onPress={onKeys} keys="?">
        Keys ?
      </Button>
    </footer>
  )
}
